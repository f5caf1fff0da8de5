"""A message that was changed or deleted in Slack is followed; what was said is never lost."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.slack_world import BOT, DEAN, OPEN, RUTH, TEAM, World, world_in
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
