"""What people do in Slack, sent as Slack sends it, through the real program."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.slack_world import DEAN, OPEN, PRIYA, TEAM, World, refusal, world_in

PERMITS = "hiya can we get visitor permits online\npeople keep coming to reception w the paper form"


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with world_in(tmp_path) as world:
        yield world


async def test_a_line_in_the_direct_message_is_answered_there(world: World) -> None:
    assert await world.says(DEAN, PERMITS) == 200

    welcome, question = world.slack.said(DEAN)
    assert "Groundwork" in welcome
    assert question.startswith("Hello Dean. You’d like: ‘Visitor permits online’.")
    assert "1 of at most 5." in question


async def test_the_same_line_sent_again_is_answered_once(world: World) -> None:
    for _ in range(2):
        assert await world.says(DEAN, PERMITS, ts="1600.5") == 200

    assert len(world.slack.said(DEAN)) == 2


async def test_a_request_becomes_a_card_in_the_teams_channel(world: World) -> None:
    await world.says(DEAN, PERMITS)
    await world.presses(DEAN, "Talk to a person")

    card, history = world.slack.said(TEAM)
    assert card.startswith("GW-1 Visitor permits online")
    assert "Dean Marsh" in history
    posted, under = (one for one in world.slack.of("chat.postMessage") if one["channel"] == TEAM)
    assert "thread_ts" not in posted
    assert under["thread_ts"].startswith("1700.")


async def test_the_team_takes_a_request_and_its_card_is_updated(world: World) -> None:
    await world.says(DEAN, PERMITS)
    await world.presses(DEAN, "Talk to a person")
    await world.presses(PRIYA, "Take", TEAM)

    (update,) = world.slack.updated(TEAM)
    assert "Taken · Priya Nair" in update["text"]
    assert "Priya Nair" in world.slack.said(DEAN)[-1]


async def test_only_the_team_may_take(world: World) -> None:
    await world.says(DEAN, PERMITS)
    await world.presses(DEAN, "Talk to a person")
    response = await world.presses(DEAN, "Take", TEAM)

    assert response.status == 200
    assert world.slack.updated(TEAM) == []
    (quiet,) = world.slack.hooked
    assert quiet["text"] == "Only the digital team can do that."
    assert (quiet["response_type"], quiet["replace_original"]) == ("ephemeral", False)


async def test_the_team_asks_in_a_window_that_is_checked(world: World) -> None:
    await world.says(DEAN, PERMITS)
    await world.presses(DEAN, "Talk to a person")
    await world.presses(PRIYA, "Ask", TEAM)
    view = world.window()
    wrong = await (await world.submits(PRIYA, view)).json()
    assert wrong["response_action"] == "errors"
    assert set(wrong["errors"]) <= {block.get("block_id") for block in view["blocks"]}

    preview = await (await world.submits(PRIYA, view, text="How many a month?")).json()
    assert preview["response_action"] == "update"
    sent = await (await world.submits(PRIYA, preview["view"])).json()
    assert sent == {"response_action": "clear"}
    assert "How many a month?" in world.slack.said(DEAN)[-1]


async def test_a_mention_gets_one_line_under_it_and_goes_on_in_private(world: World) -> None:
    await world.mentions(DEAN, f"<@U0BOT> {PERMITS}", ts="1600.77")

    (line,) = [one for one in world.slack.of("chat.postMessage") if one["channel"] == OPEN]
    assert line["text"].startswith("Thanks, Dean.")
    assert line["thread_ts"] == "1600.77"
    assert "‘Visitor permits online’" in world.slack.said(DEAN)[-1]


async def test_a_command_that_looks_is_answered_to_its_writer_alone(world: World) -> None:
    told = await (await world.commands(DEAN, "")).json()

    assert told["response_type"] == "ephemeral"
    assert "my requests" in told["text"]
    assert world.slack.of("chat.postMessage") == []


async def test_a_command_with_a_wish_goes_on_in_private(world: World) -> None:
    told = await (await world.commands(DEAN, PERMITS)).json()

    assert told["text"].startswith("Thanks, Dean.")
    assert "‘Visitor permits online’" in world.slack.said(DEAN)[-1]


async def test_a_command_opens_the_whole_form(world: World) -> None:
    response = await world.commands(DEAN, "form")

    assert (response.status, await response.text()) == (200, "")
    assert world.window()["callback_id"] == "request"


async def test_a_card_that_somebody_deleted_is_posted_anew_and_lives_on_there(world: World) -> None:
    await world.says(DEAN, PERMITS)
    await world.presses(DEAN, "Talk to a person")
    world.slack.fail["chat.update"] = [refusal("message_not_found")]
    await world.presses(PRIYA, "Take", TEAM)
    cards = [one for one in world.slack.said(TEAM) if one.startswith("GW-1")]
    await world.presses(PRIYA, "Note", TEAM)
    await world.submits(PRIYA, world.window(), text="It is on the plan for spring")

    assert len(cards) == 2
    assert len([one for one in world.slack.said(TEAM) if one.startswith("GW-1")]) == 2
    assert len(world.slack.updated(TEAM)) == 2
    posted = [one for one in world.slack.of("chat.postMessage") if one["channel"] == TEAM]
    assert posted[-1]["thread_ts"] == world.slack.updated(TEAM)[-1]["ts"]
