"""Figures that anybody may have: no words, no references, and nothing of what only a few asked."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.facts import value_of
from bot.requests import Request

FEWEST = 5
"""People who must have asked, or a figure is told with others only: fewer could be recognised."""
OTHER = "(other)"
NOT_SAID = "(not said)"


@dataclass(frozen=True, slots=True)
class Figure:
    """How many requests have this value. For example: month, 2026-12, 14."""

    what: str
    value: str
    requests: int


def figures(requests: Iterable[Request]) -> tuple[Figure, ...]:
    """Each of the WHATS counted by itself; what is confidential is in none."""
    counted = tuple(each for each in requests if not each.confidential)
    return tuple(each for what in WHATS for each in _figures(what, counted))


def _figures(what: str, requests: Iterable[Request]) -> Iterator[Figure]:
    groups: dict[str, list[Request]] = defaultdict(list)
    for each in requests:
        groups[WHATS[what](each) or NOT_SAID].append(each)
    shown, other = _apart(groups)
    for value, those in sorted(shown.items()):
        yield Figure(what, value, len(those))
    if _people(other) >= FEWEST:
        yield Figure(what, OTHER, len(other))


def _apart(
    groups: Mapping[str, list[Request]],
) -> tuple[Mapping[str, list[Request]], list[Request]]:
    """What can be shown, and all the rest as one: also the next largest, until it is enough.

    Otherwise the rest could be found by taking what is shown from the whole of another table.
    """
    shown, other = dict(groups), list[Request]()
    for value, those in sorted(groups.items(), key=lambda each: (_people(each[1]), each[0])):
        too_few = _people(those) < FEWEST
        if too_few or (other and _people(other) < FEWEST):
            other += shown.pop(value)
    return shown, other


def _people(requests: Iterable[Request]) -> int:
    return len({each.requester.key for each in requests})


def _fact(key: str) -> Callable[[Request], str]:
    return lambda request: str(value_of(request.facts, key) or "")


WHATS: Mapping[str, Callable[[Request], str]] = {
    "month": lambda request: f"{request.asked_at:%Y-%m}",
    "service": lambda request: request.requester.service,
    "level": lambda request: request.shown_level or "",
    "status": lambda request: request.status,
    "channel_now": _fact("channel_now"),
    "audience": _fact("audience"),
    "has_rekeying": _fact("has_rekeying"),
}
