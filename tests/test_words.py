"""Sentences and dates, and an operator's own sentences."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from bot import looking
from bot.commands import NewFor, Reference, Word
from bot.drafts import Conversation
from bot.handbook import COMMANDS
from bot.messages import text_of
from bot.words.dates import Dated, clock, day, day_and_year, month_and_year, short_day, stamp
from bot.words.rich import LONGEST_LABEL, Run, Words, bare
from tests.cast import book, known

WORDS = Words({"hello": {"first": "Hello **{name}**.", "plain": "Good morning."}})


def test_what_a_person_wrote_cannot_format_or_fill() -> None:
    rich = WORDS.rich("hello.first", name="**{name}**")

    assert rich == (Run("Hello "), Run("**{name}**", strong=True), Run("."))


def test_an_operators_sentence_takes_the_place_of_ours() -> None:
    own = {"hello": {"first": "Dear {name}"}, "more": {"of": "them"}}

    assert bare(WORDS.with_more(own).rich("hello.first", name="Dean")) == "Dear Dean"
    assert WORDS.with_more(own).plain("hello.plain") == "Good morning."


@pytest.mark.parametrize(
    ("own", "what"),
    [
        ({"hello": {"frist": "Hi"}}, "There is no sentence of this name."),
        ({"goodbye": {"first": "Bye"}}, "There is no sentence of this name."),
        ({"hello": {"first": "Hi {nam}"}}, "It has no slot nam."),
        ({"hello": {"plain": "Hi {name}"}}, "It has no slot name."),
        ({"hello": {"first": "Hi {name"}}, "A { or } stands alone."),
    ],
)
def test_a_sentence_that_would_fail_when_said_is_refused(
    own: dict[str, dict[str, str]], what: str
) -> None:
    assert [misfit.what for misfit in WORDS.misfits(own)] == [what]


def test_a_sentence_may_leave_a_slot_out() -> None:
    assert WORDS.misfits({"hello": {"first": "Hello."}}) == ()


@pytest.mark.parametrize(
    ("hour", "minute", "said"),
    [(9, 44, "9:44am"), (17, 0, "5pm"), (12, 0, "midday"), (12, 30, "12:30pm"), (0, 0, "midnight")],
)
def test_times_are_said_as_people_say_them(hour: int, minute: int, said: str) -> None:
    at = datetime(2026, 12, 8, hour, minute, tzinfo=UTC)

    assert book().words.dated(clock(at)) == said


DECEMBER = date(2026, 12, 10)


@pytest.mark.parametrize(
    ("dated", "said"),
    [
        (day(DECEMBER), "Thursday 10 December"),
        (day_and_year(DECEMBER), "Thursday 10 December 2026"),
        (short_day(DECEMBER), "10 December 2026"),
        (month_and_year(DECEMBER), "December 2026"),
        (stamp(datetime(2026, 12, 8, 9, 44, tzinfo=UTC)), "Tue 8 Dec, 9:44am"),
    ],
)
def test_days_are_said_with_no_more_than_is_needed(dated: Dated, said: str) -> None:
    assert book().words.dated(dated) == said


@pytest.mark.parametrize("dated", [date(2026, month, 7) for month in range(1, 13)])
def test_every_day_and_month_has_its_name(dated: date) -> None:
    words = book().words

    assert words.dated(day_and_year(dated)) == f"{dated:%A} 7 {dated:%B} 2026"
    assert (
        words.dated(stamp(datetime.combine(dated, time(12)))) == f"{dated:%a} 7 {dated:%b}, midday"
    )


def test_a_day_is_put_into_words_where_it_fills_a_slot() -> None:
    words = book().words.with_more({"hello": {"first": "Until **{name}**."}})

    assert words.rich("hello.first", name=day(DECEMBER)) == (
        Run("Until "),
        Run("Thursday 10 December", strong=True),
        Run("."),
    )


def test_a_day_cannot_be_written_in_no_language() -> None:
    with pytest.raises(TypeError, match="put into words"):
        str(day(DECEMBER))


def test_a_label_too_long_for_a_button_is_refused() -> None:
    words = Words({"button": {"submit": "Submit"}})

    assert words.misfits({"button": {"submit": "x" * LONGEST_LABEL}}) == ()
    assert [each.what for each in words.misfits({"button": {"submit": "x" * 76}})] == [
        "This is too long for a button."
    ]


def test_nothing_that_people_type_stands_for_two_commands() -> None:
    typed = [one for name in COMMANDS for one in book().words.typed(f"command.{name}")]

    assert sorted(one for one, times in Counter(typed).items() if times > 1) == []


def test_english_commands_work_beside_those_of_another_language() -> None:
    own = {"command": {"my_requests": "fy ngheisiadau|fy rhai i", "new_for": "newydd i"}}
    welsh = replace(book(), words=book().words.with_more(own))

    assert welsh.command_in("Fy  ngheisiadau") == Word.MY_REQUESTS
    assert welsh.command_in("fy rhai i") == welsh.command_in("my requests") == Word.MY_REQUESTS
    assert welsh.command_in("Newydd i Joe Bloggs") == NewFor("Joe Bloggs")
    assert welsh.command_in("new for Joe Bloggs") == NewFor("Joe Bloggs")
    assert book().command_in("fy rhai i") is None


@pytest.mark.parametrize(
    "line", ["withdraw", "Where's my request?", "any news?", "has anyone looked at it yet"]
)
def test_who_asks_after_a_request_is_shown_where_it_is_and_its_buttons(line: str) -> None:
    assert book().command_in(line) == Word.STATUS


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("status please", Word.STATUS),
        ("Status update?", Word.STATUS),
        ("my request", Word.MY_REQUESTS),
        ("Please show me my requests", Word.MY_REQUESTS),
        ("show queue", Word.QUEUE),
        ("my queue", Word.MINE),
        ("help, please!", Word.HELP),
        ("please", None),
        ("update", None),
        ("please update the form", None),
        ("GW-12 is ours too", None),
    ],
)
def test_a_command_is_one_however_politely_it_is_said(line: str, command: Word | None) -> None:
    assert book().command_in(line) == command


@pytest.mark.parametrize(
    "line",
    [
        *("GW-12", "gw 12", "gw12", "withdraw GW-12", "where is gw-12?", "any update on GW-12?"),
        *("GW-12 status", "GW-12 any news?", "GW-12 please", "what's happening with GW-12"),
        *("has anyone looked at GW-12?", "Please cancel GW-12", "Where's gw12?"),
    ],
)
def test_who_names_a_request_is_shown_it(line: str) -> None:
    assert book().command_in(line) == Reference(12)


@pytest.mark.parametrize(
    "line", ["about", "is this AI?", "Who are you", "who reads this?", "Delete my data."]
)
def test_who_asks_about_the_program_itself_is_told_and_no_request_begins(line: str) -> None:
    assert book().command_in(line) == Word.ABOUT
    said = text_of(looking.answer(Word.ABOUT, Conversation(), known(), book()))
    assert "not a person, and not AI" in said
    assert "To have it taken out, or all that I have of you, ask the digital team." in said
