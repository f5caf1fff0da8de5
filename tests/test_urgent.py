"""What cannot wait is told from what only mentions such things; figures by the half of the rows.

The floors of the half that is held out are what was measured: somebody else's words are caught less
often than those that the patterns were tuned on.
"""

from dataclasses import dataclass
from pathlib import Path

import pytest

from adapters.files import load
from bot.understanding.screening import HandOffs, Kind, screen

HAND_OFFS = load(Path("bot/understanding/hand_offs.yaml"), HandOffs)


@dataclass(frozen=True, slots=True)
class Row:
    """A message, what it is about, and whether the patterns were tuned without it."""

    text: str
    kind: str = ""
    held_out: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """Messages that are urgent, and messages that only look so."""

    urgent: tuple[Row, ...]
    only_looks_urgent: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Others:
    """Messages that are requests, and messages that somebody else deals with (`kind` says who)."""

    requests: tuple[Row, ...]
    elsewhere: tuple[Row, ...]


ROWS = load(Path("tests/data/urgent.yaml"), Rows)
OTHERS = load(Path("tests/data/screening.yaml"), Others)


def _is_urgent(text: str) -> bool:
    screened = screen(text, HAND_OFFS)
    return (screened.kind, screened.hand_off) == (Kind.NOT_A_REQUEST, "urgent")


def _half(rows: tuple[Row, ...], held_out: bool) -> list[Row]:
    return [row for row in rows if row.held_out is held_out]


def _share(right: list[bool]) -> float:
    return sum(right) / len(right)


@pytest.mark.parametrize(("held_out", "at_least"), [(False, 0.95), (True, 0.7)])
def test_what_cannot_wait_is_caught(held_out: bool, at_least: float) -> None:
    found = [_is_urgent(row.text) for row in _half(ROWS.urgent, held_out)]

    assert _share(found) >= at_least


@pytest.mark.parametrize("held_out", [False, True])
def test_what_only_mentions_such_things_is_not_urgent(held_out: bool) -> None:
    alarms = [_is_urgent(row.text) for row in _half(ROWS.only_looks_urgent, held_out)]

    assert _share(alarms) <= 0.05


@pytest.mark.parametrize(("held_out", "at_least"), [(False, 0.95), (True, 0.8)])
def test_how_work_is_done_now_is_a_request(held_out: bool, at_least: float) -> None:
    rows = _half(OTHERS.requests, held_out)
    kinds = [screen(row.text, HAND_OFFS).kind is Kind.REQUEST for row in rows]

    assert _share(kinds) >= at_least


@pytest.mark.parametrize(("held_out", "at_least"), [(False, 0.95), (True, 0.7)])
def test_what_others_deal_with_goes_to_them(held_out: bool, at_least: float) -> None:
    rows = _half(OTHERS.elsewhere, held_out)
    places = [screen(row.text, HAND_OFFS).hand_off == row.kind for row in rows]

    assert _share(places) >= at_least


@pytest.mark.parametrize(
    "text",
    [
        "a laptop with case files has been stolen from my car",
        "my laptop was stolen on the train, can we have an online form to report it",
        "the whole system is down and our files have been encrypted",
    ],
)
def test_urgent_goes_before_wishes_and_faults(text: str) -> None:
    assert _is_urgent(text)


@pytest.mark.parametrize(
    "text",
    [
        "they do it, not us",
        "that isn't ours, parks have it",
        "it's on the public website",
        "they took it over from the old team",
        "they have taken it off us",
        "the emails are encrypted so we open each one",
        "the data isn't real time",
        "parents take the children to reception",
        "it goes to the wrong person and comes back",
    ],
)
def test_everyday_answers_are_not_urgent(text: str) -> None:
    assert not _is_urgent(text)


@pytest.mark.parametrize(
    "text",
    [
        "everything on the shared drive is encrypted",
        "an email was sent from my account that wasn't me",
        "the invoice email is not genuine and I paid it",
        "the case spreadsheet is on the public drive",
        "they took my work laptop out of the car",
        "they have taken the child",
        "he said he will take the children tonight",
        "the payslips were sent to the wrong person",
    ],
)
def test_what_sounds_like_them_and_cannot_wait_is(text: str) -> None:
    assert _is_urgent(text)


def test_work_that_nobody_has_to_touch_hurts_nobody() -> None:
    assert not _is_urgent("the easy ones could be decided without us touching them")
    assert not _is_urgent("6 weeks across the partner councils, most of it waiting for post")
    assert _is_urgent("he was touching them")


def test_a_form_about_such_things_is_a_request() -> None:
    wish = "we want a form to report that a laptop has been stolen"

    assert screen(wish, HAND_OFFS).kind is Kind.REQUEST


def test_a_long_text_is_screened_like_a_short_one() -> None:
    short = "someone has got the file of a child who was left alone "
    long = (short * 2000)[:100_000]

    assert screen(long, HAND_OFFS).kind is screen(short, HAND_OFFS).kind
