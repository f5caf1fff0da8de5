"""What is under way or set aside can be found again, by whoever made it and by nobody else."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.drafts import Aside, Conversation
from bot.events import Home, Resumed, WentOn
from bot.looking import show
from bot.messages import Show
from bot.pages import Page
from tests.cast import book, draft, known
from tests.storytelling import tell
from tests.theatre import program_in

PERMITS = "Dean: people fill in a paper form for a permit at reception\n"
SKIPS = "Dean: builders ring us to license a skip\n"
ASIDE = PERMITS + "Dean: new\nDean presses Set it aside\n"
PUT_OFF = """
Dean: the bulky waste form is broken, it keeps crashing at the payment page
Dean: and we would like an online form where people choose a day
Dean presses Tomorrow
"""
GO_ON = "Go on with ‘People fill in a paper form for a permit at reception’"


@pytest.mark.parametrize("asked", ["status", "my requests"])
async def test_what_is_set_aside_is_among_their_requests(tmp_path: Path, asked: str) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(program, f"{ASIDE}Dean: {asked}\nDean presses {GO_ON}\n")

    assert "You have 1 request that you have not sent yet." in heard
    assert "You have no requests yet" not in heard
    assert "This is where we are with ‘People fill in a paper form" in heard


async def test_what_was_put_off_need_not_wait(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        on = "Dean presses Go on with ‘Online form where people choose a day’\n"
        heard = await tell(program, f"{PUT_OFF}Dean: my requests\n{on}")

    assert "1 of at most 5" in heard


async def test_beside_what_was_sent_both_are_shown(tmp_path: Path) -> None:
    sent = SKIPS + "Dean presses Talk to a person\n"
    async with program_in(tmp_path) as program:
        before = await tell(program, f"{ASIDE}{sent}Dean: status\n")
        heard = await tell(program, f"{SKIPS}Dean: my requests\n")

    assert "You have 1 request that you have not sent yet." in before
    assert "You have 1 request." in heard
    assert "You have 2 requests that you have not sent yet, newest first." in heard


def test_on_the_home_tab_there_is_a_way_on_with_each() -> None:
    here, other = draft("builders ring us"), draft("a paper form")
    state = Conversation(here, aside=(Aside(other),))
    looked = show(Home(), state, replace(known(), pages={"my_requests": Page()}), book())

    assert isinstance(looked, Show)
    presses = [button.press for button in looked.message.buttons]
    assert {WentOn(here.number), Resumed(other.number)} <= {*presses}


async def test_what_is_not_sent_is_not_shown_where_others_read(tmp_path: Path) -> None:
    script = ASIDE.replace("Dean", "Priya") + "Priya in the channel: my requests\n"
    async with program_in(tmp_path) as program:
        heard = await tell(program, script)

    assert "You have no requests yet." in heard
    assert "not sent yet" not in heard
