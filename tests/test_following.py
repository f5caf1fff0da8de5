"""A message that was changed or deleted in Slack is followed; what was said is never lost."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.slack_world import BOT, DEAN, OPEN, PRIYA, RUTH, TEAM, Json, World, world_in
from tests.storytelling import request

PERMITS = "can we get visitor permits online, people come to reception with the paper form"
SKIPS = "can we get skip licences online, people ring us to ask for one"


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with world_in(tmp_path) as world:
        yield world


async def heard(world: World, user: str = DEAN) -> str:
    return world.slack.said(user)[-1]


async def test_a_changed_first_message_is_read_anew(world: World) -> None:
    await world.says(DEAN, PERMITS)
    await world.changes(DEAN, PERMITS, SKIPS)

    assert (await heard(world)).startswith("I’ve read your changed message again.")
    await world.presses(DEAN, "Talk to a person")
    sent = await request(world.program)
    assert sent.title == "Skip licences online"
    assert "channel_now" not in sent.facts
    assert [line.text for line in sent.said] == [SKIPS]


async def test_a_title_that_was_set_by_hand_stays(world: World) -> None:
    await world.says(DEAN, PERMITS)
    await world.presses(DEAN, "Edit")
    await world.submits(DEAN, world.window(), title="Permits for visitors")
    await world.changes(DEAN, PERMITS, SKIPS)
    await world.presses(DEAN, "Talk to a person")

    assert (await request(world.program)).title == "Permits for visitors"


async def test_a_line_that_put_something_right_puts_it_right_as_it_is_now(world: World) -> None:
    await world.says(DEAN, PERMITS)
    await world.says(DEAN, "actually it’s by phone")
    await world.says(DEAN, "the title should be Permits")
    await world.changes(DEAN, "actually it’s by phone", "actually it’s by email")
    await world.changes(DEAN, "the title should be Permits", "the title should be All permits")
    await world.presses(DEAN, "Talk to a person")

    sent = await request(world.program)
    assert (sent.facts["channel_now"].value, sent.title) == ("email", "All permits")


async def test_the_title_follows_the_line_that_it_was_made_of(world: World) -> None:
    await world.says(DEAN, PERMITS)
    await world.says(DEAN, "actually it’s by phone")
    await world.changes(DEAN, PERMITS, SKIPS)
    await world.presses(DEAN, "Talk to a person")

    sent = await request(world.program)
    assert (sent.facts["channel_now"].value, sent.title) == ("phone", "Skip licences online")


async def test_the_last_answer_can_be_changed_where_it_was_typed(world: World) -> None:
    await world.says(DEAN, PERMITS)
    await world.says(DEAN, "we type it into PermitPoint")
    await world.changes(DEAN, "we type it into PermitPoint", "we email it to the depot")

    assert "nobody types it in again – ‘email it’" in await heard(world)
    assert "2 of at most 5" in await heard(world)


async def test_an_earlier_answer_keeps_what_was_understood(world: World) -> None:
    await world.says(DEAN, PERMITS)
    await world.says(DEAN, "we type it into PermitPoint")
    await world.says(DEAN, "no, it is free")
    await world.changes(DEAN, "we type it into PermitPoint", "we type it into the permit system")

    assert (await heard(world)).startswith("I’ve kept your changed words.")
    await world.presses(DEAN, "Talk to a person")
    said = [line.text for line in (await request(world.program)).said]
    assert "we type it into the permit system" in said
    assert "we type it into PermitPoint" not in said


async def test_the_team_sees_both_versions_of_what_was_sent(world: World) -> None:
    await world.says(DEAN, PERMITS)
    await world.presses(DEAN, "Talk to a person")
    await world.changes(DEAN, PERMITS, SKIPS)

    assert "I’ve changed what GW-1 says" in await heard(world)
    history = world.slack.said(TEAM)[-1]
    assert SKIPS in history
    assert PERMITS in history
    assert [line.text for line in (await request(world.program)).said] == [SKIPS, PERMITS]


async def test_a_later_line_of_what_was_sent_is_added_as_it_is_now(world: World) -> None:
    await world.says(DEAN, PERMITS)
    await world.says(DEAN, "we type it into PermitPoint")
    await world.presses(DEAN, "Talk to a person")
    await world.changes(DEAN, "we type it into PermitPoint", "we type it into two systems")

    assert "I’ve added that to GW-1" in await heard(world)


async def test_a_deleted_message_leaves_the_request_as_it_is(world: World) -> None:
    await world.says(DEAN, PERMITS)
    await world.changes(DEAN, PERMITS, None)
    assert "Cancel throws them away" in await heard(world)

    await world.presses(DEAN, "Talk to a person")
    await world.changes(DEAN, PERMITS, None)
    assert (await heard(world)).startswith("You’ve deleted a message. GW-1, ‘Visitor permits")
    assert (await request(world.program)).status == "new"


async def test_what_we_know_nothing_of_is_passed_over(world: World) -> None:
    await world.says(DEAN, PERMITS)
    before = len(world.slack.calls)
    await world.changes(DEAN, "something else", "entirely")
    await world.changes(DEAN, "something else", None)
    await world.changes(DEAN, PERMITS, PERMITS)
    await world.changes(DEAN, PERMITS, SKIPS, channel_type="channel", channel=OPEN)

    assert [name for name, _ in world.slack.calls[before:] if name.startswith("chat.")] == []


async def test_a_mention_that_is_changed_is_followed_where_slack_tells_of_it(
    world: World,
) -> None:
    await world.mentions(DEAN, f"<@{BOT}> {PERMITS}")
    told = {"channel_type": "channel", "channel": OPEN}
    await world.changes(DEAN, f"<@{BOT}> {PERMITS}", f"<@{BOT}> {SKIPS}", **told)

    assert (await heard(world)).startswith("I’ve read your changed message again.")


async def test_what_was_sent_elsewhere_is_not_followed(world: World) -> None:
    fault = "the printer on the second floor is broken again"
    await world.says(RUTH, fault)
    before = len(world.slack.said(RUTH))
    await world.changes(RUTH, fault, "the printer on the third floor is broken again")
    await world.changes(RUTH, fault, None)

    assert len(world.slack.said(RUTH)) == before


async def test_personal_data_is_left_out_of_a_changed_message_too(world: World) -> None:
    await world.says(DEAN, PERMITS)
    await world.changes(DEAN, PERMITS, f"{PERMITS}. Ring Mrs Hale on 07700 900123")

    assert "left" in await heard(world)
    await world.presses(DEAN, "Talk to a person")
    assert "07700" not in (await request(world.program)).text


async def test_a_change_of_a_stranger_or_a_program_is_nothing_to_us(world: World) -> None:
    world.slack.people["U0ELSE"] = {"id": "U0ELSE", "is_stranger": True}
    assert await world.changes("U0ELSE", PERMITS, SKIPS) == 200
    assert await world.changes(DEAN, PERMITS, SKIPS, previous_message={"bot_id": "B1"}) == 200

    assert world.slack.of("chat.postMessage") == []


# What somebody else found, in a channel whose lines Slack lets us follow

FOUND: Json = {"channel_type": "channel", "channel": OPEN, "line": "1500.1"}


async def found(world: World) -> None:
    """Priya makes a line of Ruth's a request, and leaves its beginning out."""
    await world.marks(PRIYA, RUTH, f"hi all. {PERMITS}", ts="1500.1")
    await world.submits(PRIYA, world.window(), text=PERMITS)


