"""What was said arrives in order, place by place, and a crash repeats one message at most."""

from bot.people import Place
from bot.ports import Letter, Undelivered, Work
from storage.outbox import AT_ONCE
from storage.store import SqlStore
from tests.storage.given import (
    DAY,
    HOME,
    MINUTE,
    NOW,
    TEAM,
    dean,
    message,
    release,
    say,
    take,
    words,
)


def deliver(work: Work) -> tuple[Letter, ...]:
    """Send all that waits in the next place, as the courier does."""
    letters = take(work)
    for letter in letters:
        work.mark_sent(letter.id, letter.sent_as or f"ts-{letter.id}", NOW)
        release(work, letter.place)
    return letters


async def file(store: SqlStore, *texts: str, to: Place = TEAM, card: str = "") -> None:
    def do(work: Work) -> None:
        for text in texts:
            work.file(say(text, to, card=card), NOW)

    await store.transact(do)


async def test_letters_go_in_the_order_they_were_filed(store: SqlStore) -> None:
    await file(store, "one", "two", "three")

    letters = await store.transact(take)

    assert words(letters) == ["one", "two", "three"]
    assert {(each.place, each.at, each.attempts) for each in letters} == {(TEAM, NOW, 0)}
    assert not any(each.maybe_repeat for each in letters)


async def test_nothing_waits_where_nothing_was_said(store: SqlStore) -> None:
    assert await store.transact(take) == ()


async def test_the_place_that_waited_longest_comes_first_and_each_is_claimed_once(
    store: SqlStore,
) -> None:
    await file(store, "to Dean", to=HOME)
    await file(store, "to the team")
    await file(store, "to Dean again", to=HOME)

    assert words(await store.transact(take)) == ["to Dean", "to Dean again"]
    assert words(await store.transact(take)) == ["to the team"]
    assert await store.transact(take) == ()


async def test_what_was_sent_is_found_by_its_id_where_it_was_said(store: SqlStore) -> None:
    await file(store, "one", "two")
    first, _ = await store.transact(deliver)

    def find(work: Work) -> list[bool]:
        name = f"ts-{first.id}"
        there = (work.sent_before(TEAM, name), work.sent_before(HOME, name))
        return [found == first.message for found in (*there, work.sent_before(TEAM, "ts-0"))]

    assert await store.transact(find) == [True, False, False]


async def test_what_was_sent_is_not_sent_again(store: SqlStore) -> None:
    await file(store, "one", "two")
    await store.transact(deliver)
    await file(store, "three")

    assert words(await store.transact(deliver)) == ["three"]
    assert await store.transact(take) == ()


async def test_one_claim_hands_out_a_slice_and_the_next_the_rest(store: SqlStore) -> None:
    await file(store, *map(str, range(AT_ONCE + 2)))

    assert len(await store.transact(deliver)) == AT_ONCE
    assert words(await store.transact(deliver)) == [str(AT_ONCE), str(AT_ONCE + 1)]


async def test_after_a_crash_the_first_letter_says_that_it_may_be_a_repeat(
    store: SqlStore,
) -> None:
    await file(store, "one", "two")
    first, _ = await store.transact(take)
    await store.transact(lambda work: work.mark_sent(first.id, "ts-1", NOW))
    await file(store, "three")

    assert await store.transact(take) == ()
    after = await store.transact(lambda work: take(work, NOW + MINUTE))

    assert words(after) == ["two", "three"]
    assert [letter.maybe_repeat for letter in after] == [True, False]


async def test_a_doubt_holds_until_the_letter_is_sent(store: SqlStore) -> None:
    await file(store, "one")
    await store.transact(take)
    later = NOW + MINUTE
    (one,) = await store.transact(lambda work: take(work, later))
    await store.transact(lambda work: work.mark_failed(one.id, later))
    await store.transact(lambda work: release(work, TEAM, later))

    (again,) = await store.transact(lambda work: take(work, later))

    assert (one.maybe_repeat, again.maybe_repeat) == (True, True)


async def test_a_letter_that_nobody_answered_for_is_in_doubt(store: SqlStore) -> None:
    await file(store, "one")
    (one,) = await store.transact(take)
    await store.transact(lambda work: work.mark_failed(one.id, NOW, unsure=True))
    await store.transact(lambda work: work.mark_failed(one.id, NOW))
    await store.transact(release)

    (again,) = await store.transact(take)

    assert (again.attempts, again.maybe_repeat) == (2, True)


async def test_a_released_claim_repeats_nothing(store: SqlStore) -> None:
    await file(store, "one")
    await store.transact(take)
    await store.transact(release)

    (letter,) = await store.transact(take)

    assert not letter.maybe_repeat


async def test_a_claim_that_ran_out_and_is_anothers_now_is_not_released(store: SqlStore) -> None:
    await file(store, "one")
    await store.transact(take)
    await store.transact(lambda work: take(work, NOW + MINUTE))

    await store.transact(release)

    assert await store.transact(lambda work: take(work, NOW + MINUTE)) == ()


