"""The team gives a request another title: card and history say so, its requester is not told."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.events import Retitled
from bot.messages import Invalid
from bot.requests import Status
from tests.storytelling import A_REQUEST, request, tell
from tests.theatre import program_in
from tests.triaging import HERS, became, fill, heard, known, step

STORY = f"""{A_REQUEST}
Priya in the channel: title GW-1
Priya presses Change the title
  title: Parking   permits online
Dean: title GW-1
Dean: my requests
Priya in the channel: find parking online
"""


async def test_another_title_is_everywhere_from_then_on(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        told = await tell(program, STORY)
        kept = await request(program)
        history = await program.store.transact(lambda work: work.history(1))

    assert kept.title == "Parking permits online"
    before = "People fill in a paper form for a permit at reception"
    assert history[-1].event == Retitled(1, "Parking permits online", before)
    assert (
        "In the thread of GW-1: Tue 8 Dec, 9:38am. Priya Nair changed the title from ‘People fill "
        "in a paper form for a permit at reception’ to ‘Parking permits online’."
    ) in told
    assert "The card of GW-1: GW-1 Parking permits online" in told
    assert "Groundwork: Only the digital team can do that." in told
    assert "- GW-1 Parking permits online · New" in told
    assert "In the channel: 1 request has these words." in told


@pytest.mark.parametrize("status", list(Status))
def test_it_can_be_changed_whatever_has_become_of_it_and_nobody_is_told(status: Status) -> None:
    snoozed = replace(HERS, status=status, dismissed=str(status))
    turn = step(Retitled(7, "Permits"), known(snoozed))

    assert became(turn) == replace(snoozed, title="Permits", remind_at=became(turn).remind_at)
    assert heard(turn) == {}


@pytest.mark.parametrize(
    ("title", "says"),
    [
        (" ", "Write something here first."),
        ("x" * 61, "Use at most 60 characters."),
        ("Visitor  permits online", "That is its title already."),
    ],
)
def test_what_is_no_other_title_is_said_under_its_field(title: str, says: str) -> None:
    assert fill("title", title=title) == Invalid({"title": says})
