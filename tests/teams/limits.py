"""What Teams does not take: held against every card that is drawn for it.

An unknown kind or property is a fault too. So is what is more than text where a person wrote it,
and an input without a label.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from tests.teams.schema import ACTIONS, KINDS, Can, Held

Json = Mapping[str, Any]

LARGEST = 28 * 1024
"""Bytes of a message, of which Teams takes about so many."""

_AROUND = 1_000
"""Bytes around a message, where it begins a thread."""

MOST_IN_A_ROW, MOST_WATCHING = 6, 60
"""Actions beside each other; people for whom a card refreshes itself."""

CARD = "application/vnd.microsoft.card.adaptive"

_MARKDOWN = re.compile(r"[*_\[\]`<>\\]|^\s*(?:[-+]\s|\d+[.)]\s|#)|https?:|www\.|\w@\w")
_MACRO = re.compile(r"\{\{(?:DATE|TIME)\(")


def faults(activity: Json) -> list[str]:
    """Everything for which Teams would not take a message, or people could not read it."""
    return list(of_message(activity))


def on_the_way(body: bytes) -> Iterator[str]:
    """What was sent, as it was: a letter that is written as six takes the room of six."""
    if len(body) > LARGEST + _AROUND:
        yield f"what was sent has {len(body)} bytes, at most {LARGEST + _AROUND}"


def of_message(activity: Json) -> Iterator[str]:
    """A message: it is told of, and read out, by its summary."""
    if (size := size_of(activity)) > LARGEST:
        yield f"the message has {size} bytes, at most {LARGEST}"
    if not str(activity.get("summary") or "").strip():
        yield "the message has no summary"
    for attached in activity.get("attachments", ()):
        if attached["contentType"] != CARD:
            yield f"attached is {attached['contentType']}"
        yield from of_card(attached["content"])


def of_task(task: Json) -> Iterator[str]:
    """A dialog: it has a title, and nothing in it that works on a card alone."""
    if not str(task.get("title") or "").strip():
        yield "the dialog has no title"
    if (size := size_of(task)) > LARGEST:
        yield f"the dialog has {size} bytes, at most {LARGEST}"
    card = task["card"]["content"]
    yield from of_card(card)
    for found in _within(card):
        if found.get("type") == "Action.Execute" or "msteams" in (found.get("data") or {}):
            yield f"{found['type']}: works on a card, and not in a dialog"


def of_card(card: Json) -> Iterator[str]:
    """A card, with all that is in it."""
    yield from _of("AdaptiveCard", card)
    yield from _of_mentions(card)
    yield from _of_refreshing(card)
    found = list(_within(card))
    ids = Counter(one["id"] for one in found if "id" in one and "type" in one)
    yield from (f"{name}: {times} times" for name, times in ids.items() if times > 1)
    for one in found:
        yield from _of_words(one)
        yield from _of_actions(one)
        yield from _of_choices(one)


def size_of(value: object) -> int:
    """Bytes of what is sent as JSON."""
    return len(json.dumps(value, ensure_ascii=False).encode(errors="replace"))


def _of(kind: str, found: Json) -> Iterator[str]:
    known = KINDS[kind]
    for name in known.needs:
        if found.get(name) in (None, "", {}) or (name != "choices" and found.get(name) == []):
            yield f"{kind}: has no {name}"
    for name, value in found.items():
        if name == "type":
            continue
        if name not in known.has:
            yield f"{kind}: has a {name}"
        else:
            yield from _of_property(f"{kind}.{name}", known.has[name], value)


def _of_property(where: str, can: Can, value: Any) -> Iterator[str]:
    match can:
        case Held(kinds, many):
            for one in value if many else [value]:
                yield from _of_held(where, kinds, one)
        case tuple():
            if str(value).lower() not in can:
                yield f"{where}: cannot be {value}"
        case _:
            if not isinstance(value, can) or (can is int and isinstance(value, bool)):
                yield f"{where}: is no {can.__name__}"


def _of_held(where: str, kinds: frozenset[str], one: Json) -> Iterator[str]:
    kind = str(one.get("type", ""))
    if kind not in kinds:
        yield f"{where}: cannot hold {kind or 'what has no type'}"
    else:
        yield from _of(kind, one)


def _of_words(found: Json) -> Iterator[str]:
    """What a person wrote is never more than text: a text block would read it as Markdown."""
    text = str(found.get("text", ""))
    if found.get("type") == "TextBlock" and (marked := _MARKDOWN.search(text)):
        yield f"TextBlock: ‘{marked[0]}’ is Markdown"
    if _MACRO.search(text) or _MACRO.search(str(found.get("label", ""))):
        yield f"{found.get('type')}: a macro is in it"


def _of_actions(found: Json) -> Iterator[str]:
    if len(found.get("actions") or ()) > MOST_IN_A_ROW:
        yield f"{found['type']}: {len(found['actions'])} actions, at most {MOST_IN_A_ROW}"
    told = (found.get("data") or {}) if found.get("type") in ACTIONS else {}
    if told.get("msteams") not in (None, {"type": "task/fetch"}):
        yield f"{found['type']}: msteams is {told['msteams']}"


def _of_choices(found: Json) -> Iterator[str]:
    if found.get("type") != "Input.ChoiceSet" or "choices.data" in found:
        return
    values = Counter(str(one.get("value")) for one in found["choices"])
    yield from (f"Input.ChoiceSet: {one} twice" for one, times in values.items() if times > 1)
    if not values:
        yield "Input.ChoiceSet: has nothing to choose"
    if found.get("value", next(iter(values), "")) not in values:
        yield f"Input.ChoiceSet: {found['value']} is no choice"


def _of_mentions(card: Json) -> Iterator[str]:
    if set(card.get("msteams") or ()) - {"width"}:
        yield "AdaptiveCard.msteams: mentions somebody, or does what was not looked up"


def _of_refreshing(card: Json) -> Iterator[str]:
    if "refresh" in card and not 0 < len(card["refresh"].get("userIds") or ()) <= MOST_WATCHING:
        yield f"AdaptiveCard.refresh: for 1 to {MOST_WATCHING} people, each named"


def _within(value: Any) -> Iterator[Json]:
    """Everything in it, and the thing itself."""
    if isinstance(value, Mapping):
        yield value
        for inner in value.values():
            yield from _within(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _within(inner)
