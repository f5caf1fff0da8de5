"""Answers in Slack's own response: windows in time, and what is left of a message once pressed."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date

import pytest
from aiohttp.test_utils import TestServer

from adapters.http import application
from adapters.slack.answering import Answering
from adapters.slack.chosen import Pressed, left_of
from adapters.slack.client import client_of
from adapters.slack.inbound import Act
from adapters.slack.places import direct
from adapters.slack.render import Block, Renderer
from bot.events import Began, Chose, Form, Kept, MovedUp, Retired, Taken, WentLive
from bot.messages import Button, Dialog, Message, Open, Paragraph, Quiet, View
from bot.platforms import Network, Slack
from bot.words.rich import Run
from tests.cast import book
from tests.slack_world import DEAN, TEAM, Workspace

DRAW = Renderer(book().words, "Our council")
ACT = Act("t1", DEAN, direct(DEAN), Form("request"), trigger="t1")
SAID = Message((Paragraph((Run("Hello"),)),))


@pytest.fixture
async def slack() -> Workspace:
    return Workspace()


@pytest.fixture
async def answers(slack: Workspace) -> AsyncIterator[Answering]:
    api = TestServer(application(slack.attach))
    await api.start_server()
    url = str(api.make_url("/api/"))
    settings = Slack(api_url=url, bot_token="xoxb-1", app_token="xapp-1", team_channel=TEAM)
    async with client_of(settings, Network()) as client:
        yield Answering(client, DRAW, patience_s=0)
    await api.close()


@pytest.mark.parametrize("view", [Open(Dialog("ask", 1, "Ask", (), "Send")), Quiet(SAID)])
async def test_what_takes_long_opens_a_window_first_and_fills_it_then(
    view: View, slack: Workspace, answers: Answering
) -> None:
    slow: asyncio.Event = asyncio.Event()

    async def look() -> View:
        await slow.wait()
        return view

    showing = asyncio.create_task(answers.show(ACT, asyncio.create_task(look())))
    await slack.opened.wait()
    slow.set()
    await showing

    (opened,), (filled,) = slack.of("views.open"), slack.of("views.update")
    assert "One moment." in repr(opened["view"])
    assert filled["view_id"] == "V1"
    assert "One moment." not in repr(filled["view"])


async def test_in_a_window_the_next_one_lies_upon_it(slack: Workspace, answers: Answering) -> None:
    act = Act("t1", DEAN, direct(DEAN), Form("request"), trigger="t1", window="modal")
    await answers.answer(act, Quiet(SAID))

    assert len(slack.of("views.push")) == 1


async def test_an_answer_that_slack_does_not_take_is_logged(
    slack: Workspace, answers: Answering, caplog: pytest.LogCaptureFixture
) -> None:
    gone = f"{answers.client.base_url.removesuffix('api/')}gone"
    await answers.answer(Act("t1", DEAN, direct(DEAN), Began(), respond=gone), Quiet(SAID))

    assert [one.message for one in caplog.records] == ["answer not given"]


def blocks(*buttons: Button) -> list[Block]:
    (page,) = DRAW.pages(Message(SAID.parts, buttons))
    return list(page.blocks)


def left(pressed: Button, *others: Button) -> list[str] | None:
    """The labels that are left once the first was pressed; None where nothing is behind us."""
    all_of_them = blocks(pressed, *others)
    found = left_of(Pressed(pressed.press, pressed.label, "D0", "1.0", "Hello", all_of_them))
    if found is None:
        return None
    elements = [one for block in found[1:] for one in block["elements"]]
    return [one["text"]["text"] for each in elements for one in each.get("options", [each])]


def test_a_question_of_the_request_under_way_is_behind_us_whole() -> None:
    yes, no = (Button(key, Chose("paid", key)) for key in ("yes", "no"))

    assert left(yes, no, Button("Edit", Form("edit"))) == []


def test_what_names_something_else_stays() -> None:
    move, retire = Button("Move up GW-1", MovedUp(1)), Button("Retire GW-1", Retired(1))
    other, form = Button("Yes GW-2", WentLive(2)), Button("Keep GW-1", Form("keep", 1))

    assert left(move, retire, other, form) == ["Yes GW-2", "Keep GW-1"]


def test_what_stays_of_a_menu_is_a_menu() -> None:
    first, *others = (Button(f"Take GW-{n}", Taken(n)) for n in range(1, 13))
    last = others[-1]

    assert left(last, first, *others[:-1]) == [one.label for one in (first, *others[:-1])]


def test_what_can_be_pressed_beside_a_question_leaves_it_open() -> None:
    assert left(Button("New request", Began()), Button("Yes", Chose("paid", "yes"))) is None


def test_a_review_date_names_its_request_too() -> None:
    kept = Button("Keep", Kept(1, date(2027, 4, 19)))
    assert left(kept, Button("Move up", MovedUp(1)), Button("Take", Taken(2))) == ["Take"]
