"""People and channels of a kind that nobody thinks of first: each is handled, and said clearly."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.slack.reading import words_of
from tests.slack_world import DEAN, OPEN, PRIYA, RUTH, TEAM, World, refusal, world_in
from tests.storytelling import request

WISH = "people fill in a paper form for a permit at reception"


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with world_in(tmp_path) as world:
        yield world


async def sent(world: World) -> None:
    await world.says(DEAN, WISH)
    await world.presses(DEAN, "Talk to a person")


@pytest.mark.parametrize("kind", ["is_restricted", "is_ultra_restricted"])
async def test_a_guest_of_ours_asks_as_staff_do(kind: str, world: World) -> None:
    world.slack.people[DEAN] |= {kind: True, "team_id": "T0"}
    await sent(world)

    assert (await request(world.program)).requester.name == "Dean Marsh"


async def test_who_is_deactivated_can_neither_be_asked_nor_be_found_to_have_wished(
    world: World,
) -> None:
    world.slack.people[RUTH] |= {"deleted": True, "team_id": "T0"}
    await sent(world)
    await world.presses(PRIYA, "Ask", TEAM)
    asked = await world.submits(PRIYA, world.window(), text="How many?", whom=RUTH)
    await world.marks(PRIYA, RUTH, WISH)

    assert set((await asked.json())["errors"]) == {"whom"}
    assert world.slack.hooked[-1]["text"].startswith("I can only make a request of words that")
    assert world.slack.said(RUTH) == []


async def test_who_is_deactivated_since_is_told_of_in_the_teams_channel(world: World) -> None:
    await sent(world)
    world.slack.fail[f"chat.postMessage {DEAN}"] = [refusal("user_disabled")]
    await world.presses(PRIYA, "Take", TEAM)

    assert world.slack.said(TEAM)[-1] == (
        "Dean Marsh has not been told what I had to say: Slack answers ‘user_disabled’. Please "
        "tell them in another way. They asked for GW-1."
    )


async def test_somebody_of_another_organisation_in_a_shared_channel_is_told_once_a_line(
    world: World,
) -> None:
    world.slack.people["U0ELSE"] = {"id": "U0ELSE", "is_stranger": True, "team_id": "T9"}
    for user in ("U0ELSE", "U0ELSE"):
        await world.mentions(user, WISH, ts="1600.5")
    pressed = {"type": "shortcut", "callback_id": "new", "user": {"id": "U0ELSE"}}
    await world.interacts(pressed)

    assert all("is for people who work at Our council" in one for one in world.slack.said(OPEN))
    assert "is for people who work at Our council" in words_of(world.window())


async def test_in_a_team_channel_that_became_public_nobody_may_decide(world: World) -> None:
    world.slack.channel["is_private"] = False
    await sent(world)
    await world.presses(PRIYA, "Take", TEAM)

    await world.presses(RUTH, "Take", TEAM)

    others, stranger = (one["text"] for one in world.slack.hooked)
    assert others.startswith("Others can join the digital team’s channel now")
    assert stranger == "Only the digital team can do that."
    assert (await request(world.program)).taker is None


@pytest.mark.parametrize("error", ["channel_not_found", "not_in_channel", "missing_scope"])
async def test_a_team_channel_that_slack_does_not_show_is_said_to_whoever_decides(
    error: str, world: World
) -> None:
    await sent(world)
    await world.presses(PRIYA, "Note", TEAM)
    world.slack.fail["conversations.members"] = [refusal(error), refusal(error)]
    await world.presses(PRIYA, "Take", TEAM)
    noted = await (await world.submits(PRIYA, world.window(), text="plan")).json()

    assert world.slack.hooked[-1]["text"].startswith("I cannot see the digital team’s channel")
    assert noted["errors"]["text"].startswith("I cannot see the digital team’s channel")


async def test_while_the_team_channel_is_gone_what_people_write_is_kept(world: World) -> None:
    gone = [refusal("channel_not_found") for _ in range(9)]
    world.slack.fail = {f"chat.postMessage {TEAM}": gone, "conversations.members": gone}
    await sent(world)

    assert "GW-1" in world.slack.said(DEAN)[-1]
    assert (await request(world.program)).text == WISH
