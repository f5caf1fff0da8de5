"""The local page: what stands in a place, what is remembered, and starting again."""

from functools import partial

from bot.effects import Say
from bot.ports import Work
from storage.store import SqlStore
from storage.tables import metadata, remembered
from tests.storage.given import (
    DAY,
    DEAN,
    HOME,
    MINUTE,
    NOW,
    TEAM,
    asked,
    dean,
    message,
    release,
    say,
    take,
)


def send_all(work: Work) -> None:
    while letters := take(work):
        for letter in letters:
            work.mark_sent(letter.id, f"ts-{letter.id}", NOW)
        release(work, letters[0].place)


def post(each: Say, work: Work) -> None:
    work.file(each, NOW)
    send_all(work)


async def test_messages_stand_in_order_once_they_were_sent(store: SqlStore) -> None:
    await store.transact(lambda work: work.file(say("one"), NOW))
    await store.transact(send_all)
    await store.transact(lambda work: work.file(say("two"), NOW + MINUTE))
    await store.transact(lambda work: work.file(say("elsewhere", HOME), NOW))

    (one,) = await store.transact(lambda work: work.posted(TEAM, 10))

    assert (one.message, one.at, one.author, one.changed) == (message("one"), NOW, "", False)


async def test_a_card_stands_where_it_was_first_posted_as_it_is_now(store: SqlStore) -> None:
    for each in (
        say("GW-1 new", card="request 1"),
        say("taken", thread="request 1"),
        say("GW-1 taken", card="request 1"),
        say("GW-1 new", HOME, card="request 1"),
        say("GW-1 accepted", card="request 1"),
    ):
        await store.transact(partial(post, each))

    card, line = await store.transact(lambda work: work.posted(TEAM, 10))

    assert (card.message, card.card, card.changed) == (message("GW-1 accepted"), "request 1", True)
    assert (line.message, line.thread, line.changed) == (message("taken"), "request 1", False)


async def test_only_the_latest_are_shown(store: SqlStore) -> None:
    for text in ("one", "two", "three"):
        await store.transact(partial(post, say(text)))

    latest = await store.transact(lambda work: work.posted(TEAM, 2))

    assert [each.message for each in latest] == [message("two"), message("three")]


async def test_what_was_refused_is_not_shown(store: SqlStore) -> None:
    await store.transact(lambda work: work.file(say("one"), NOW))
    (one,) = await store.transact(take)
    await store.transact(lambda work: work.mark_refused(one.id, "no", NOW))

    assert await store.transact(lambda work: work.posted(TEAM, 10)) == ()


async def test_a_thing_is_remembered_by_name(store: SqlStore) -> None:
    assert await store.transact(lambda work: work.recall("clock")) is None

    await store.transact(lambda work: work.remember("clock", "1"))
    await store.transact(lambda work: work.remember("clock", "2"))

    assert await store.transact(lambda work: work.recall("clock")) == "2"


async def test_starting_again_forgets_all_but_what_is_remembered_by_name(store: SqlStore) -> None:
    def live(work: Work) -> None:
        work.first_time("a", NOW)
        asked(work)
        work.tally("fault", NOW)
        work.file(say("one"), NOW)
        take(work)
        work.reminded("team", NOW.date())
        work.remember("clock", "1")

    await store.transact(live)
    await store.transact(lambda work: work.forget_everything())

    assert await store.transact(lambda work: work.recall("clock")) == "1"
    assert await store.transact(lambda work: work.began_on()) is None
    assert await store.transact(lambda work: work.last_reminded("team")) is None
    assert (await store.transact(asked)).number == 1
    assert remembered.name in metadata.tables


async def test_a_letter_from_before_starting_again_is_no_letter_of_now(store: SqlStore) -> None:
    await store.transact(lambda work: work.file(say("before"), NOW))
    (before,) = await store.transact(take)
    await store.transact(lambda work: work.forget_everything())
    await store.transact(lambda work: work.file(say("after"), NOW))

    await store.transact(lambda work: work.mark_sent(before.id, "ts", NOW + DAY))

    (after,) = await store.transact(take)
    assert after.message == message("after")
    assert (await store.transact(dean)).name == DEAN.name
