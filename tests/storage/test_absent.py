"""Who has what, for those who are away or have left the team."""

from dataclasses import replace
from datetime import date

from bot.people import Identity
from bot.ports import Work
from bot.requests import Status
from storage.store import SqlStore
from tests.storage.given import DEAN, PRIYA, asked

TOM = Identity("page", "tom", "Tom Bell", "Digital")
TODAY = date(2026, 12, 8)


def held(work: Work) -> None:
    """Priya is away, Tom is not; each has one that is open, accepted and over; one nobody has."""
    for who, away in ((PRIYA, date(2026, 12, 9)), (TOM, TODAY)):
        taker = replace(work.person(who, None), away_until=away)
        work.know(taker)
        for status in (Status.WAITING, Status.ACCEPTED, Status.STOPPED):
            work.save(replace(asked(work), status=status, taker=taker))
    asked(work)


async def test_what_goes_back_is_what_is_open_of_who_is_away_and_all_of_who_left(
    store: SqlStore,
) -> None:
    await store.transact(held)

    def found(work: Work, *left: Identity) -> list[int]:
        people = [work.person(who, None).key for who in left]
        return [one.number for one in work.held_by(people, TODAY, 9)]

    assert await store.transact(found) == [1]
    assert await store.transact(lambda work: found(work, TOM, DEAN)) == [1, 4, 5]
    assert len(await store.transact(lambda work: work.held_by((), TODAY, 0))) == 0


async def test_whoever_has_something_that_goes_on_is_known_by_their_platform(
    store: SqlStore,
) -> None:
    await store.transact(held)
    takers = await store.transact(lambda work: work.takers())

    assert [(one.platform, one.key, one.name) for _, one in takers] == [
        ("page", "priya", "Priya Nair"),
        ("page", "tom", "Tom Bell"),
    ]
