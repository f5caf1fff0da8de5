"""Plain values, as YAML, TOML and JSON give them, into typed frozen dataclasses.

Strict: text is never made into a number nor a number into text, and an unknown key is refused.
Only dates may be written as text, for JSON has none. All that does not fit is told at once.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, is_dataclass, replace
from datetime import date, datetime
from difflib import get_close_matches
from enum import Enum, IntEnum, StrEnum
from functools import cache
from itertools import chain
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

from cattrs import BaseValidationError, Converter
from cattrs.cols import (
    homogenous_tuple_structure_factory,
    is_frozenset,
    is_mapping,
    list_structure_factory,
    mapping_structure_factory,
)
from cattrs.errors import (
    AttributeValidationNote,
    ForbiddenExtraKeysError,
    IterableValidationNote,
)
from cattrs.gen import make_dict_structure_fn

T = TypeVar("T")
At = tuple[str | int, ...]
"""Where a value stands: `("capabilities", 3, "status")`. Lists count from 0."""

_Hook = Callable[[Any, Any], Any]
_SCALARS: Mapping[type, str] = {
    str: "text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    date: "a date such as 2026-03-31",
}


@dataclass(frozen=True, slots=True)
class Misfit:
    """One thing that does not fit, where it stands, and how to mend it where that is known."""

    at: At
    what: str
    mend: str = ""

    def __str__(self) -> str:
        return f"{in_words(self.at)}: {self.said}" if self.at else self.said

    @property
    def said(self) -> str:
        """What is wrong and how to mend it, without the place."""
        return f"{self.what} {self.mend}".rstrip()


class Misfits(ValueError):
    """All that does not fit. A `__post_init__` may raise it, its places counted from itself."""

    def __init__(self, *misfits: Misfit) -> None:
        super().__init__("\n".join(map(str, misfits)))
        self.misfits = misfits


def structure(value: object, into: type[T]) -> T:
    """The value as `into`. Raises `Misfits`; what `__post_init__` raises as ValueError is in it."""
    try:
        return _converter().structure(value, into)
    except (BaseValidationError, ValueError) as problem:
        raise Misfits(*_flat(problem, ())) from None


def in_words(at: At) -> str:
    """The place as people write it: `capabilities[3].status`."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in at)
    return "".join(steps).removeprefix(".")


def nearest(word: str, known: list[str]) -> str:
    """‘Did you mean ...?’, or nothing where no known word is near."""
    near = get_close_matches(word, known, n=1)
    return f"Did you mean ‘{near[0]}’?" if near else ""


def _flat(problem: Exception, at: At) -> Iterator[Misfit]:
    match problem:
        case BaseValidationError():
            for one in problem.exceptions:
                yield from _flat(one, at + _step(one))
        case ForbiddenExtraKeysError():
            for key in sorted(problem.extra_fields, key=str):
                yield _unknown_key(key, problem.cl, at)
        case Misfits():
            yield from (replace(one, at=at + one.at) for one in problem.misfits)
        case KeyError():
            yield Misfit(at, "This is missing.", "Add it.")
        case ValueError():
            yield Misfit(at, str(problem))
        case _:
            raise problem


def _step(problem: Exception) -> At:
    notes = getattr(problem, "__notes__", ())
    names = (note.name for note in notes if isinstance(note, AttributeValidationNote))
    indexes = (note.index for note in notes if isinstance(note, IterableValidationNote))
    return tuple(chain(names, indexes))


def _unknown_key(key: object, cl: Any, at: At) -> Misfit:
    known = [name for name, each in cl.__dataclass_fields__.items() if each.init]
    mend = nearest(str(key), known) or f"The keys here are {', '.join(known)}."
    return Misfit((*at, str(key)), f"‘{key}’ is not a key that we know.", mend)


