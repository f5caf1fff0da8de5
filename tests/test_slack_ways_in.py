"""Every way into Slack's app beside its direct message, and who may take it."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from tests.slack_world import (
    BOT,
    DEAN,
    OPEN,
    PRIYA,
    RUTH,
    TEAM,
    World,
    refusal,
    world_in,
)

PERMITS = "hiya can we get visitor permits online\npeople keep coming to reception w the paper form"
STRANGER = "U0ELSE"


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with world_in(tmp_path) as world:
        yield world


def texts(view: dict[str, object]) -> str:
    """Everything that a view says."""
    return repr(view)


async def test_the_home_tab_shows_ones_requests_and_begins_a_new_one(world: World) -> None:
    await world.says(DEAN, PERMITS)
    await world.presses(DEAN, "Talk to a person")
    await world.event({"type": "app_home_opened", "tab": "home", "user": DEAN})

    (home,) = world.slack.of("views.publish")
    assert home["user_id"] == DEAN
    assert home["view"]["type"] == "home"
    assert home["view"]["blocks"][0]["type"] == "actions"
    assert "GW-1" in texts(home)
    assert "Open requests" not in texts(home)

    before = len(world.slack.said(DEAN))
    await world.presses_in_window(DEAN, home["view"], "New request")
    assert len(world.slack.said(DEAN)) == before + 1
    assert "in Messages" in texts(world.window())
    assert len(world.slack.of("views.publish")) == 2


async def test_the_teams_home_tab_shows_the_queue(world: World) -> None:
    await world.says(DEAN, PERMITS)
    await world.presses(DEAN, "Talk to a person")
    await world.event({"type": "app_home_opened", "tab": "home", "user": PRIYA})

    (home,) = world.slack.of("views.publish")
    assert "Open requests" in texts(home)
    assert "GW-1" in texts(home)


async def test_the_messages_tab_of_the_home_is_left_alone(world: World) -> None:
    await world.event({"type": "app_home_opened", "tab": "messages", "user": DEAN})

    assert world.slack.of("views.publish") == []


async def test_the_global_shortcut_opens_the_whole_form_and_it_is_sent_in_one_go(
    world: World,
) -> None:
    await world.interacts({"type": "shortcut", "callback_id": "new", "user": {"id": DEAN}})
    view = world.window()
    wrong = await (await world.submits(DEAN, view, volume_per_month="many", text="permits")).json()
    assert set(wrong["errors"]) == {"volume_per_month"}

    await world.submits(DEAN, view, text=PERMITS, needs_payment="yes", volume_per_month="60")
    assert "so that the digital team knows who is asking" in world.slack.said(DEAN)[-1]
    await world.says(DEAN, "Parking")
    assert "Check before you send it" in world.slack.said(DEAN)[-1]


async def test_a_colleagues_message_becomes_a_request_once_they_agree(world: World) -> None:
    await world.marks(PRIYA, RUTH, "we type 200 timesheets a month &amp; it takes for ever")
    view = world.window()
    assert "Ruth Okafor" in texts(view)
    assert "timesheets a month & it takes" in texts(view)

    await world.submits(PRIYA, view, text="we type 200 timesheets a month")
    assert "Priya Nair" in world.slack.said(RUTH)[-1]
    await world.presses(RUTH, "Yes")
    assert "timesheets" in world.slack.said(RUTH)[-1]
    assert "Ruth" in world.slack.said(PRIYA)[-1]


@pytest.mark.parametrize(
    ("author", "text", "more"),
    [(RUTH, "", {}), ("", "hello", {}), (RUTH, "hello", {"bot_id": "B1"}), (STRANGER, "hi", {})],
)
async def test_what_nobody_here_wrote_is_no_request(
    world: World, author: str, text: str, more: dict[str, str]
) -> None:
    world.slack.people[STRANGER] = {"id": STRANGER, "name": "else", "team_id": "T9"}
    await world.marks(PRIYA, author, text, **more)

    (quiet,) = world.slack.hooked
    assert quiet["text"].startswith("I can only make a request of words")


async def test_an_urgent_command_is_answered_at_once(world: World) -> None:
    told = await (await world.commands(DEAN, "somebody has hacked into our payroll system")).json()

    assert told["response_type"] == "ephemeral"
    assert "01632" in told["text"]


@pytest.mark.parametrize("typed", ["status", "my requests", "GW-9", "queue"])
async def test_looking_by_command_says_nothing_to_others(world: World, typed: str) -> None:
    told = await (await world.commands(DEAN, typed, TEAM)).json()

    assert told["response_type"] == "ephemeral"
    assert world.slack.of("chat.postMessage") == []


async def test_one_of_the_team_says_by_command_until_when_they_are_away(world: World) -> None:
    told = await (await world.commands(PRIYA, "away until 24 December", TEAM)).json()
    not_theirs = await (await world.commands(DEAN, "away until 24 December")).json()
    priya = await world.program.store.transact(lambda work: work.known_as("slack", PRIYA))

    assert told["text"].startswith("Thanks, Priya.")
    assert world.slack.said(PRIYA)[-1].startswith("You are away until Thursday 24 December")
    assert priya
    assert priya.away_until == date(2026, 12, 24)
    assert not_theirs["text"] == "Only the digital team can do that."


async def test_a_command_asks_again_what_was_asked_last(world: World) -> None:
    await world.says(DEAN, PERMITS)
    told = await (await world.commands(DEAN, "status")).json()

    assert told["text"].startswith("Thanks, Dean.")
    assert "1 of at most 5." in world.slack.said(DEAN)[-1]


async def test_the_team_looks_things_up_in_its_channel(world: World) -> None:
    await world.mentions(PRIYA, f"<@{BOT}> queue", TEAM)

    (told,) = world.slack.said(TEAM)
    assert told.startswith("No request is open.")


async def test_somebody_of_another_organisation_is_told_and_nothing_is_kept(world: World) -> None:
    world.slack.people[STRANGER] = {"id": STRANGER, "is_stranger": True}
    await world.says(STRANGER, PERMITS)
    await world.mentions(STRANGER, f"<@{BOT}> hello")
    told = await (await world.commands(STRANGER, "help")).json()

    assert world.slack.said(STRANGER.replace("U0", "U0")) == [told["text"]]
    assert told["text"].startswith("Groundwork is for people who work at Our council")
    assert world.slack.said(OPEN) == [told["text"]]
    known = await world.program.store.transact(lambda work: work.known_as("slack", STRANGER))
    assert known is None


async def test_programs_are_not_answered(world: World) -> None:
    world.slack.people["U0PROG"] = {"id": "U0PROG", "is_bot": True}
    await world.says("U0PROG", PERMITS)
    await world.says(DEAN, PERMITS, bot_id="B7")
    await world.says(DEAN, "has joined", subtype="channel_join")

    assert world.slack.of("chat.postMessage") == []


async def test_what_was_chosen_stands_where_the_buttons_were(world: World) -> None:
    await world.says(DEAN, PERMITS)
    await world.presses(DEAN, "Not sure")

    (marked,) = world.slack.of("chat.update")
    assert marked["channel"] == "D0DEAN"
    assert [block["type"] for block in marked["blocks"]].count("actions") == 0
    assert marked["blocks"][-1]["elements"][0]["text"] == "You chose ‘Not sure’."
    assert "[" not in marked["text"]


async def test_a_choice_that_cannot_be_marked_counts_all_the_same(world: World) -> None:
    await world.says(DEAN, PERMITS)
    world.slack.fail["chat.update"] = [refusal("message_not_found")]
    response = await world.presses(DEAN, "Not sure")

    assert response.status == 200
    assert (
        "2 of at most 5" in world.slack.said(DEAN)[-1] or "Who would" in world.slack.said(DEAN)[-1]
    )


async def test_a_decision_waits_while_slack_does_not_say_who_is_in_the_team(world: World) -> None:
    await world.says(DEAN, PERMITS)
    await world.presses(DEAN, "Talk to a person")
    world.slack.fail["conversations.members"] = [refusal("internal_error")]
    await world.presses(PRIYA, "Take", TEAM)

    (quiet,) = world.slack.hooked
    assert quiet["text"].startswith("Slack did not answer")
    await world.presses(PRIYA, "Take", TEAM)
    assert "Taken · Priya Nair" in world.slack.of("chat.update")[-1]["text"]


@pytest.mark.parametrize(
    ("channel", "said"), [(OPEN, "Mention me and say"), (TEAM, "Each request that is sent")]
)
async def test_on_joining_it_says_what_it_is(world: World, channel: str, said: str) -> None:
    for user in (DEAN, BOT):
        await world.event({"type": "member_joined_channel", "user": user, "channel": channel})

    (told,) = world.slack.said(channel)
    assert said in told
    assert "I keep what you say to me" in told


async def test_only_people_of_the_workspace_can_be_asked(world: World) -> None:
    world.slack.people[STRANGER] = {"id": STRANGER, "is_stranger": True}
    await world.says(DEAN, PERMITS)
    await world.presses(DEAN, "Talk to a person")
    await world.presses(PRIYA, "Ask", TEAM)
    view = world.window()
    refused = await (
        await world.submits(PRIYA, view, text="How many a month?", whom=STRANGER)
    ).json()
    preview = await (await world.submits(PRIYA, view, text="How many?", whom=RUTH)).json()
    await world.submits(PRIYA, preview["view"])

    assert set(refused["errors"]) == {"whom"}
    assert "How many?" in world.slack.said(RUTH)[-1]


async def test_a_press_that_is_nothing_of_ours_is_answered(world: World) -> None:
    await world.interacts(
        {
            "type": "block_actions",
            "user": {"id": DEAN},
            "channel": {"id": OPEN},
            "response_url": world.hook,
            "actions": [{"type": "button", "action_id": "0", "value": "forged"}],
        }
    )
    gone = {"id": "V1", "type": "modal", "callback_id": "x", "private_metadata": "", "blocks": []}
    answered = await (await world.submits(DEAN, gone)).json()

    (quiet,) = world.slack.hooked
    assert quiet["text"].startswith("This button is out of date")
    assert answered["response_action"] == "update"
    assert "This button is out of date" in texts(answered["view"])


async def test_what_comes_before_slack_says_who_we_are_is_not_acknowledged(world: World) -> None:
    world.slack.fail["auth.test"] = [refusal("internal_error")]

    assert await world.says(DEAN, PERMITS, ts="1600.9") == 500
    assert await world.says(DEAN, PERMITS, ts="1600.9") == 200
    assert "‘Visitor permits online’" in world.slack.said(DEAN)[-1]


async def test_a_fault_told_by_command_goes_on_in_private(world: World) -> None:
    told = await (await world.commands(DEAN, "the printer is broken")).json()

    assert told["text"].startswith("Thanks, Dean.")
    assert "I have not made a request" in world.slack.said(DEAN)[-1]


async def test_who_asks_after_the_command_is_heard_too(world: World) -> None:
    await world.says(DEAN, PERMITS)
    await world.commands(DEAN, "can I speak to someone please")
    asked = await (await world.commands(DEAN, "is anyone looking at it?")).json()

    assert any("I’ve brought this to the digital team as" in one for one in world.slack.said(DEAN))
    assert "GW-1" in texts(asked)
