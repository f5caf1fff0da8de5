"""What people read of a message or a window: words, and what can be pressed and filled in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]
_SIGNS = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


@dataclass(frozen=True, slots=True)
class Pressable:
    """A button, or an option of a menu."""

    label: str
    element: Json
    option: Json | None = None


def words_of(message: Mapping[str, Any]) -> str:
    """All that is shown, part by part, and what can be pressed, as transcripts have it."""
    lines = [line for block in message.get("blocks") or [] for line in _lines(block)]
    labels = " ".join(f"[{one.label}]" for one in pressables(message))
    return "\n".join([*lines, *([labels] if labels else [])])


def plain(message: Mapping[str, Any]) -> str:
    """The text beside the blocks, as a screen reader has it."""
    return unescaped(str(message.get("text") or ""))


def unescaped(text: str) -> str:
    """As people see it."""
    for entity, sign in _SIGNS:
        text = text.replace(entity, sign)
    return text


def pressables(message: Mapping[str, Any]) -> list[Pressable]:
    """Everything that can be pressed or chosen, in order."""
    return [
        one
        for block in message.get("blocks") or []
        for element in (*block.get("elements", ()), block.get("accessory") or {})
        for one in _pressables(element, block)
    ]


def labelled(message: Mapping[str, Any], label: str) -> Pressable | None:
    """What is pressed by this label, if the message has it."""
    return next((one for one in pressables(message) if one.label == label), None)


def inputs(view: Mapping[str, Any]) -> dict[str, Json]:
    """The fields of a window: the element of each, by its block's id."""
    return {
        block["block_id"]: block["element"] for block in view["blocks"] if block["type"] == "input"
    }


def filled(element: Json, value: str | None) -> Json:
    """What Slack tells of a field: what was filled in, or what stood there at first."""
    kind = element["type"]
    match kind:
        case "static_select":
            return {"type": kind, "selected_option": _chosen(element, value)}
        case "datepicker":
            day = element.get("initial_date") if value is None else value
            return {"type": kind, "selected_date": day or None}
        case "users_select":
            user = element.get("initial_user") if value is None else value
            return {"type": kind, "selected_user": user or None}
        case _:
            text = element.get("initial_value") if value is None else value
            return {"type": kind, "value": text or None}


def _chosen(element: Json, value: str | None) -> Json | None:
    if value is None:
        initial: Json | None = element.get("initial_option")
        return initial
    # Ours begin with a sign, since Slack takes no empty value.
    return next((one for one in element["options"] if one["value"].lstrip("=") == value), None)


def _pressables(element: Json, block: Json) -> Iterator[Pressable]:
    there = {**element, "block_id": block.get("block_id", "")}
    match element.get("type"):
        case "button":
            yield Pressable(element["text"]["text"], there)
        case "static_select" | "overflow" if block["type"] != "input":
            for option in element["options"]:
                yield Pressable(option["text"]["text"], there, option)


def _lines(block: Json) -> Iterator[str]:
    match block["type"]:
        case "header":
            yield block["text"]["text"]
        case "section":
            yield from (unescaped(text["text"]) for text in _texts(block))
        case "context":
            yield from (unescaped(one["text"]) for one in block["elements"])
        case "rich_text":
            for element in block["elements"]:
                yield from _rich(element)
        case "actions" | "divider" | "data_visualization" | "input":
            pass


def _texts(block: Json) -> list[Json]:
    return [*([block["text"]] if "text" in block else []), *block.get("fields", ())]


def _rich(element: Json) -> Iterator[str]:
    if element["type"] == "rich_text_list":
        yield from ("".join(_run(one) for one in item["elements"]) for item in element["elements"])
    else:
        yield "".join(_run(one) for one in element["elements"])


def _run(element: Json) -> str:
    match element["type"]:
        case "link":
            return str(element.get("text") or element["url"])
        case "user":
            return f"@{element['user_id']}"
        case _:
            return str(element["text"])