async def test_a_letter_filed_after_a_crash_is_no_repeat(store: SqlStore) -> None:
    await file(store, "one")
    (one,) = await store.transact(take)
    await store.transact(lambda work: work.mark_sent(one.id, "ts-1", NOW))
    await file(store, "two")

    (two,) = await store.transact(lambda work: take(work, NOW + MINUTE))

    assert not two.maybe_repeat


async def test_a_place_that_failed_waits_and_others_go_on(store: SqlStore) -> None:
    await file(store, "one")
    (one,) = await store.transact(take)
    await store.transact(lambda work: work.mark_failed(one.id, NOW + 3 * MINUTE))
    await store.transact(release)
    await file(store, "to Dean", to=HOME)

    assert words(await store.transact(take)) == ["to Dean"]
    assert await store.transact(take) == ()
    (again,) = await store.transact(lambda work: take(work, NOW + 3 * MINUTE))
    assert (again.id, again.attempts, again.maybe_repeat) == (one.id, 1, False)


async def test_a_refused_letter_is_told_and_its_place_goes_on(store: SqlStore) -> None:
    await file(store, "one", "two")
    one, _ = await store.transact(take)
    await store.transact(lambda work: work.mark_refused(one.id, "channel_is_archived", NOW))
    await store.transact(release)

    assert words(await store.transact(deliver)) == ["two"]
    assert await store.transact(lambda work: work.undelivered()) == (
        Undelivered(TEAM, NOW, "channel_is_archived"),
    )


async def test_a_card_is_updated_under_the_id_it_was_posted_with(store: SqlStore) -> None:
    await file(store, "GW-1 new", card="request 1")
    (posted,) = await store.transact(deliver)
    await file(store, "GW-1 taken", card="request 1")
    await file(store, "GW-1 new", card="request 1", to=HOME)

    (update,) = await store.transact(deliver)
    (elsewhere,) = await store.transact(deliver)

    assert (posted.sent_as, update.sent_as) == ("", f"ts-{posted.id}")
    assert (elsewhere.place, elsewhere.sent_as) == (HOME, "")


async def test_a_newer_card_replaces_one_that_still_waits(store: SqlStore) -> None:
    await file(store, "GW-1 new", "GW-1 taken", "GW-1 accepted", card="request 1")
    await file(store, "GW-2 new", card="request 2")

    assert words(await store.transact(take)) == ["GW-1 accepted", "GW-2 new"]


async def test_a_replaced_card_is_still_posted_before_its_thread(store: SqlStore) -> None:
    await file(store, "GW-1 new", card="request 1")
    await store.transact(lambda work: work.file(say("Priya took it", thread="request 1"), NOW))
    await file(store, "GW-1 taken", card="request 1")

    assert words(await store.transact(take)) == ["GW-1 taken", "Priya took it"]


async def test_a_card_that_is_on_its_way_is_followed_by_its_update(store: SqlStore) -> None:
    await file(store, "GW-1 new", card="request 1")
    (root,) = await store.transact(take)
    await file(store, "GW-1 taken", card="request 1")
    await store.transact(lambda work: work.mark_sent(root.id, "ts-1", NOW))
    await store.transact(release)

    (update,) = await store.transact(take)

    assert (words((update,)), update.sent_as) == (["GW-1 taken"], "ts-1")


async def test_a_thread_hangs_under_its_card(store: SqlStore) -> None:
    await file(store, "GW-1 new", card="request 1")
    await store.transact(lambda work: work.file(say("taken", thread="request 1"), NOW))

    root, line = await store.transact(take)
    assert (line.thread, line.under) == ("request 1", "")
    assert await store.transact(lambda work: work.sent_as(TEAM, "request 1")) == ""

    await store.transact(lambda work: work.mark_sent(root.id, "ts-1", NOW))
    assert await store.transact(lambda work: work.sent_as(TEAM, "request 1")) == "ts-1"
    assert await store.transact(lambda work: work.sent_as(HOME, "request 1")) == ""

    await store.transact(release)
    (line,) = await store.transact(take)
    assert line.under == "ts-1"


async def test_a_persons_own_line_is_not_sent(store: SqlStore) -> None:
    await store.transact(lambda work: work.file(say("hiya", HOME), NOW, dean(work)))

    assert await store.transact(take) == ()
    (line,) = await store.transact(lambda work: work.posted(HOME, 10))
    assert (line.message, line.author) == (message("hiya"), "Dean Marsh")


async def test_marking_a_letter_that_is_gone_does_nothing(store: SqlStore) -> None:
    await store.transact(lambda work: work.mark_sent(404, "ts", NOW))
    await store.transact(lambda work: work.mark_failed(404, NOW + DAY))

    assert await store.transact(lambda work: work.undelivered()) == ()