@cache
def _converter() -> Converter:
    """Later hooks come first."""
    converter = Converter(forbid_extra_keys=True, detailed_validation=True)
    add = converter.register_structure_hook_factory
    for scalar in (str, int, float, bool):
        converter.register_structure_hook(scalar, _scalar)
    for choice in (StrEnum, IntEnum):  # or they would be taken for the text or number they also are
        converter.register_structure_hook(choice, _choice)
    converter.register_structure_hook(date, _date)
    converter.register_structure_hook_func(_is_choice, _choice)
    add(is_dataclass, lambda into: _fields(make_dict_structure_fn(into, converter)))
    add(is_mapping, lambda into: _fields(mapping_structure_factory(into, converter)))
    add(_is_tuple, lambda into: _list(homogenous_tuple_structure_factory(into, converter)))
    add(is_frozenset, lambda into: _list(_frozenset(into, converter)))
    add(_is_union, lambda into: _union(into, converter))
    return converter


def _is_tuple(into: Any) -> bool:
    return get_origin(into) is tuple


def _is_choice(into: Any) -> bool:
    return get_origin(into) is Literal or (isinstance(into, type) and issubclass(into, Enum))


def _is_union(into: Any) -> bool:
    return get_origin(into) in (Union, UnionType)


def _scalar(value: object, into: type) -> object:
    if type(value) is into or (into is float and type(value) is int):
        return value
    raise _not(value, _SCALARS[into], "Put it in quotes." if into is str else "")


def _date(value: object, _: type) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        raise _not(value, _SCALARS[date]) from None


def _fields(inner: _Hook) -> _Hook:
    def hook(value: object, into: Any) -> Any:
        if isinstance(value, Mapping):
            return inner(value, into)
        raise _not(value, "a group of keys and values", "Write each as ‘key: value’.")

    return hook


def _list(inner: _Hook) -> _Hook:
    def hook(value: object, into: Any) -> Any:
        if isinstance(value, list | tuple):
            return inner(value, into)
        raise _not(value, "a list", "Put square brackets around it: [one, two].")

    return hook


def _frozenset(into: Any, converter: Converter) -> _Hook:
    inner = list_structure_factory(into, converter)
    return lambda value, of: frozenset(inner(value, of))


def _choice(value: Any, into: Any) -> Any:
    choices = _choices(into)
    if isinstance(value, str | int) and not isinstance(value, bool) and value in choices:
        return choices[value]
    known = [str(each) for each in choices]
    raise _not(value, f"one of {', '.join(known)}", nearest(str(value), known))


@cache
def _choices(into: Any) -> Mapping[object, object]:
    return {getattr(each, "value", each): each for each in get_args(into) or into}


def _union(into: Any, converter: Converter) -> _Hook:
    members = get_args(into)

    def hook(value: object, _: Any) -> Any:
        fitting = [each for each in members if _has_shape(value, each)]
        if type(value) in members:
            return value
        if not fitting:
            wanted = [each for each in members if each is not NoneType]
            raise _not(value, " or ".join(map(_wanted, wanted)))
        return _first_that_fits(value, fitting, converter)

    return hook


def _first_that_fits(value: object, members: list[Any], converter: Converter) -> Any:
    for each in members[:-1]:
        try:
            return converter.structure(value, each)
        except (BaseValidationError, ValueError):
            continue
    return converter.structure(value, members[-1])


def _has_shape(value: object, into: Any) -> bool:
    if isinstance(value, Mapping):
        return is_dataclass(into) or is_mapping(into)
    if isinstance(value, list | tuple):
        return _is_tuple(into) or is_frozenset(into)
    if isinstance(value, str):
        return _is_choice(into) or into is date
    return type(value) is int and (_is_choice(into) or into is float)


def _wanted(into: Any) -> str:
    if into in _SCALARS:
        return _SCALARS[into]
    if _is_choice(into):
        return f"one of {', '.join(map(str, _choices(into)))}"
    return "a list" if _is_tuple(into) or is_frozenset(into) else "a group of keys and values"


def _not(value: object, wanted: str, mend: str = "") -> Misfits:
    if value is None:
        return Misfits(
            Misfit((), f"This is empty; it needs {wanted}.", "Fill it in or leave the key out.")
        )
    return Misfits(Misfit((), f"{_shown(value)} is not {wanted}.", mend))


def _shown(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case list() | tuple():
            return "A list"
        case Mapping():
            return "A group of keys and values"
        case _:
            return f"‘{value}’"
