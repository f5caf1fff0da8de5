"""Two programs on one database: one transaction at a time, so that no race is left to think of."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from itertools import cycle
from operator import methodcaller
from threading import Event
from typing import TypeVar

import pytest

from bot.drafts import Conversation, TeamQuestion
from bot.figures import Period
from bot.people import Identity
from bot.ports import Work
from storage.store import SqlStore, open_store
from tests.storage.given import HOME, LONDON, NOW, TEAM, asked, dean, say, take, words

Result = TypeVar("Result")

WEEK = Period(date(2026, 12, 7), date(2026, 12, 13))


@pytest.fixture
def other(url: str) -> Iterator[SqlStore]:
    """The store of another program."""
    opened = open_store(url, LONDON)
    yield opened
    opened.close()


async def meet(first: SqlStore, second: SqlStore) -> bool:
    """Whether the second program gets in while the first is in a transaction."""
    is_in, got_in = Event(), Event()

    def stay(work: Work) -> bool:
        work.first_time("a", NOW)
        is_in.set()
        return got_in.wait(0.2)

    def visit(work: Work) -> None:
        work.first_time("b", NOW)
        got_in.set()

    async def follow() -> None:
        await asyncio.to_thread(is_in.wait)
        await second.transact(visit)

    met, _ = await asyncio.gather(first.transact(stay), follow())
    return met


async def test_one_program_waits_until_the_other_is_done(store: SqlStore, other: SqlStore) -> None:
    assert not await meet(store, other)
    assert not await meet(other, store)


async def test_programs_that_do_not_wait_would_be_seen_to_meet(store: SqlStore) -> None:
    elsewhere = open_store("sqlite://", LONDON)

    assert await meet(store, elsewhere)
    elsewhere.close()


async def both(store: SqlStore, other: SqlStore, *turns: Callable[[Work], Result]) -> list[Result]:
    """What comes of turns that the two programs take by turns, all at once."""
    pairs = zip(cycle((store, other)), turns, strict=False)
    return list(await asyncio.gather(*(each.transact(turn) for each, turn in pairs)))


async def test_an_event_that_both_hear_is_taken_once(store: SqlStore, other: SqlStore) -> None:
    taken = await both(store, other, *[lambda work: work.first_time("C1:17", NOW)] * 20)

    assert taken.count(True) == 1


async def test_a_new_person_heard_by_both_is_one_person(store: SqlStore, other: SqlStore) -> None:
    for n in range(10):
        new = Identity("page", f"new-{n}", "Ann")
        meet_them = methodcaller("person", new, HOME)
        met = await both(store, other, *[meet_them] * 4)
        assert len(set(met)) == 1


async def test_nothing_said_to_both_at_once_is_lost(store: SqlStore, other: SqlStore) -> None:
    def hear(n: int) -> Callable[[Work], None]:
        def turn(work: Work) -> None:
            key = dean(work).key
            state = work.conversation(key)
            work.keep(key, state.expecting(TeamQuestion(n, "Who prints them?")), NOW)

        return turn

    await both(store, other, *map(hear, range(40)))

    key = (await store.transact(dean)).key
    state = await store.transact(lambda work: work.conversation(key))
    assert isinstance(state, Conversation)
    assert sorted(each.request for each in state.asked) == list(range(40))


async def test_a_place_is_claimed_by_one_of_them(store: SqlStore, other: SqlStore) -> None:
    for text in ("one", "two", "three"):
        await store.transact(methodcaller("file", say(text), NOW))
        await store.transact(methodcaller("file", say(text, HOME), NOW))

    claimed = await both(store, other, *[take] * 6)

    assert sorted(letters[0].place.key for letters in claimed if letters) == [
        "dean",
        "digital:team",
    ]
    assert all(words(letters) == ["one", "two", "three"] for letters in claimed if letters)


async def test_a_week_has_one_digest_whoever_posts_it(store: SqlStore, other: SqlStore) -> None:
    def post(work: Work) -> bool:
        if work.last_digest(TEAM) == WEEK.first:
            return False
        work.file(say("Digital requests"), NOW)
        work.digest_posted(TEAM, WEEK, NOW)
        return True

    assert (await both(store, other, *[post] * 10)).count(True) == 1
    assert words(await store.transact(take)) == ["Digital requests"]


async def test_one_reminder_a_day_whoever_sweeps(store: SqlStore, other: SqlStore) -> None:
    def sweep(work: Work) -> bool:
        due = work.due(NOW, 1)
        for request in due:
            work.save(replace(request, remind_at=None))
        first = bool(due) and work.last_reminded("team") is None
        work.reminded("team", NOW.date())
        return first

    def make_due(work: Work) -> None:
        work.save(replace(asked(work), remind_at=NOW))

    for _ in range(4):
        await store.transact(make_due)

    assert (await both(store, other, *[sweep] * 8)).count(True) == 1


async def test_what_is_taken_in_another_order_never_ends_in_a_deadlock(
    store: SqlStore, other: SqlStore
) -> None:
    one, two = [await store.transact(asked) for _ in range(2)]

    def take_both(first: int, second: int) -> Callable[[Work], None]:
        def turn(work: Work) -> None:
            for number in (first, second):
                request = work.request(number)
                assert request is not None
                work.save(replace(request, title=f"{request.title}."))

        return turn

    orders = (take_both(one.number, two.number), take_both(two.number, one.number))
    await both(store, other, *orders * 20)

    after = await store.transact(lambda work: work.request(one.number))
    assert after is not None
    assert after.title == one.title + "." * 40
