"""What somebody has who is away, or has left the team, goes back to the queue: once, and said."""

import logging
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from bot import deciding
from bot.effects import Effect, Known
from bot.events import GoneBack
from bot.handbook import Handbook
from bot.people import Identity, Person
from bot.ports import Members, Unavailable, Work
from bot.requests import Request

log = logging.getLogger(__name__)

LOOKED_ON = "takers looked at"
"""By this name it is remembered on which day it was last looked who is still in the team."""

SLICE = 100
"""Requests that go back in one transaction, so that many of them block nobody."""

EVERYTHING = 1_000_000
"""More requests than any organisation has."""

Taker = tuple[int, Identity]


def to_look_at(work: Work, now: datetime, book: Handbook) -> tuple[Taker, ...]:
    """Whoever has an open request, once a working day: are they still in the team?"""
    today = str(book.days.local(now).date())
    if not book.days.in_hours(now) or work.recall(LOOKED_ON) == today:
        return ()
    return work.takers()


async def who_left(takers: Iterable[Taker], members: Members) -> frozenset[int] | None:
    """Those of them who are in the team on no platform; None where nobody can say now."""
    there: dict[int, bool] = {}
    try:
        for person, identity in takers:
            is_in = there.get(person, False) or await members.has(identity, now=True)
            there[person] = is_in
    except Unavailable:
        log.warning("who is in the team was not told", exc_info=True)
        return None
    return frozenset(person for person, is_in in there.items() if not is_in)


def go_back(
    work: Work, now: datetime, book: Handbook, left: frozenset[int]
) -> Iterator[tuple[Effect, Known]]:
    """What follows from each request that goes back now, and what was known of it."""
    if not book.days.in_hours(now):
        return
    today = book.days.local(now).date()
    for request in work.held_by(left, today, SLICE):
        known = _known(request, now, work, book)
        yield from _goes_back(known, "away" if known.person.is_away(today) else "left", book)


def leave(
    person: Person, work: Work, now: datetime, book: Handbook
) -> Iterator[tuple[Effect, Known]]:
    """What follows if somebody is gone for good: all that they have goes back, at any hour."""
    for request in work.held_by([person.key], date.max, EVERYTHING):
        yield from _goes_back(_known(request, now, work, book), "left", book)


def _goes_back(known: Known, why: str, book: Handbook) -> Iterator[tuple[Effect, Known]]:
    event = GoneBack(known.request.number if known.request else 0, why)
    for effect in deciding.by_itself(event, known, book).effects:
        yield effect, known


def have_something(work: Work, now: datetime, book: Handbook, left: frozenset[int]) -> bool:
    """Whether there was more than one transaction takes back."""
    return bool(work.held_by(left, book.days.local(now).date(), 1))


def looked(work: Work, now: datetime, book: Handbook) -> None:
    """It is known today who is still in the team."""
    work.remember(LOOKED_ON, str(book.days.local(now).date()))


def _known(request: Request, now: datetime, work: Work, book: Handbook) -> Known:
    """As if whoever had it had let it go, in the team's channel."""
    who = request.taker or request.requester
    team = book.rooms.of(request.made_on).team
    joined = work.people(request.joined)
    return Known(now, who, team, member=False, request=request, joined=joined)
