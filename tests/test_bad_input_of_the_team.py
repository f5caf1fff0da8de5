"""What goes wrong on a card: each comes to a clear sentence, and nothing is lost by it."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.web.people import PEOPLE, Someone
from bot.app import Program
from bot.events import Event, Filled, Incoming, Stopped, Taken
from bot.messages import Answer, Done, Invalid, Quiet, text_of
from bot.people import Identity
from tests.storytelling import A_REQUEST, request, tell
from tests.theatre import TUESDAY, program_in

DEAN, _, PRIYA, TOM = PEOPLE
ACCEPT = {"horizon": "now", "go_live_on": "2027-01-18"}
TWO = f"""{A_REQUEST}
Dean: residents ring us to book a hall
Dean presses Talk to a person
"""


async def does(program: Program, who: Someone, event: Event, days: int = 0) -> Answer:
    at = TUESDAY + timedelta(days=days)
    id_ = f"{who.key}-{event!r}"[:200]
    return await program.bot.handle(Incoming(id_, who.identity, who.direct, at, event))


def said(answer: Answer) -> str:
    if isinstance(answer, Invalid):
        return " ".join(answer.errors.values())
    return text_of(answer.message) if isinstance(answer, Quiet) else ""


async def test_of_two_who_take_it_at_once_one_has_it_and_the_other_is_told(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        await tell(program, A_REQUEST)
        answers = await asyncio.gather(*(does(program, who, Taken(1)) for who in (PRIYA, TOM)))
        kept = await request(program)
        history = await program.store.transact(lambda work: work.history(1))

    assert kept.taker
    assert sorted(map(said, answers)) == [
        "",
        f"{kept.taker.name} has GW-1 already. Nothing has changed.",
    ]
    assert [type(one.event) for one in history].count(Taken) == 1


async def test_of_two_who_decide_at_once_the_second_is_told_what_it_is_now(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        await tell(program, A_REQUEST)
        accept = Filled("accept:seen", 1, ACCEPT)
        stop = Filled("stop:seen", 1, {"reason": "no need", "instead": "ring"})
        first, second = await does(program, PRIYA, accept), await does(program, TOM, stop)
        last = await does(program, TOM, accept)

    assert first == second == Done()
    assert said(last) == "GW-1 is stopped now, so that cannot be done. Nothing has changed."


async def test_a_button_from_last_month_says_what_has_become_of_it(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        await tell(program, A_REQUEST)
        await does(program, PRIYA, Filled("stop:seen", 1, {"reason": "no", "instead": "ring"}))
        late = await does(program, TOM, Taken(1), days=40)

    assert said(late) == "GW-1 is stopped now, so that cannot be done. Nothing has changed."


@pytest.mark.parametrize(
    ("form", "values", "sentence"),
    [
        ("accept", {**ACCEPT, "review_on": "2020-01-01"}, "Choose today or a later day."),
        ("accept", {**ACCEPT, "review_on": "2027-03-26"}, "Choose a working day. That one is a"),
        ("accept", {**ACCEPT, "review_on": "2027-04-24"}, "Choose a working day. That one is a"),
        ("accept", {**ACCEPT, "review_on": "2027-01-15"}, "Choose a day after it goes live."),
        ("accept", {**ACCEPT, "review_on": "soon"}, "Give a date, such as 2027-01-18."),
        ("stop", {"reason": "x" * 10_000, "instead": "ring"}, "Use at most 3,000 characters."),
        ("merge", {"into": "GW-1"}, "That is this request. Give another one."),
        ("merge", {"into": "GW-99"}, "There is no request with that reference."),
        ("redact", {"gone": "x" * 10_000, "reason": "no"}, "Use at most 3,000 characters."),
        ("hold", {"reason": "x" * 10_000}, "Use at most 3,000 characters."),
    ],
)
async def test_what_is_filled_in_wrongly_is_said_under_its_field(
    tmp_path: Path, form: str, values: dict[str, str], sentence: str
) -> None:
    async with program_in(tmp_path) as program:
        await tell(program, A_REQUEST)
        answer = await does(program, PRIYA, Filled(form, 1, values))
        kept = await request(program)

    assert isinstance(answer, Invalid)
    assert said(answer).startswith(sentence)
    assert (kept.status, kept.held) == ("new", "")


async def test_nothing_is_merged_in_a_circle_or_into_what_is_over(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        await tell(program, TWO)
        first = await does(program, PRIYA, Filled("merge:seen", 1, {"into": "GW-2"}))
        back = await does(program, PRIYA, Filled("merge:seen", 2, {"into": "GW-1"}))
        again = await does(program, TOM, Filled("merge:seen", 1, {"into": "GW-2"}))

    assert first == Done()
    assert said(back) == "That one is over, so nothing can be merged into it."
    assert said(again) == "GW-1 is merged now, so that cannot be done. Nothing has changed."


class Nobody:
    """A team that everybody has left."""

    async def has(self, who: Identity, *, now: bool = False) -> bool:
        return False


async def test_somebody_who_left_the_team_changes_nothing(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        await tell(program, A_REQUEST)
        left = replace(program, bot=replace(program.bot, members=Nobody()))
        stop = Filled("stop:seen", 1, {"reason": "no", "instead": "ring"})
        answers = [await does(left, PRIYA, event) for event in (Taken(1), stop, Stopped(1, "", ""))]
        kept = await request(program)

    assert set(map(said, answers)) == {"Only the digital team can do that."}
    assert (kept.status, kept.taker) == ("new", None)
