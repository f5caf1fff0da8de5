"""Windows in Slack: turned page by page, and what is said where Slack opens none."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import web

from bot.events import Accepted, Event, Incoming, Taken, WentLive
from bot.people import Identity
from tests.slack.limits import faults
from tests.slack.reading import words_of
from tests.slack_world import DEAN, PRIYA, RUTH, TEAM, Json, World, refusal, world_in
from tests.theatre import TUESDAY

PERMITS = "people fill in a paper form for a permit at reception"
AGAIN = "Slack did not open the window in time. Nothing has changed. Please try again."


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with world_in(tmp_path) as world:
        yield world


def expired() -> web.Response:
    return refusal("expired_trigger_id")


async def home_of(world: World, user: str) -> Json:
    await world.event({"type": "app_home_opened", "tab": "home", "user": user})
    return dict(world.slack.of("views.publish")[-1]["view"])


async def read_home_of(world: World, user: str) -> str:
    return words_of(await home_of(world, user))


async def test_a_window_that_comes_too_late_can_be_asked_for_again(world: World) -> None:
    await world.says(DEAN, PERMITS)
    world.slack.fail["views.open"] = [expired()]
    response = await world.presses(DEAN, "Edit")

    assert response.status == 200
    assert [one["text"] for one in world.slack.hooked] == [AGAIN]
    await world.presses(DEAN, "Edit")
    assert world.window()["callback_id"] == "edit"


async def test_where_nothing_can_be_said_in_place_it_is_said_in_private(world: World) -> None:
    world.slack.fail["views.open"] = [expired()]
    told = {"type": "shortcut", "callback_id": "new", "user": {"id": DEAN}}

    assert (await world.interacts(told)).status == 200
    assert world.slack.said(DEAN) == [AGAIN]


async def test_what_a_window_was_to_say_is_said_in_private_then(world: World) -> None:
    home = await home_of(world, DEAN)
    world.slack.fail["views.open"] = [expired()]
    world.slack.fail["views.publish"] = [refusal("internal_error")]
    response = await world.presses_in_window(DEAN, home, "New request")

    assert response.status == 200
    assert "I’ve asked you about it in Messages" in " ".join(world.slack.said(DEAN))


async def test_what_cannot_be_said_anywhere_is_acknowledged_all_the_same(world: World) -> None:
    await world.says(DEAN, PERMITS)
    world.slack.fail["views.open"] = [expired()]
    world.slack.fail["chat.postMessage"] = [refusal("internal_error")]
    world.hook = "http://127.0.0.1:9/gone"

    assert (await world.presses(DEAN, "Edit")).status == 200


async def test_the_teams_home_tab_has_the_reviews_that_are_due(world: World) -> None:
    assert "No review is due." in await read_home_of(world, PRIYA)
    await world.says(DEAN, PERMITS)
    await world.presses(DEAN, "Talk to a person")
    then = TUESDAY - timedelta(days=90)
    accepted = Accepted(1, "now", then.date(), TUESDAY.date())
    steps: tuple[Event, ...] = (Taken(1), accepted, WentLive(1, then.date()))
    for n, event in enumerate(steps):
        who, place = Identity("slack", PRIYA, ""), world.program.book.rooms.team
        await world.program.bot.handle(Incoming(f"done {n}", who, place, then, event))

    home = await read_home_of(world, PRIYA)
    assert "Reviews due" in home
    assert "due since Tuesday 8 December 2026" in home
    assert "Reviews due" not in await read_home_of(world, DEAN)


async def test_a_list_on_the_home_tab_can_be_read_whole_and_its_pages_turned(world: World) -> None:
    for n in range(21):
        await world.says(DEAN, f"people post us form {n} and we type it in")
        await world.presses(DEAN, "Talk to a person")
    home = await home_of(world, PRIYA)
    assert "Page 1 of 2" in words_of(home)

    await world.presses_in_window(PRIYA, home, "Queue")
    first = world.window()
    await world.presses_in_window(PRIYA, first, "Next page")

    (turned,) = world.slack.of("views.update")
    assert turned["view_id"] == "V1"
    assert "GW-21" in words_of(turned["view"])
    assert world.slack.of("views.push") == []


async def test_a_wish_that_is_too_long_for_its_card_is_read_in_a_window(world: World) -> None:
    wish = "people post us a paper form and " * 400
    await world.says(DEAN, wish)
    await world.presses(DEAN, "Talk to a person")
    await world.presses(PRIYA, "Read it all", TEAM)

    assert wish.strip() in " ".join(words_of(world.window()).split())
    assert faults("views.open", {"view": world.window()}) == []
    before = len(world.slack.of("views.open"))
    await world.presses(RUTH, "Read it all", TEAM)
    assert len(world.slack.of("views.open")) == before
    assert world.slack.hooked[-1]["text"].startswith("There is no request with that number")


async def test_where_no_window_opens_a_long_wish_is_read_in_private(world: World) -> None:
    wish = "people post us a paper form and " * 400
    await world.says(DEAN, wish)
    await world.presses(DEAN, "Talk to a person")
    world.slack.fail["views.open"] = [expired()]
    world.hook = "http://127.0.0.1:9/gone"
    await world.presses(PRIYA, "Read it all", TEAM)

    told = world.slack.said(PRIYA)
    assert len(told) > 1
    assert sum(one.count("paper form") for one in told) == 400
