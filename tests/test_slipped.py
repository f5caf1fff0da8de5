"""What was to be live on a day and is not: everybody who needs it hears so, once for each day."""

from datetime import date
from pathlib import Path

from bot.requests import Status
from bot.reviews.due import Due, what_is_due
from tests.reviewing import DAYS, accepted, at, desk, hourly
from tests.storytelling import A_REQUEST, tell
from tests.theatre import program_in

TOLD = (
    "GW-1, People fill in a paper form for a permit at reception, was to be live on {day}. "
    "We’re sorry that it is not live yet.\n"
    "I’ve asked the digital team for a new day, and I’ll tell you here as soon as there is one."
)
ACCEPTED = f"""{A_REQUEST}
Priya presses Accept on GW-1
  horizon: now
  go_live_on: 2026-12-10
"""
ME_TOO = """
Ruth: people fill in a paper form for a permit at reception
Ruth presses Not sure
Ruth presses Not sure
Ruth presses Not sure
Ruth presses Not sure
Ruth: me too
"""


def told(heard: str, day: str) -> int:
    return heard.count(TOLD.format(day=day))


async def test_who_asked_and_who_joined_hear_that_the_day_has_slipped_and_of_the_new_one(
    tmp_path: Path,
) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(
            program,
            ACCEPTED + ME_TOO + "-- 3 working days later, 9am --\nDean: GW-1\n"
            "-- 1 working day later, 9am --\n"
            "Priya presses No\n  on: 2026-12-18\nDean: GW-1\n"
            "-- 5 working days later, 9am --\n",
        )

    assert "They expect it to be live on Thursday 10 December 2026." in heard
    assert told(heard, "Thursday 10 December 2026") == 2
    assert "It was to be live on Thursday 10 December 2026, and is not yet." in heard
    assert "We expect it to be live on Friday 18 December 2026." in heard
    assert told(heard, "Friday 18 December 2026") == 2


async def test_who_joins_after_the_day_is_promised_none(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(program, ACCEPTED + "-- 3 working days later, 9am --\n" + ME_TOO)

    assert "The digital team is going to do it." in heard
    assert "They expect it to be live" not in heard


def test_it_is_said_on_the_working_day_after_and_never_again() -> None:
    at_desk = desk(accepted(go_live=date(2027, 1, 15)))

    news = hourly(at_desk, at("2027-01-14 00:00"), 20)

    slipped = [hour for hour, _, text in news if "was to be live on" in text]
    assert slipped == [at("2027-01-18 09:00")]


def test_what_is_live_by_then_has_not_slipped() -> None:
    late = at("2027-03-01 09:00")

    assert Due.SLIPPED in what_is_due(accepted(), late, DAYS)
    assert Due.SLIPPED not in what_is_due(accepted(status=Status.LIVE), late, DAYS)
    assert Due.SLIPPED not in what_is_due(accepted(go_live_on=None), late, DAYS)
