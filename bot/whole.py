"""Text as it can be kept: half of a surrogate pair is no letter, and no database takes it."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar, cast

T = TypeVar("T")


def whole(value: T) -> T:
    """The same value, with ‘�’ for half a letter in any text that it holds, however deep.

    Two halves that belong together become the one letter that they are.
    """
    return cast("T", _whole(value))


def _whole(value: Any) -> Any:
    match value:
        case str():
            return _text(value)
        case tuple():
            return tuple(map(_whole, value))
        case Mapping():
            return {key: _whole(each) for key, each in value.items()}
        case _ if is_dataclass(value) and not isinstance(value, type):
            return _of_fields(value)
        case _:
            return value


def _of_fields(value: Any) -> Any:
    before = {each.name: getattr(value, each.name) for each in fields(value) if each.init}
    after = {name: _whole(each) for name, each in before.items()}
    changed = {name: each for name, each in after.items() if each != before[name]}
    return replace(value, **changed) if changed else value


def _text(value: str) -> str:
    try:
        value.encode()
    except UnicodeEncodeError:
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return value
