"""Plain replies: in a thread, the question that it is about is answered, in one tap."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.slack_world import BOT, DEAN, OPEN, PRIYA, RUTH, TEAM, TOM, Json, World, world_in
from tests.storytelling import request

PERMITS = "people fill in a paper form for a permit at reception"
SKIPS = "people ring us for a skip licence"


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with world_in(tmp_path) as world:
        yield world


async def sent(world: World, user: str, wish: str) -> None:
    await world.says(user, wish)
    await world.presses(user, "Talk to a person")


async def asked(world: World, question: str, **whom: str) -> None:
    """By Priya, on the newest card."""
    await world.presses(PRIYA, "Ask", TEAM)
    seen = await (await world.submits(PRIYA, world.window(), text=question, **whom)).json()
    await world.submits(PRIYA, seen["view"])


def posted(world: World, channel: str, words: str) -> Json:
    """The newest message there that says this."""
    there = world.slack.of("chat.postMessage")
    return [one for one in there if one["channel"] == channel and words in one["text"]][-1]


def card(world: World) -> Json:
    return next(one for one in world.slack.of("chat.postMessage") if one["channel"] == TEAM)


async def test_under_a_card_a_reply_of_whoever_was_asked_is_the_answer(world: World) -> None:
    await sent(world, TOM, PERMITS)
    await asked(world, "How many a month?")
    await world.replies(TOM, "about 40", card(world))

    confirm = posted(world, TEAM, "Is this your answer about GW-1?")
    assert (confirm["thread_ts"], "‘about 40’" in confirm["text"]) == (card(world)["as"], True)
    await world.presses(PRIYA, "Yes", TEAM)
    assert world.slack.hooked[-1]["text"].startswith("Only whoever was asked can say that")
    await world.presses(TOM, "Yes", TEAM)

    assert (await request(world.program)).text == f"{PERMITS}\nabout 40"
    assert "‘about 40’" in world.slack.said(TEAM)[-1]
    (marked,) = [one for one in world.slack.updated(TEAM) if "Is this" in one["text"]]
    assert "[" not in marked["text"]
    assert marked["text"].endswith("The answer was ‘Yes’.")


async def test_a_colleague_who_was_asked_may_reply_there_too(world: World) -> None:
    await sent(world, DEAN, PERMITS)
    await world.says(TOM, "hello")
    await asked(world, "Who prints them?", whom=TOM)
    await world.replies(TOM, "the depot does", card(world))
    await world.presses(TOM, "Yes", TEAM)

    assert "‘the depot does’" in world.slack.said(TEAM)[-1]
    assert "I’ve passed your answer about GW-1 on" in world.slack.said(TOM)[-1]


async def test_what_is_no_answer_stays_among_the_team(world: World) -> None:
    await sent(world, TOM, PERMITS)
    await asked(world, "How many a month?")
    await world.replies(TOM, "shall we ring them?", card(world))
    await world.presses(TOM, "No", TEAM)
    assert "All right, I’ll leave that between you." in world.slack.said(TEAM)[-1]

    before = len(world.slack.calls)
    await world.replies(TOM, "I will then", card(world))
    assert [name for name, _ in world.slack.calls[before:] if name.startswith("chat.")] == []
    assert (await request(world.program)).text == PERMITS


async def test_what_the_team_says_among_itself_is_left_alone(world: World) -> None:
    await sent(world, DEAN, PERMITS)
    await asked(world, "How many a month?")
    before = len(world.slack.calls)
    await world.replies(TOM, "ring Mrs Hale on 07700 900123", card(world))
    await world.replies(PRIYA, "no idea", card(world))
    await world.replies(TOM, f"<@{BOT}> hello", card(world))
    await world.replies(DEAN, "about 40", {"channel": OPEN, "as": "1600.7"})
    await world.replies(PRIYA, "posted by a program", card(world), bot_id="B1")

    assert [name for name, _ in world.slack.calls[before:] if name.startswith("chat.")] == []
    known = await world.program.store.transact(lambda work: work.known_as("slack", TOM))
    assert known is None


async def test_what_is_urgent_under_a_card_is_not_kept(world: World) -> None:
    await sent(world, TOM, PERMITS)
    await asked(world, "How many a month?")
    await world.replies(TOM, "somebody has hacked into our payroll system", card(world))

    assert "01632" in world.slack.said(TOM)[-1]
    assert "Is this your answer" not in world.slack.said(TEAM)[-1]


async def test_a_reply_under_a_question_answers_that_question(world: World) -> None:
    for wish in (PERMITS, SKIPS):
        await sent(world, DEAN, wish)
    await asked(world, "Do they pay?")
    await world.mentions(PRIYA, f"<@{BOT}> GW-1", TEAM)
    await asked(world, "How many a month?")

    await world.replies(DEAN, "yes", posted(world, DEAN, "Do they pay?"))
    assert "Is this your answer about GW-2?" in world.slack.said(DEAN)[-1]
    await world.presses(DEAN, "Yes")

    assert (await request(world.program)).text == PERMITS
    assert (await request(world.program, 2)).text == f"{SKIPS}\nyes"


async def test_a_reply_under_anything_else_is_a_line_like_any_other(world: World) -> None:
    await sent(world, DEAN, PERMITS)
    await asked(world, "How many a month?")
    await world.says(RUTH, SKIPS)
    await world.replies(RUTH, "we type it in", posted(world, RUTH, "1 of at most 5"))
    await world.replies(DEAN, "my requests", posted(world, DEAN, "How many a month?"))

    assert "2 of at most 5" in world.slack.said(RUTH)[-1]
    assert "GW-1" in world.slack.said(DEAN)[-1]
    assert "Is this your answer" not in world.slack.said(DEAN)[-1]


async def test_what_waits_for_a_yes_is_asked_about_as_it_is_now(world: World) -> None:
    await sent(world, DEAN, PERMITS)
    await asked(world, "How many a month?")
    await world.says(DEAN, "about 40")
    await world.says(DEAN, "or more in March")
    await world.changes(DEAN, "about 40", "about 400")
    assert "Is this your answer about GW-1?" in world.slack.said(DEAN)[-1]

    await world.presses(DEAN, "Yes")
    assert (await request(world.program)).text == f"{PERMITS}\nabout 400\nor more in March"


async def test_what_waits_for_a_yes_can_be_deleted(world: World) -> None:
    await sent(world, DEAN, PERMITS)
    await asked(world, "How many a month?")
    await world.says(DEAN, "about 40")
    await world.says(DEAN, "says Bo")
    await world.changes(DEAN, PERMITS, None)
    assert "stays as it is" in world.slack.said(DEAN)[-1]
    await world.changes(DEAN, "says Bo", None)
    assert world.slack.said(DEAN)[-1].partition("[")[0].endswith("‘about 40’\n")
    await world.changes(DEAN, "about 40", None)

    assert "The question about GW-1 stays open." in world.slack.said(DEAN)[-1]
    await world.presses(DEAN, "Yes")
    assert (await request(world.program)).text == PERMITS
