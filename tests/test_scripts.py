"""Scripts that people write: how they are read, and how a mistake in one is named."""

from datetime import datetime
from pathlib import Path

import pytest

from adapters.web.moments import NoMoment, moment
from adapters.web.playing import Player, ScriptFailed
from adapters.web.script import (
    BadScript,
    Hears,
    Meets,
    Passes,
    Placed,
    Presses,
    Says,
    steps_of,
)
from bot.working_days import Nation, WorkingDays
from tests.theatre import LONDON, TUESDAY, program_in, stage_of

DAYS = WorkingDays(Nation.ENGLAND, LONDON)
PEOPLE = "Dean is Dean Marsh, Parking\nPriya is Priya Nair, Digital, of the digital team\n"


# Reading


def test_every_kind_of_line_is_read_with_its_number() -> None:
    script = PEOPLE + (
        "# a comment\n"
        "-- Tuesday 8 December 2026, 9:38am --\n"
        "Dean: hiya\n"
        "  more: of it\n"
        "\n"
        "Dean presses Not sure until Submit\n"
        "Priya presses Accept on GW-1\n"
        "  horizon: now\n"
        "Priya in the channel: queue\n"
        "Groundwork to Dean: Sent.\n"
        "  Your reference is GW-1.\n"
        "The card of GW-1: New\n"
    )

    assert steps_of(script) == (
        Placed(1, Meets("Dean", "Dean Marsh", "Parking", of_team=False)),
        Placed(2, Meets("Priya", "Priya Nair", "Digital", of_team=True)),
        Placed(4, Passes("Tuesday 8 December 2026, 9:38am")),
        Placed(5, Says("Dean", "hiya\nmore: of it")),
        Placed(8, Presses("Dean", "Not sure", until="Submit")),
        Placed(9, Presses("Priya", "Accept", on="GW-1", values=(("horizon", "now"),))),
        Placed(11, Says("Priya", "queue", in_channel=True)),
        Placed(12, Hears("Groundwork to Dean", "Sent.\nYour reference is GW-1.")),
        Placed(14, Hears("The card of GW-1", "New")),
    )


def test_an_empty_script_has_no_steps() -> None:
    assert steps_of("# nothing yet\n\n") == ()


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ("\nwhat is this\n", "line 2: ‘what is this’ is no step of a script"),
        ("  indented first\n", "line 1: ‘  indented first’ is no step of a script"),
        ("Dean presses Ask\n  now\n", "line 1: ‘now’ is no ‘field: value’"),
    ],
)
def test_a_line_that_is_no_step_is_named(script: str, told: str) -> None:
    with pytest.raises(BadScript) as problem:
        steps_of(script)

    assert str(problem.value) == told


# Moments


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("40 minutes later", (2026, 12, 8, 10, 18)),
        ("1 hour later", (2026, 12, 8, 10, 38)),
        ("2 days later", (2026, 12, 10, 9, 38)),
        ("5 days later, 4pm", (2026, 12, 13, 16, 0)),
        ("4 working days later", (2026, 12, 14, 9, 38)),
        ("3 working days later, 9:30am", (2026, 12, 11, 9, 30)),
        ("next Monday", (2026, 12, 14, 9, 38)),
        ("Tuesday, 12pm", (2026, 12, 15, 12, 0)),
        ("next Friday, 12:05am", (2026, 12, 11, 0, 5)),
        ("Monday 18 January 2027", (2027, 1, 18, 9, 38)),
        ("Monday 18 January 2027, 9:30am", (2027, 1, 18, 9, 30)),
    ],
)
def test_a_moment_is_said_as_people_say_it(words: str, expected: tuple[int, ...]) -> None:
    year, month, day, hour, minute = expected
    assert moment(words, TUESDAY, DAYS) == datetime(year, month, day, hour, minute, tzinfo=LONDON)


@pytest.mark.parametrize(
    "words", ["soon", "Monday 8 December", "Monday 8 December 2026", "9am", "Someday, 9am"]
)
def test_words_that_name_no_moment_are_quoted(words: str) -> None:
    with pytest.raises(NoMoment, match=words.split(", ", maxsplit=1)[0]):
        moment(words, TUESDAY, DAYS)


# Playing


async def played(folder: Path, script: str) -> None:
    async with program_in(folder) as program:
        await Player(stage_of(program), program.book.days).play(steps_of(PEOPLE + script))


SENT = "Dean: visitor permits online\nDean presses Not sure until Submit\nDean presses Submit\n"


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ("Dean presses Submit\n", "line 3: there is no ‘Submit’ for Dean to press"),
        (
            "Dean: visitor permits online\nDean presses Not sure until Retire\n",
            "line 4: ‘Retire’ is never offered",
        ),
        (
            f"{SENT}Priya presses Take on GW-2\n",
            "line 6: there is no ‘Take’ for Priya to press",
        ),
        (
            f"{SENT}Priya presses Accept on GW-1\n  go_live_on: 2026-12-01\n",
            "was filled in wrongly: {",
        ),
    ],
)
async def test_a_step_that_cannot_be_done_is_named(script: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(ScriptFailed) as problem:
        await played(tmp_path, script)

    assert told in str(problem.value)


async def test_what_is_heard_is_for_readers_and_changes_nothing(tmp_path: Path) -> None:
    await played(tmp_path, "Groundwork: something that was never said\n")
