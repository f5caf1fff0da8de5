"""The courier over a real outbox, with a channel that can be told to fail."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.courier import CLAIM, LONGEST_WAIT, TRIES
from bot.people import Place, PlaceKind
from bot.ports import Later, Letter, Refused, Work
from tests.posting import DEAN, REPEAT, RUTH, TEAM, Hands, Line, Post, post_in


@dataclass
class Slow:
    """A line on which a letter takes as long as a claim holds."""

    line: Line
    clock: Hands

    async def send(self, letter: Letter) -> str:
        self.clock.at += CLAIM
        return await self.line.send(letter)


@pytest.fixture
def post(tmp_path: Path) -> Iterator[Post]:
    with post_in(tmp_path) as post:
        yield post


async def test_letters_to_a_place_arrive_in_order(post: Post) -> None:
    for text in ("one", "two", "three"):
        await post.file(DEAN, text)

    assert await post.deliver() == ["one", "two", "three"]
    assert await post.deliver() == []


async def test_an_empty_outbox_has_nothing_to_deliver(post: Post) -> None:
    assert await post.courier.deliver() is False


async def test_the_place_that_waited_longest_is_served_first(post: Post) -> None:
    await post.file(RUTH, "to Ruth")
    await post.file(DEAN, "to Dean")
    await post.file(RUTH, "to Ruth again")

    assert await post.courier.deliver() is True
    assert post.line.texts == ["to Ruth", "to Ruth again"]


async def test_a_place_waits_twice_as_long_after_each_failure_up_to_ten_minutes(
    post: Post,
) -> None:
    await post.file(DEAN, "hello")
    post.line.troubles[DEAN] = [Later() for _ in range(13)]
    await post.courier.deliver()

    waits = [(await post.waits()).total_seconds() for _ in range(11)]

    assert waits == [2, 4, 8, 16, 32, 64, 128, 256, 512, 600, 600]


async def test_a_platform_that_names_its_own_wait_gets_it(post: Post) -> None:
    await post.file(DEAN, "hello")
    post.line.troubles[DEAN] = [Later(30), Later()]
    await post.courier.deliver()

    assert await post.waits() == timedelta(seconds=30)


async def test_what_could_not_be_sent_comes_first_when_its_place_is_tried_again(
    post: Post,
) -> None:
    await post.file(DEAN, "one")
    await post.file(DEAN, "two")
    post.line.troubles[DEAN] = [Later(30)]

    assert await post.deliver() == []
    post.clock.at += timedelta(seconds=30)
    assert await post.deliver() == ["one", "two"]


async def test_a_place_that_waits_holds_no_other_up(post: Post) -> None:
    await post.file(DEAN, "to Dean")
    await post.file(RUTH, "to Ruth")
    post.line.troubles[DEAN] = [Later()]

    assert await post.deliver() == ["to Ruth"]


async def test_a_refused_letter_is_kept_as_undelivered_and_its_place_goes_on(post: Post) -> None:
    await post.file(DEAN, "one")
    await post.file(DEAN, "two")
    post.line.troubles[DEAN] = [Refused("channel_is_archived")]

    assert await post.deliver() == ["two"]
    (lost,) = await post.store.transact(lambda work: work.undelivered())
    assert (lost.place, lost.reason) == (DEAN, "channel_is_archived")
    post.clock.at += LONGEST_WAIT
    assert await post.deliver() == []


async def test_a_fault_of_ours_holds_up_one_letter_and_is_told_in_the_end(post: Post) -> None:
    await post.file(DEAN, "broken")
    await post.file(DEAN, "whole")
    await post.file(RUTH, "for Ruth")
    post.line.troubles[DEAN] = [ValueError("a button carries at most")] * TRIES

    for _ in range(TRIES + 1):
        await post.deliver()
        post.clock.at += LONGEST_WAIT

    assert post.line.texts == ["for Ruth", "whole"]
    (gone,) = await post.store.transact(lambda work: work.undelivered())
    assert gone.reason == f"it failed {TRIES} times (ValueError)"


async def test_a_courier_whose_claim_runs_out_leaves_the_rest(post: Post) -> None:
    await post.file(DEAN, "one")
    await post.file(DEAN, "two")

    await replace(post.courier, channels={"test": Slow(post.line, post.clock)}).deliver()

    assert post.line.texts == ["one"]


async def test_a_card_is_updated_in_place(post: Post) -> None:
    await post.file(TEAM, "GW-1, new", card="request:1")
    await post.deliver()
    await post.file(TEAM, "GW-1, taken", card="request:1")
    await post.deliver()

    assert post.line.texts == ["GW-1, new", "GW-1, taken"]
    assert [letter.sent_as for letter in post.line.sent] == ["", f"id-{post.line.sent[0].id}"]


async def test_a_thread_hangs_under_its_card_from_the_first_round_on(post: Post) -> None:
    await post.file(TEAM, "GW-1, new", card="request:1")
    await post.file(TEAM, "Dean sent it", thread="request:1")
    await post.deliver()
    await post.file(TEAM, "Priya took it", thread="request:1")
    await post.deliver()

    card, *thread = post.line.sent
    assert [letter.under for letter in thread] == [f"id-{card.id}"] * 2


async def test_a_card_of_the_same_name_elsewhere_is_another_card(post: Post) -> None:
    await post.file(TEAM, "GW-1, new", card="request:1")
    await post.file(DEAN, "GW-1, new", card="request:1")
    await post.deliver()

    assert [letter.sent_as for letter in post.line.sent] == ["", ""]


async def test_a_newer_card_replaces_older_ones_that_were_not_sent(post: Post) -> None:
    for status in ("new", "taken", "accepted"):
        await post.file(TEAM, f"GW-1, {status}", card="request:1")
        await post.file(TEAM, f"It is {status}.", thread="request:1")

    assert await post.deliver() == [
        *("GW-1, accepted", "It is new.", "It is taken.", "It is accepted.")
    ]


async def _claimed_by_the_dead(post: Post) -> None:
    def claim(work: Work) -> None:
        assert work.claim(post.clock.at, post.clock.at + CLAIM)

    await post.store.transact(claim)


async def test_the_claim_of_a_dead_process_is_taken_over_after_a_minute(post: Post) -> None:
    await post.file(DEAN, "one")
    await post.file(DEAN, "two")
    await _claimed_by_the_dead(post)

    post.clock.at += timedelta(seconds=59)
    assert await post.deliver() == []
    post.clock.at += timedelta(seconds=1)
    assert await post.deliver() == [f"{REPEAT}\none", "two"]


async def test_a_card_that_may_be_a_repeat_is_only_drawn_again(post: Post) -> None:
    await post.file(TEAM, "GW-1, new", card="request:1")
    await post.deliver()
    await post.file(TEAM, "GW-1, taken", card="request:1")
    await _claimed_by_the_dead(post)

    post.clock.at += CLAIM
    assert await post.deliver() == ["GW-1, taken"]


async def test_a_letter_that_was_held_up_does_not_say_that_it_may_be_a_repeat(post: Post) -> None:
    await post.file(DEAN, "hello")
    post.line.troubles[DEAN] = [Later(30)]
    await post.deliver()

    post.clock.at += timedelta(seconds=30)
    assert await post.deliver() == ["hello"]


async def test_two_couriers_do_not_serve_one_place_at_once(post: Post) -> None:
    await post.file(DEAN, "hello")
    await _claimed_by_the_dead(post)

    assert await post.courier.deliver() is False


async def test_a_platform_that_is_not_configured_any_more_holds_nobody_up(post: Post) -> None:
    await post.file(Place("page", PlaceKind.DIRECT, "dean"), "to the page of before")
    await post.file(DEAN, "to Dean")

    assert await post.deliver() == ["to Dean"]
    (lost,) = await post.store.transact(lambda work: work.undelivered())
    assert (lost.place.platform, lost.reason) == ("page", "page is not configured")
