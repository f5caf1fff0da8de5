"""Lists, page by page: what is on a page, who sees it, and that no more of it is read."""

from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import create_engine

from bot.events import Listed
from bot.levels.judgement import Level
from bot.pages import SHOWN, key_of, page_of
from bot.people import Identity
from bot.ports import Work
from bot.requests import Status
from storage.listing import Listing, counted, paged
from storage.store import SqlStore
from tests.storage.given import DAY, DEAN, LONDON, NOW, PRIYA, asked, dean
from tests.storage.planning import fill, goes_by, planned

RUTH = Identity("page", "ruth", "Ruth Okafor", "Adult social care")
TODAY = NOW.date()
NOBODY: frozenset[str] = frozenset()


def numbers(work: Work, look: Listed, person: int = 0, *, own: bool = False) -> list[int]:
    return [one.number for one in work.page(look, person, TODAY, NOBODY, own=own).requests]


def given(work: Work) -> dict[str, int]:
    """Seven requests, one of each kind that a list tells apart; and the keys of two people."""
    priya, someone = work.person(PRIYA, None), work.person(RUTH, None)
    every = [asked(work, NOW + n * DAY, RUTH if n == 1 else DEAN) for n in range(7)]
    work.save(replace(every[1], level=Level.ACCESS))
    work.save(replace(every[2], status=Status.TAKEN, taker=priya))
    work.save(replace(every[3], status=Status.LIVE, taker=priya, review_on=date(2027, 4, 19)))
    work.save(replace(every[4], status=Status.LIVE, review_on=TODAY, joined=(someone.key,)))
    work.save(replace(every[5], status=Status.LIVE))
    work.save(replace(every[6], status=Status.ACCEPTED, taker=priya))
    return {"priya": priya.key, "ruth": someone.key, "dean": dean(work).key}


async def test_each_list_has_what_it_is_of_in_its_order(store: SqlStore) -> None:
    keys = await store.transact(given)

    def listed(work: Work) -> dict[str, list[int]]:
        of = {"mine": keys["priya"], "my_requests": keys["ruth"]}
        names = ("queue", "building", "mine", "reviews", "due", "my_requests")
        return {name: numbers(work, Listed(name), of.get(name, 0)) for name in names}

    assert await store.transact(listed) == {
        "queue": [1, 2, 3],
        "building": [7],
        "mine": [3, 7],
        "reviews": [5, 4],
        "due": [5],
        "my_requests": [5, 2],
    }


async def test_a_queue_is_filtered(store: SqlStore) -> None:
    keys = await store.transact(given)
    looks: tuple[tuple[Listed, list[int]], ...] = (
        (Listed("queue", level="access"), [2]),
        (Listed("queue", status="live"), [4, 5, 6]),
        (Listed("queue", status="nonsense"), [1, 2, 3]),
        (Listed("queue", service=key_of(RUTH.service)), [2]),
        (Listed("queue", service="nobody-s"), []),
        (Listed("queue", person=keys["priya"]), [3]),
        (Listed("queue", level="access", person=keys["priya"]), []),
    )

    found = await store.transact(lambda work: [numbers(work, look) for look, _ in looks])
    assert found == [wanted for _, wanted in looks]


async def test_what_a_queue_can_be_filtered_by_is_what_is_in_it(store: SqlStore) -> None:
    await store.transact(given)
    services = await store.transact(lambda work: work.services_in_queue())
    takers = await store.transact(lambda work: work.takers_in_queue())

    assert services == ("Adult social care", "Parking")
    assert [one.name for one in takers] == ["Priya Nair"]


async def test_a_page_has_its_own_and_knows_how_many_there_are(store: SqlStore) -> None:
    def many(work: Work) -> list[tuple[int, int, int, list[int]]]:
        every = [asked(work, NOW + n * DAY) for n in range(2 * SHOWN + 1)]
        pages = [work.page(Listed("queue", page=n), 0, TODAY, NOBODY, own=False) for n in (0, 2, 9)]
        assert pages == [page_of(every, n) for n in (0, 2, 9)]
        return [(one.number, one.of, one.total, [r.number for r in one.requests]) for one in pages]

    first, second, last = await store.transact(many)
    assert first == (1, 3, 41, [*range(1, 21)])
    assert second == (2, 3, 41, [*range(21, 41)])
    assert last == (3, 3, 41, [41])


LOOKS = {
    Listed("queue"): "ix_requests_(status|review)",
    Listed("queue", status="taken"): "ix_requests_(status|review)",
    Listed("building"): "ix_requests_(status|review)",
    Listed("mine"): "ix_requests_taker",
    Listed("my_requests"): "ix_requests_requester",
    Listed("reviews"): "ix_requests_(status|review)",
    Listed("due"): "ix_requests_review",
}


def test_no_list_reads_all_there_is(url: str) -> None:
    """Of three thousand requests, nearly all of them over, each list goes by an index."""
    engine = create_engine(url)
    with closing(engine.connect()) as connection:
        fill(connection)
        for look, index in LOOKS.items():
            listing = Listing(connection, LONDON)
            found = listing._numbers(look, 1, TODAY, NOBODY, own=False)  # noqa: SLF001 - its plan
            for statement in (counted(found), paged(look.name, found)):
                plan = planned(connection, statement, person=1, past=0)
                assert goes_by(plan, index), plan
    engine.dispose()


@pytest.mark.parametrize("words", ["", "permits"])
async def test_without_stems_nothing_is_found(store: SqlStore, words: str) -> None:
    await store.transact(given)
    look = Listed("find", words=words)

    assert await store.transact(lambda work: numbers(work, look)) == []
