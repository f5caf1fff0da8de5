"""Lists of requests, page by page: what is left out of a page is not read."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    UnaryExpression,
    bindparam,
    func,
    select,
    union,
)

from bot.events import Listed
from bot.levels.judgement import Level
from bot.pages import SHOWN, Page, key_of, page_within
from bot.people import Person
from bot.requests import IN_HAND, OPEN, Status
from storage.finding import NEWEST, of_own, with_stems
from storage.room import REQUESTS, Room, person_of
from storage.tables import joiners, people, requests

_OPEN = sorted(OPEN)
_IN_HAND = requests.c.status.in_(sorted(IN_HAND))
# An order that is no column's keeps a planner from going through all requests by their age to save
# itself the sorting of the few that are open.
_OLDEST = (func.coalesce(requests.c.asked_at, ""), requests.c.number)
_NEWEST = (requests.c.asked_at.desc(), requests.c.number.desc())
_SOONEST = (requests.c.review_on, requests.c.number)
ORDER: dict[str, tuple[ColumnElement[Any] | UnaryExpression[Any], ...]] = {
    "queue": _OLDEST,
    "mine": _OLDEST,
    "building": _OLDEST,
    "my_requests": _NEWEST,
    "reviews": _SOONEST,
    "due": _SOONEST,
}
_ASKED = select(requests.c.number).where(requests.c.requester == bindparam("person"))
_JOINED = select(joiners.c.request).where(joiners.c.person == bindparam("person"))
_SERVICES = select(people.c.service).where(people.c.service != "").distinct()
SERVICES = (
    select(people.c.service)
    .join(requests, requests.c.requester == people.c.key)
    .where(_IN_HAND, people.c.service != "")
    .distinct()
    .order_by(people.c.service)
)
TAKERS = (
    select(people)
    .where(people.c.key.in_(select(requests.c.taker).where(_IN_HAND)))
    .order_by(people.c.key)
)


class Listing(Room):
    """See `bot.ports.listing`."""

    __slots__ = ()

    def page(
        self, look: Listed, person: int, today: date, stems: frozenset[str], *, own: bool
    ) -> Page:
        if look.name == "find" and not stems:
            return Page()
        numbers = self._numbers(look, person, today, stems, own=own)
        total: int = self._connection.scalar(counted(numbers), {"person": person}) or 0
        number = page_within(look.page, total)
        rows = self._connection.execute(
            paged(look.name, numbers), {"person": person, "past": (number - 1) * SHOWN}
        )
        return Page(self._rows.requests(rows), total, number)

    def services_in_queue(self) -> tuple[str, ...]:
        return tuple(self._connection.execute(SERVICES).scalars())

    def takers_in_queue(self) -> tuple[Person, ...]:
        return tuple(map(person_of, self._connection.execute(TAKERS)))

    def _numbers(
        self, look: Listed, person: int, today: date, stems: frozenset[str], *, own: bool
    ) -> Select[int]:
        if look.name == "find":
            return of_own(stems, person) if own else with_stems(stems)
        return select(requests.c.number).where(*self._where(look, person, today))

    def _where(self, look: Listed, person: int, today: date) -> tuple[ColumnElement[bool], ...]:
        match look.name:
            case "mine":
                return (requests.c.taker == person, _IN_HAND)
            case "building":
                return (requests.c.status == Status.ACCEPTED,)
            case "my_requests":
                return (requests.c.number.in_(union(_ASKED, _JOINED)),)
            case "reviews":
                return (requests.c.status == Status.LIVE, requests.c.review_on.is_not(None))
            case "due":
                return (requests.c.status == Status.LIVE, requests.c.review_on <= today)
            case _:
                return tuple(self._chosen(look))

    def _chosen(self, look: Listed) -> Iterable[ColumnElement[bool]]:
        """What a filtered queue leaves; without a status, what is open."""
        chosen = [Status(look.status)] if look.status in set(Status) else _OPEN
        yield requests.c.status.in_(chosen)
        if look.level:
            yield requests.c.shown_level.in_([one for one in Level if one == look.level])
        if look.person:
            yield requests.c.taker == look.person
        if look.service:
            named = self._connection.execute(_SERVICES).scalars()
            services = [each for each in named if key_of(each) == look.service]
            theirs = select(people.c.key).where(people.c.service.in_(services))
            # No column either: a service has asked for far more than is open.
            yield func.coalesce(requests.c.requester, 0).in_(theirs)


def counted(numbers: Select[int]) -> Select[int]:
    """How many requests there are."""
    return select(func.count()).select_from(numbers.subquery())


def paged(name: str, numbers: Select[int]) -> Select[Any]:
    """The requests of one page, `past` those before it."""
    order = ORDER.get(name, (NEWEST,))
    few = numbers.order_by(*order).limit(SHOWN).offset(bindparam("past", type_=Integer))
    # First the numbers, from an index where there is one, then the whole of these requests alone.
    shown = ORDER.get(name, (requests.c.number.desc(),))
    return REQUESTS.where(requests.c.number.in_(few)).order_by(*shown)
