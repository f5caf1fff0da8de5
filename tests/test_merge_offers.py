"""Merge offers what is likely to be the same, and takes a number as people give it."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from adapters.web.people import PEOPLE, TEAM_CHANNEL
from bot.drafts import Line, NotSame
from bot.events import Filled, Form
from bot.messages import Choice, Invalid, Open
from bot.requests import Request, Status
from bot.triage import relating
from tests import cast
from tests.reviewing import TUESDAY, asked
from tests.storytelling import request, tell
from tests.test_bad_input_of_the_team import does
from tests.theatre import program_in
from tests.triaging import known

PERMITS = "visitor permits come on a paper form at reception"
ALIKE = f"""
Dean: {PERMITS}
Dean presses Talk to a person
Ruth: carers fill in a paper form for visitor permits at reception
Ruth presses Talk to a person
"""


@pytest.mark.parametrize(
    ("named", "number"),
    [
        *((one, 2) for one in ("2", " GW-2 ", "gw 2", "Gw2", "#2")),
        *((one, 0) for one in ("two", "GW-", "3GW-2", "-2", "", "99999999999", "9999999999")),
    ],
)
def test_a_request_is_named_as_people_name_it(named: str, number: int) -> None:
    assert cast.book().number_in(named) == number


def alike(number: int, **more: Any) -> Request:
    same = replace(asked(number), title="Visitor permits", said=(Line(PERMITS, TUESDAY),))
    return replace(same, **more)


def offered(one: Request, *others: Request) -> list[int]:
    return [each.number for each in relating.likely(one, known(one, similar=(one, *others)))]


def test_only_what_it_can_be_merged_into_is_offered() -> None:
    over, secret = alike(2, status=Status.STOPPED), alike(3, confidential=True)
    other = alike(4, title="Hall", said=(Line("people ring us to book the hall", TUESDAY),))
    not_same = alike(1, not_same=(NotSame(5),))

    assert offered(alike(1), over, secret, other, alike(5)) == [5]
    assert offered(not_same, alike(5)) == []
    assert len(offered(alike(1), *map(alike, range(5, 15)))) == relating.MOST_OFFERED
    assert relating.likely(alike(1), known(alike(1))) == ()


async def test_what_is_likely_the_same_is_chosen_or_another_named(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        await tell(program, ALIKE)
        priya = PEOPLE[2]
        opened = await program.bot.show(Form("merge", 2), priya.identity, TEAM_CHANNEL, TUESDAY)
        none = await does(program, priya, Filled("merge", 2, {"into": " ", "likely": ""}))
        seen = await does(program, priya, Filled("merge", 2, {"into": "", "likely": "1"}))
        await does(program, priya, Filled("merge:seen", 2, {"into": "gw 1", "likely": "2"}))
        merged = await request(program, 2)

    assert isinstance(opened, Open)
    assert [one.key for one in opened.dialog.fields] == ["likely", "into"]
    (choice,) = opened.dialog.fields[0].choices
    assert choice == Choice("1", "GW-1 Visitor permits come on a paper form at reception")
    assert [one.required for one in opened.dialog.fields] == [False, False]
    assert none == Invalid({"into": "Write something here first."})
    assert isinstance(seen, Open)
    assert [one.value for one in seen.dialog.fields] == ["1", ""]
    assert merged.status is Status.MERGED
    assert merged.links[0].request == 1
