"""JSON: what is kept in the record and the outbox, and what a button carries there and back.

A value of a union is an object with the name of its class under `_`. What is kept may lack fields
that a later release added with defaults, and may have some that it dropped. What comes from a
client is trusted in nothing: a key or a type that is not exactly ours makes it `Stale`.
"""

import json
from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar, cast, get_args

from cattrs import BaseValidationError, transform_error
from cattrs.preconf.json import JsonConverter, make_converter

from bot.events import (
    Accepted,
    Added,
    Amended,
    Answered,
    Asked,
    Changed,
    Deleted,
    Described,
    Edited,
    Event,
    Filled,
    Found,
    HandedOver,
    Held,
    Joined,
    Judged,
    Levelled,
    Look,
    Noted,
    Overheard,
    Proposed,
    Redacted,
    Released,
    Reopened,
    Retitled,
    Reworded,
    Said,
    Split,
    Stale,
    Stopped,
    Suggested,
    Tracked,
    Waits,
)
from bot.messages import Part

T = TypeVar("T")
Press = Event | Look

LONGEST_PRESS = 150
"""Characters. Slack's menus allow no more in an option's value."""
LARGEST_INTEGER = 2**31 - 1
"""No number of ours is larger, and a database's column takes no larger one."""

_EVENTS = frozenset(get_args(Event))
_TYPED = (
    Said,
    Overheard,
    Amended,
    Deleted,
    Described,
    Suggested,
    Edited,
    Added,
    Answered,
    Asked,
    Noted,
    Levelled,
    Judged,
    Joined,
    Reworded,
    HandedOver,
    Waits,
    Tracked,
    Accepted,
    Stopped,
    Reopened,
    Redacted,
    Held,
    Released,
    Split,
    Retitled,
    Changed,
    Proposed,
    Filled,
    Found,
)
"""They hold what people typed, checked where it is read; a button that carries one is forged."""


class Unreadable(ValueError):
    """What was kept is not the JSON that it should be; the text says where and why."""


def to_json(value: object) -> str:
    """The value as compact ASCII JSON. An event has its name with it."""
    kind = Event if type(value) in _EVENTS else type(value)
    return _dumps(_KEPT.unstructure(value, unstructure_as=kind))


def from_json(text: str, kind: type[T]) -> T:
    """What `to_json` made of a value of this kind. Raises Unreadable."""
    return cast("T", _loaded(text, kind))


def event_from_json(text: str) -> Event:
    """What `to_json` made of an event. Raises Unreadable."""
    return cast("Event", _loaded(text, Event))


def press_to_text(press: Press) -> str:
    """What a button carries. Raises ValueError for more than ids and keys."""
    text = _dumps(_KEPT.unstructure(press, unstructure_as=Press))
    if len(text) > LONGEST_PRESS:
        raise ValueError(f"a button carries at most {LONGEST_PRESS} characters: {text}")
    return text


def press_from_text(text: str) -> Press:
    """What a client says was pressed, or `Stale` where it is nothing that we gave out."""
    if len(text) > LONGEST_PRESS:
        return Stale()
    try:
        press = cast("Press", _CLAIMED.structure(json.loads(text), cast("Any", Press)))
    except (BaseValidationError, ValueError):
        return Stale()
    return Stale() if isinstance(press, _TYPED) else press


def _dumps(plain: object) -> str:
    return json.dumps(plain, separators=(",", ":"))


def _loaded(text: str, kind: Any) -> object:
    try:
        return _KEPT.structure(json.loads(text), kind)
    except BaseValidationError as problem:
        raise Unreadable("; ".join(transform_error(problem))) from problem
    except (ValueError, TypeError) as problem:
        raise Unreadable(str(problem)) from problem


def _converter(*, forbid_extra_keys: bool) -> JsonConverter:
    converter = make_converter(forbid_extra_keys=forbid_extra_keys)
    for kind, check in _PRIMITIVES.items():
        converter.register_structure_hook(kind, check)
    for union in (Event, Press, Part):
        converter.register_unstructure_hook(union, _with_tag(converter))
        converter.register_structure_hook(union, _by_tag(union, converter))
    return converter


def _with_tag(converter: JsonConverter) -> Callable[[object], object]:
    def unstructure(value: object) -> object:
        return {"_": type(value).__name__} | converter.unstructure(value)

    return unstructure


def _by_tag(union: Any, converter: JsonConverter) -> Callable[[object, object], object]:
    members = {member.__name__: member for member in get_args(union)}

    def structure(value: object, _: object) -> object:
        match value:
            case {"_": str(tag), **fields} if tag in members:
                return converter.structure(fields, members[tag])
            case _:
                raise ValueError(f"expected an object with one of {', '.join(members)} under _")

    return structure


def _text(value: object, _: object) -> str:
    if not isinstance(value, str):
        raise TypeError("expected text")
    value.encode()  # half of a surrogate pair is no text, and no database takes it
    return value


def _choice(value: Any, kind: type[StrEnum]) -> StrEnum:
    return kind(value)


def _integer(value: object, _: object) -> int:
    if type(value) is not int or abs(value) > LARGEST_INTEGER:
        raise TypeError("expected a whole number that is not too large")
    return value


def _truth(value: object, _: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError("expected true or false")
    return value


def _number(value: object, _: object) -> float:
    if type(value) not in (int, float):
        raise TypeError("expected a number")
    return float(cast("float", value))


def _moment(value: object, _: object) -> datetime:
    moment = datetime.fromisoformat(_text(value, str))
    if moment.tzinfo is None:
        raise ValueError("expected a time with its zone")
    return moment


def _day(value: object, _: object) -> date:
    return date.fromisoformat(_text(value, str))


_PRIMITIVES: dict[Any, Callable[[Any, Any], object]] = {
    str: _text,
    StrEnum: _choice,  # or it would be taken for the text that it also is
    int: _integer,
    bool: _truth,
    float: _number,
    datetime: _moment,
    date: _day,
}
_KEPT = _converter(forbid_extra_keys=False)
_CLAIMED = _converter(forbid_extra_keys=True)
