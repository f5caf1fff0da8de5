"""What Slack refuses: Block Kit's published limits, held against all that is sent to it.

From the reference of Block Kit and of the methods, November 2026. An unknown kind of block is a
fault too: what is not listed here has not been looked up.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

Json = Mapping[str, Any]

_OPTIONS = {
    "options.*.text.text": 75,
    "options.*.value": 150,
    "options.*.description.text": 75,
}
_MENU = {"options": 100, "placeholder.text": 150, "action_id": 255, **_OPTIONS}
_PICKER = {"placeholder.text": 150, "action_id": 255}

MOST = {
    # Blocks
    "section": {"block_id": 255, "text.text": 3_000, "fields": 10, "fields.*.text": 2_000},
    "header": {"block_id": 255, "text.text": 150},
    "context": {"block_id": 255, "elements": 10, "elements.*.text": 3_000},
    "actions": {"block_id": 255, "elements": 25},
    "input": {"block_id": 255, "label.text": 2_000, "hint.text": 2_000},
    "divider": {"block_id": 255},
    "rich_text": {"block_id": 255},
    "data_visualization": {
        "block_id": 255,
        "title": 50,
        "chart.segments": 6,
        "chart.segments.*.label": 20,
        "chart.series": 6,
        "chart.series.*.name": 20,
        "chart.series.*.data": 20,
        "chart.series.*.data.*.label": 20,
        "chart.axis_config.categories": 20,
        "chart.axis_config.categories.*": 20,
    },
    # Elements
    "button": {
        "text.text": 75,
        "value": 2_000,
        "url": 3_000,
        "action_id": 255,
        "accessibility_label": 75,
        "confirm.title.text": 100,
        "confirm.text.text": 300,
        "confirm.confirm.text": 30,
        "confirm.deny.text": 30,
    },
    "static_select": _MENU,
    "multi_static_select": _MENU,
    "overflow": {**_MENU, "options": 5},
    "radio_buttons": {**_MENU, "options": 10},
    "checkboxes": {**_MENU, "options": 10},
    "plain_text_input": {**_PICKER, "initial_value": 3_000},
    "datepicker": _PICKER,
    "users_select": _PICKER,
    "conversations_select": _PICKER,
}
"""The most characters, or entries, of each part of each kind."""

NEEDED = {
    "section": ("text|fields",),
    "header": ("text.text",),
    "context": ("elements",),
    "actions": ("elements",),
    "input": ("label.text", "element"),
    "data_visualization": ("title", "chart.segments|chart.series"),
    "button": ("text.text", "action_id"),
    "static_select": ("options|option_groups", "action_id"),
    "overflow": ("options", "action_id"),
    "radio_buttons": ("options", "action_id"),
    "checkboxes": ("options", "action_id"),
    "plain_text_input": ("action_id",),
    "datepicker": ("action_id",),
    "users_select": ("action_id",),
}
"""What each kind cannot do without; | stands between parts of which one is enough."""

PLAIN = ("header.text", "button.text", "input.label", "input.hint", "static_select.placeholder")
_ELEMENTS = {
    "button",
    "static_select",
    "overflow",
    "datepicker",
    "users_select",
    "plain_text_input",
}
_INSIDE = {
    "section": _ELEMENTS - {"plain_text_input"},
    "actions": {"button", "static_select", "overflow", "radio_buttons", "checkboxes", "datepicker"}
    | {"users_select", "multi_static_select", "conversations_select"},
    "input": set(MOST) - {"button", "overflow"},
}
"""The elements that a block may hold."""

VIEW = {"title.text": 24, "submit.text": 24, "close.text": 24, "private_metadata": 3_000}
_LONGEST_TEXT = 4_000
_MOST_CHARTS = 2
_MARKUP = re.compile(r"<(?!@[UW][A-Z0-9]+>|#C[A-Z0-9]+[|>]|https?://|mailto:|!date\^)[^<>]*>?")
_BARE_AND = re.compile(r"&(?!amp;|lt;|gt;)")


def faults(method: str, arguments: Json) -> list[str]:
    """Everything for which Slack would refuse the call, or for which it should not be made."""
    if method in ("chat.postMessage", "chat.update", "chat.postEphemeral", "respond"):
        return list(of_message(arguments))
    if method.startswith("views."):
        return list(of_view(arguments["view"]))
    return []


def of_message(message: Json) -> Iterator[str]:
    """A message: it is read out by its text, so it has one."""
    text, blocks = message.get("text") or "", message.get("blocks") or []
    if not text.strip():
        yield "the message has no text"
    if len(text) > _LONGEST_TEXT:
        yield f"text: {len(text)} characters, at most {_LONGEST_TEXT}"
    yield from _of_words("text", text)
    yield from _of_blocks(blocks, 50)


def of_view(view: Json) -> Iterator[str]:
    """A modal, or a Home tab."""
    yield from _of_lengths("view", view, VIEW | {"callback_id": 255, "external_id": 255})
    if view.get("type") not in ("modal", "home"):
        yield f"view: of no known type, {view.get('type')}"
    blocks = view.get("blocks") or []
    if view.get("type") == "modal":
        yield from _missing("view", view, ("title.text",))
        if any(block.get("type") == "input" for block in blocks):
            yield from _missing("view", view, ("submit.text",))
    yield from _of_blocks(blocks, 100)


def _of_blocks(blocks: list[Json], most: int) -> Iterator[str]:
    if len(blocks) > most:
        yield f"blocks: {len(blocks)}, at most {most}"
    kinds = Counter(block.get("type") for block in blocks)
    if kinds["data_visualization"] > _MOST_CHARTS:
        yield f"blocks: {kinds['data_visualization']} charts, at most {_MOST_CHARTS}"
    yield from _twice("block_id", [block["block_id"] for block in blocks if "block_id" in block])
    for place, block in enumerate(blocks):
        where = f"block {place} ({block.get('type')})"
        if block.get("type") not in MOST:
            yield f"{where}: of no known type"
        yield from _of_block(where, block)


def _of_block(where: str, block: Json) -> Iterator[str]:
    found = list(_typed(block))
    for each in found:
        kind = str(each["type"])
        yield from _of_lengths(f"{where} {kind}", each, MOST.get(kind, {}))
        yield from _missing(f"{where} {kind}", each, NEEDED.get(kind, ()))
        yield from _of_text(f"{where} {kind}", each)
        yield from _not_plain(where, kind, each)
    yield from _twice(
        f"{where} action_id", [one["action_id"] for one in found if "action_id" in one]
    )
    may_hold = _INSIDE.get(str(block.get("type")))
    held = (one for one in (*_at(block, "accessory"), *_at(block, "element")))
    for one in (*held, *_at(block, "elements.*")) if may_hold else ():
        if one.get("type") not in (may_hold or ()):
            yield f"{where}: cannot hold {one.get('type')}"


def _of_text(where: str, found: Json) -> Iterator[str]:
    if found["type"] == "mrkdwn":
        yield from _of_words(where, str(found["text"]))
    if found["type"] in ("mrkdwn", "plain_text") and not str(found["text"]).strip():
        yield f"{where}: is empty"


def _of_words(where: str, text: str) -> Iterator[str]:
    """What a person wrote neither pings nor links: what is not escaped is ours."""
    yield from (f"{where}: ‘{found[0]}’ is not escaped" for found in _MARKUP.finditer(text))
    if _BARE_AND.search(text):
        yield f"{where}: ‘&’ is not escaped"


def _not_plain(where: str, kind: str, found: Json) -> Iterator[str]:
    for part in ("text", "label", "hint", "placeholder"):
        inner = found.get(part)
        is_plain = isinstance(inner, Mapping) and inner.get("type") == "plain_text"
        if inner is not None and f"{kind}.{part}" in PLAIN and not is_plain:
            yield f"{where} {kind}: {part} is not plain text"


def _of_lengths(where: str, found: Json, most: Mapping[str, int]) -> Iterator[str]:
    for path, limit in most.items():
        for value in _at(found, path):
            if not isinstance(value, str | list):
                yield f"{where}: {path} is neither text nor a list"
            elif not 0 < len(value) <= limit and not (path == "initial_value" and value == ""):
                yield f"{where}: {path} has {len(value)}, at most {limit} and not none"


def _missing(where: str, found: Json, needed: tuple[str, ...]) -> Iterator[str]:
    for paths in needed:
        if not any(list(_at(found, path)) for path in paths.split("|")):
            yield f"{where}: has no {paths}"


def _twice(what: str, values: list[str]) -> Iterator[str]:
    yield from (f"{what}: ‘{one}’ twice" for one, times in Counter(values).items() if times > 1)


def _typed(value: Any) -> Iterator[Json]:
    """Everything inside, and the thing itself, that says of what type it is."""
    if isinstance(value, Mapping):
        if isinstance(value.get("type"), str):
            yield value
        for inner in value.values():
            yield from _typed(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _typed(inner)


def _at(value: Any, path: str) -> Iterator[Any]:
    """What stands at a path; * is every entry of a list."""
    step, _, rest = path.partition(".")
    inner: list[Any] = []
    if step == "*" and isinstance(value, list):
        inner = value
    elif isinstance(value, Mapping) and value.get(step) is not None:
        inner = [value[step]]
    for one in inner:
        yield from _at(one, rest) if rest else [one]


def as_sent(arguments: Json) -> dict[str, Any]:
    """The arguments of a call, with what travels as JSON in a text read."""
    read = dict(arguments)
    for key in ("blocks", "view"):
        if isinstance(read.get(key), str):
            read[key] = json.loads(read[key])
    return read
