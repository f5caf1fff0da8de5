"""Requests by the words that are in them."""

from bot.events import Listed
from bot.ports import Work
from bot.requests import Request
from storage import migrating
from storage.store import SqlStore, open_store
from tests.storage.given import DAY, LONDON, NOW, PRIYA, asked, dean

PERMITS, FERRETS = frozenset({"permit", "paper"}), frozenset({"ferret"})


def found(work: Work, stems: frozenset[str], own: int | None) -> tuple[Request, ...]:
    """What has these stems: of everybody's, or of somebody's own."""
    page = work.page(Listed("find"), own or 0, NOW.date(), stems, own=own is not None)
    return page.requests


def numbers(requests: tuple[Request, ...]) -> list[int]:
    return [each.number for each in requests]


def two(work: Work) -> tuple[int, int]:
    """One of Dean's, with a word of the team's; one of Priya's."""
    his, hers = asked(work).number, asked(work, NOW + DAY, PRIYA).number
    for number in (his, hers):
        work.make_findable(number, PERMITS, team_only=False)
    work.make_findable(his, FERRETS, team_only=True)
    work.make_findable(his, frozenset(), team_only=True)
    return his, hers


async def test_all_the_words_have_to_be_in_it_and_the_newest_comes_first(store: SqlStore) -> None:
    his, hers = await store.transact(two)

    def find(work: Work) -> list[list[int]]:
        wanted: tuple[frozenset[str], ...] = (
            PERMITS,
            PERMITS | FERRETS,
            frozenset({"unicorn"}),
            frozenset(),
        )
        return [numbers(found(work, each, None)) for each in wanted]

    assert await store.transact(find) == [[hers, his], [his], [], []]


async def test_people_find_their_own_by_what_they_may_read(store: SqlStore) -> None:
    his, _ = await store.transact(two)

    def find(work: Work) -> list[list[int]]:
        key = dean(work).key
        return [numbers(found(work, each, key)) for each in (PERMITS, FERRETS)]

    assert await store.transact(find) == [[his], []]


async def test_what_the_requester_says_too_is_no_longer_the_teams_alone(store: SqlStore) -> None:
    his, _ = await store.transact(two)

    def say(work: Work) -> list[int]:
        work.make_findable(his, FERRETS, team_only=False)
        work.make_findable(his, FERRETS, team_only=True)
        return numbers(found(work, FERRETS, dean(work).key))

    assert await store.transact(say) == [his]


async def test_what_was_asked_before_is_found_after_the_way_up(url: str) -> None:
    store = open_store(url, LONDON)
    kept = await store.transact(asked)
    store.close()
    migrating.down(url, "0004")

    store = open_store(url, LONDON)
    again = await store.transact(lambda work: found(work, frozenset({"permit"}), None))
    store.close()

    assert numbers(again) == [kept.number]