async def test_what_was_found_and_changed_is_asked_about_anew(world: World) -> None:
    await found(world)
    await world.changes(RUTH, f"hi all. {PERMITS}", SKIPS, **FOUND)

    assert SKIPS in await heard(world, RUTH)
    await world.presses(RUTH, "Yes")
    assert "‘Skip licences online’" in await heard(world, RUTH)


async def test_what_was_found_and_deleted_goes_no_further(world: World) -> None:
    await found(world)
    await world.changes(RUTH, f"hi all. {PERMITS}", None, **FOUND)

    assert (await heard(world, RUTH)).startswith("You’ve deleted that message, so it goes no")
    assert (await heard(world, PRIYA)).startswith("Ruth has deleted that message")
    await world.presses(RUTH, "Yes")
    assert (await heard(world, RUTH)).startswith("That is from an earlier request")


async def test_what_was_found_is_followed_as_it_is_made_and_when_it_was_sent(world: World) -> None:
    await found(world)
    await world.presses(RUTH, "Yes")
    await world.changes(RUTH, f"hi all. {PERMITS}", SKIPS, **FOUND)
    assert (await heard(world, RUTH)).startswith("I’ve read your changed message again.")

    await world.presses(RUTH, "Talk to a person")
    for words in (f"{SKIPS} by email", f"{SKIPS} by post"):
        await world.changes(RUTH, "whatever it was", words, **FOUND)
    assert [line.text for line in (await request(world.program)).said] == [
        f"{SKIPS} by post",
        f"{SKIPS} by email",
        SKIPS,
    ]
    await world.changes(RUTH, "whatever it was", None, **FOUND)
    assert (await heard(world, RUTH)).startswith("You’ve deleted a message. GW-1, ‘Skip licences")


