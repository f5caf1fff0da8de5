"""Requests that are like one, found by their rarest stems; the picking is another's."""

from collections.abc import Sequence
from dataclasses import replace

from bot.ports import Work
from bot.requests import Proposed, Request, Status
from storage.similar import PROPOSED, RAREST
from storage.store import SqlStore
from tests.storage.given import DAY, NOW, asked

YEAR = 365 * DAY
PERMITS = frozenset({"permit", "visitor", "park"})


def numbers(proposed: Sequence[Proposed]) -> list[int]:
    return [one.number for one in proposed]


def found(work: Work, *stems: str) -> list[int]:
    similar = work.similar(frozenset(stems), NOW - YEAR, numbers)
    return [request.number for request in similar]


def indexed(work: Work, *stems: str, status: Status = Status.NEW) -> Request:
    request = replace(asked(work), status=status)
    work.save(request)
    work.index(request.number, frozenset(stems))
    return request


async def test_a_request_is_found_by_its_stems_the_best_first(store: SqlStore) -> None:
    first = await store.transact(lambda work: indexed(work, *PERMITS))
    second = await store.transact(lambda work: indexed(work, "permit", "taxi"))

    assert await store.transact(lambda work: found(work, *PERMITS)) == [
        first.number,
        second.number,
    ]
    assert await store.transact(lambda work: found(work, "taxi")) == [second.number]
    assert await store.transact(lambda work: found(work, "allotment")) == []
    assert await store.transact(found) == []


async def test_a_request_is_found_by_what_its_words_are_now(store: SqlStore) -> None:
    request = await store.transact(lambda work: indexed(work, "permit"))

    await store.transact(lambda work: work.index(request.number, frozenset({"taxi"})))
    assert await store.transact(lambda work: found(work, "permit", "taxi")) == [request.number]
    assert await store.transact(lambda work: found(work, "permit")) == []

    await store.transact(lambda work: work.index(request.number, frozenset()))
    assert await store.transact(lambda work: found(work, "taxi")) == []


async def test_what_is_over_or_confidential_is_not_found(store: SqlStore) -> None:
    await store.transact(lambda work: indexed(work, "permit", status=Status.STOPPED))
    secret = await store.transact(lambda work: indexed(work, "permit"))
    live = await store.transact(lambda work: indexed(work, "permit", status=Status.LIVE))
    await store.transact(lambda work: work.save(replace(secret, confidential=True)))

    assert await store.transact(lambda work: found(work, "permit")) == [live.number]


async def test_what_was_accepted_long_ago_is_not_brought_up(store: SqlStore) -> None:
    def accepted(work: Work) -> list[int]:
        new = indexed(work, "permit", status=Status.LIVE)
        old = indexed(work, "permit", status=Status.ACCEPTED)
        work.save(replace(new, decided_at=NOW - YEAR))
        work.save(replace(old, decided_at=NOW - YEAR - DAY))
        return [new.number]

    assert await store.transact(accepted) == await store.transact(lambda w: found(w, "permit"))


async def test_the_rarest_stems_are_looked_for(store: SqlStore) -> None:
    common = [f"common{n}" for n in range(RAREST)]

    def many(work: Work) -> None:
        for _ in range(2):
            indexed(work, *common)

    await store.transact(many)
    rare = await store.transact(lambda work: indexed(work, "rare", *common))

    assert (await store.transact(lambda work: found(work, "rare", *common)))[0] == rare.number


async def test_what_a_request_means_is_kept_with_it_until_its_words_change(
    store: SqlStore,
) -> None:
    def meant(work: Work) -> list[bytes]:
        told: list[bytes] = []

        def pick(proposed: Sequence[Proposed]) -> list[int]:
            told.extend(one.meant for one in proposed)
            return []

        assert work.similar(frozenset({"permit"}), NOW, pick) == ()
        return told

    request = await store.transact(lambda work: indexed(work, "permit"))
    assert await store.transact(meant) == [b""]
    stems = frozenset({"permit"})
    await store.transact(lambda work: work.index(request.number, stems, b"\x01"))
    await store.transact(lambda work: work.save(replace(request, title="Other")))
    assert await store.transact(meant) == [b"\x01"]


async def test_at_most_50_are_proposed_the_best_and_newest_first(store: SqlStore) -> None:
    def many(work: Work) -> list[int]:
        return [indexed(work, "permit").number for _ in range(PROPOSED + 2)]

    every = await store.transact(many)

    assert await store.transact(lambda work: found(work, "permit")) == every[:1:-1]
