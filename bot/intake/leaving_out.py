"""Residents' personal data is taken out of an event before anything of it is kept."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from bot.events import Event
from bot.understanding.masking import Masker

Found = Mapping[str, int]
"""How much was taken out, by kind."""

_NOT_TYPED = frozenset(
    {
        *("question", "choice", "form", "about", "capability", "answer", "horizon"),
        *("level", "block", "shown", "verdict", "under", "source"),
    }
)
"""Fields that hold keys of ours or a platform's, or names of blocks."""

_NAMES_STAFF = frozenset(
    {
        *("author", "to", "whom", "on", "steward", "used_by", "link"),
        *("first_customer.service", "how_to_start", "documentation"),
    }
)
"""Fields that name a colleague, a service or a page, and are there for that."""

_TO_BE_FOUND = frozenset({"gone"})
"""Fields that hold words to be taken out, which have to be found as they stand."""

_TOLD_BEFORE = frozenset({"before"})
"""Fields that hold what was said earlier: what is left out of it was told then."""


def without_personal_data(event: Event, masker: Masker) -> tuple[Event, Found]:
    """The event as it may be kept, and what was taken out of it."""
    return _without(event, masker)


def _without(value: Any, masker: Masker) -> tuple[Any, Found]:
    typed = (each.name for each in fields(value))
    masked = {
        name: _masked(getattr(value, name), masker)
        for name in typed
        if name not in _NOT_TYPED | _NAMES_STAFF | _TO_BE_FOUND
    }
    changes: dict[str, Any] = {name: value for name, (value, found) in masked.items() if found}
    left_out = _together(
        *(found for name, (_, found) in masked.items() if name not in _TOLD_BEFORE)
    )
    return (replace(value, **changes) if changes else value), left_out


def _masked(value: object, masker: Masker) -> tuple[object, Found]:
    if isinstance(value, str):
        masked = masker.mask(value)
        return masked.text, masked.found
    if isinstance(value, Mapping):
        every = {
            key: (each, {}) if key in _NAMES_STAFF | _TO_BE_FOUND else _masked(each, masker)
            for key, each in value.items()
        }
        return {key: each for key, (each, _) in every.items()}, _together(
            *(found for _, found in every.values())
        )
    if isinstance(value, tuple):
        every_one = [_each(one, masker) for one in value]
        return tuple(each for each, _ in every_one), _together(*(found for _, found in every_one))
    return value, {}


def _each(one: Any, masker: Masker) -> tuple[Any, Found]:
    """One of several: a line, or a value that has lines in it, such as a file's name."""
    return _masked(one, masker) if isinstance(one, str) else _without(one, masker)


def _together(*found: Found) -> Found:
    counts: Counter[str] = Counter()
    for each in found:
        counts.update(each)
    return dict(counts)