async def test_the_same_words_in_another_line_are_not_the_line(world: World) -> None:
    await world.says(DEAN, PERMITS)
    before = len(world.slack.said(DEAN))
    await world.changes(DEAN, PERMITS, f"{SKIPS}, ask Mrs Hale on 07700 900123", **FOUND)
    await world.changes(DEAN, PERMITS, None, **FOUND)

    assert len(world.slack.said(DEAN)) == before


async def test_of_whoever_never_wrote_to_us_nothing_is_kept(world: World) -> None:
    await world.changes(RUTH, PERMITS, SKIPS, **FOUND)

    known = await world.program.store.transact(lambda work: work.known_as("slack", RUTH))
    assert known is None


# What is set aside, or went elsewhere


async def test_what_is_set_aside_is_followed(world: World) -> None:
    await world.says(DEAN, PERMITS)
    await world.says(DEAN, "we type it into PermitPoint")
    await world.says(DEAN, "new")
    await world.presses(DEAN, "Set it aside")
    await world.changes(DEAN, PERMITS, SKIPS)
    assert (await heard(world)) == (
        "I’ve kept your changed words for ‘Skip licences online’, which is set aside."
    )
    await world.changes(DEAN, "we type it into PermitPoint", "we email it to the depot")
    await world.changes(DEAN, SKIPS, None)
    assert (await heard(world)).startswith("You’ve deleted a message. I still have its words for")

    await world.says(DEAN, "a form for market stalls")
    await world.presses(DEAN, "Talk to a person")
    await world.presses(DEAN, "Yes")
    await world.presses(DEAN, "Talk to a person")
    said = [line.text for line in (await request(world.program, 2)).said]
    assert said == [SKIPS, "we email it to the depot"]


async def test_a_fault_that_turns_out_to_be_a_wish_is_one(world: World) -> None:
    fault = "the printer on the second floor is broken again"
    await world.says(RUTH, fault)
    await world.changes(RUTH, fault, SKIPS)

    assert "‘Skip licences online’" in await heard(world, RUTH)


async def test_words_that_were_sent_elsewhere_go_on_as_they_are_now(world: World) -> None:
    fault = "the printer on the second floor is broken again"
    await world.says(RUTH, fault)
    await world.changes(RUTH, fault, "the printer on the third floor is broken again")
    await world.presses(RUTH, "It is different")
    await world.presses(RUTH, "Talk to a person")

    assert "third floor" in (await request(world.program)).text


async def test_a_wish_beside_a_fault_is_followed_before_it_is_gone_on_with(world: World) -> None:
    wish = "ok rung them. but they cant pick a day so they ring us anyway"
    await world.says(RUTH, "the bulky waste form is broken, it keeps crashing")
    await world.says(RUTH, wish)
    await world.changes(RUTH, wish, f"{wish} and again")
    assert (await heard(world, RUTH)).startswith("I’ve kept your changed words.")

    await world.changes(RUTH, f"{wish} and again", None)
    assert (await heard(world, RUTH)).startswith("You’ve deleted a message. I still have")


async def test_a_line_that_is_emptied_is_deleted(world: World) -> None:
    await world.says(DEAN, PERMITS)
    await world.changes(DEAN, PERMITS, " ")

    assert "Cancel throws them away" in await heard(world)
