"""A wish beside something sent elsewhere: now or after today, and what is kept meanwhile."""

from datetime import datetime

import pytest

from bot.drafts import Draft, Line
from bot.events import Cancelled, Dropped, PutOff, Resumed, WentOn
from bot.intake.holding import bring_up, hold, put_off
from bot.messages import Message, text_of
from bot.understanding.gist import LONGEST, gist_of
from bot.understanding.screening import Kind, has_reported, screen
from tests.cast import LAUREN, book, known
from tests.theatre import LONDON

THURSDAY = datetime(2026, 12, 10, 9, 58, tzinfo=LONDON)
FRIDAY = datetime(2026, 12, 11, 16, 0, tzinfo=LONDON)
CHRISTMAS_EVE = datetime(2026, 12, 24, 9, 0, tzinfo=LONDON)
LINE = (
    "ok rung them. but its rubbish even when it works, they cant pick a day so they ring us anyway"
)


def held(line: str = LINE, at: datetime = THURSDAY) -> Draft:
    return Draft((Line(line, at),), held=True)


def asked(line: str = LINE, at: datetime = THURSDAY) -> str:
    return text_of(Message(*hold(held(line), known(LAUREN, at), book())))


def test_the_line_that_example_3_goes_on_with_is_a_request() -> None:
    assert screen(LINE, book().hand_offs, book().kinds).kind is Kind.REQUEST


def test_who_has_reported_it_is_thanked_for_that_and_asked_when() -> None:
    assert asked() == (
        "Thank you for reporting it. That would be a new way of working, so I can take it as a"
        " request. Now, or after today?\n[Now] [Tomorrow] [Cancel]"
    )


def test_who_has_not_said_so_is_not_thanked_for_it() -> None:
    assert asked("could people choose a day online").startswith("Thank you. That would be")


@pytest.mark.parametrize(
    ("line", "yes"),
    [
        ("ok rung them", True),
        ("ive rang the service desk", True),
        ("phoned the it helpdesk, ta", True),
        ("done, logged it", True),
        ("I've just reported it", True),
        ("people ring us all day", False),
        ("they emailed a form", False),
    ],
)
def test_it_is_heard_that_somebody_has_reported_it(line: str, yes: bool) -> None:
    assert has_reported(line, book().hand_offs) is yes


def test_the_buttons_are_what_they_say() -> None:
    _, buttons = hold(held(), known(LAUREN, THURSDAY), book())
    n = held().number

    assert [button.press for button in buttons] == [WentOn(n), PutOff(n), Cancelled(n)]


def test_what_is_put_off_is_asked_at_10_tomorrow_and_nothing_is_lost() -> None:
    aside, told = put_off(held(), known(LAUREN, THURSDAY), book())

    assert aside.ask_at == datetime(2026, 12, 11, 10, tzinfo=LONDON)
    assert aside.draft.text == LINE
    assert not aside.draft.held
    assert text_of(told) == (
        "I’ll ask you once, tomorrow at 10am. I’ve kept ‘they cant pick a day so they ring us"
        " anyway’, so you will not have to say it again."
    )


@pytest.mark.parametrize(
    ("at", "day"), [(FRIDAY, "Monday 14 December"), (CHRISTMAS_EVE, "Tuesday 29 December")]
)
def test_before_days_off_it_is_the_next_working_day(at: datetime, day: str) -> None:
    aside, told = put_off(held(), known(LAUREN, at), book())

    assert f"[Now] [{day}] [Cancel]" in asked(at=at)
    assert f"I’ll ask you once, on {day} at 10am." in text_of(told)
    assert aside.ask_at is not None
    assert (aside.ask_at.hour, book().days.is_working(aside.ask_at.date())) == (10, True)


def test_when_its_time_comes_it_is_asked_in_their_own_words() -> None:
    aside, _ = put_off(held(), known(LAUREN, THURSDAY), book())
    asked = bring_up(aside, LAUREN, book())
    number = aside.draft.number

    assert text_of(asked) == (
        "Hello Lauren. On Thursday 10 December you said ‘they cant pick a day so they ring us"
        " anyway’. Shall we go on with it?\n[Yes] [No]"
    )
    assert [button.press for button in asked.buttons] == [Resumed(number), Dropped(number)]


@pytest.mark.parametrize(
    ("text", "gist"),
    [
        ("choose a day", "choose a day"),
        ("rung them - people want to choose a day", "people want to choose a day"),
        ("1,200 calls a month at example.gov.uk", "1,200 calls a month at example.gov.uk"),
        ("one line\nand a longer line", "and a longer line"),
        ("!!", ""),
    ],
)
def test_the_gist_is_the_clause_that_says_most(text: str, gist: str) -> None:
    assert gist_of(text) == gist


def test_a_long_gist_is_cut_at_a_word() -> None:
    gist = gist_of("very " * 100)

    assert len(gist) <= LONGEST
    assert gist.endswith("very…")
    assert gist_of("x" * 300) == "x" * (LONGEST - 1) + "…"
