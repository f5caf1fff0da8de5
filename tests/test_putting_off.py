"""Reminders of what has no answer, and reminders put off, dismissed, or handed back."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.events import Asked, Dismissed, Form, Kept, Noted, NotMine, Snoozed, Waits
from bot.messages import Invalid, text_of
from bot.requests import Request, Status
from bot.triage import forms, thread
from bot.triage.moves import LifeEvent
from tests.reviewing import DAYS, PRIYA, TUESDAY, accepted, asked, at, desk, hourly, live, tick
from tests.triaging import HERS, RUTH, became, book, fill, heard, known, refused, step

WAITS = became(step(Asked(7, "How many?"), known(HERS)))
OF_COLLEAGUE = became(step(Asked(7, "How many?", "page:ruth"), known(HERS, whom=RUTH)))


def reminded(request: Request, days: int = 30) -> list[tuple[date, str]]:
    """On which days who is reminded of it."""
    told = hourly(desk(request), at("2026-12-08 12:00"), days)
    return [(when.date(), who) for when, who, text in told if "sorry" not in text]


def test_whoever_was_asked_is_reminded_after_three_working_days_and_then_weekly() -> None:
    at_desk = desk(WAITS)

    ((who, text),) = tick(at_desk, at("2026-12-11 09:00"))
    assert who == "Dean Marsh"
    assert text == (
        "The digital team is waiting for your answer to 1 question.\n"
        "- GW-7 Visitor permits online, asked on Tuesday 8 December 2026.\n[Answer]"
    )
    assert reminded(WAITS, 12) == [
        (date(2026, 12, 11), "Dean Marsh"),
        (date(2026, 12, 18), "Dean Marsh"),
    ]


def test_of_a_question_to_a_colleague_whoever_has_the_request_is_reminded() -> None:
    at_desk = desk(OF_COLLEAGUE)

    ((who, text),) = tick(at_desk, at("2026-12-11 09:00"))
    assert who == "Priya Nair"
    assert text.endswith("asked on Tuesday 8 December 2026.\n[Ask] [Later]")


def test_what_waits_for_a_supplier_reminds_nobody() -> None:
    waits = became(step(Waits(7, "supplier"), known(HERS)))

    assert reminded(replace(waits, heard_at=TUESDAY)) == []


def test_to_ask_again_begins_the_wait_again() -> None:
    later = known(WAITS, at=TUESDAY + timedelta(days=2))

    assert became(step(Asked(7, "And now?"), later)).waiting_since == later.at


NEW = asked(7, heard_at=TUESDAY)
TO_REVIEW = live(7, date(2026, 12, 10))


@pytest.mark.parametrize("request_", [NEW, TO_REVIEW, accepted(7, date(2026, 12, 10))])
def test_a_reminder_that_is_put_off_comes_on_that_day(request_: Request) -> None:
    put_off = became(step(Snoozed(7, date(2026, 12, 19)), known(request_)))
    first, *_ = reminded(put_off)

    assert first[0] == date(2026, 12, 21)
    assert reminded(request_)[0][0] == date(2026, 12, 10)


@pytest.mark.parametrize("request_", [NEW, TO_REVIEW, accepted(7, date(2026, 12, 10)), WAITS])
def test_what_is_dismissed_reminds_nobody_before_it_moves_on(request_: Request) -> None:
    assert reminded(became(step(Dismissed(7), known(request_)))) == []


def test_what_moves_on_is_reminded_of_again_but_a_note_moves_nothing() -> None:
    dismissed = became(step(Dismissed(7), known(TO_REVIEW)))
    noted = became(step(Noted(7, "Ask Sam."), known(dismissed)))
    kept = became(step(Kept(7, date(2026, 12, 14)), known(noted)))

    assert (noted.dismissed, kept.dismissed) == ("live", "")
    assert [day for day, _ in reminded(kept, 8)] == [date(2026, 12, 14)]


@pytest.mark.parametrize(
    ("request_", "becomes", "told"),
    [
        (HERS, Status.NEW, ["Dean Marsh"]),
        (WAITS, Status.NEW, ["Dean Marsh"]),
        (accepted(7), Status.ACCEPTED, []),
        (live(7), Status.LIVE, []),
    ],
)
def test_what_is_not_theirs_is_anybodys(
    request_: Request, becomes: Status, told: list[str]
) -> None:
    turn = step(NotMine(7), known(request_))

    assert (became(turn).status, became(turn).taker) == (becomes, None)
    assert list(heard(turn)) == told
    assert refused(NotMine(7), known(became(turn)))


@pytest.mark.parametrize(
    ("event", "says"),
    [
        (Snoozed(7, date(2026, 12, 14)), "put the reminder off to Monday 14 December 2026."),
        (Dismissed(7), "wants no reminder of it until it moves on."),
        (NotMine(7), "it is not mine. Anybody can take it."),
    ],
)
def test_the_team_sees_in_the_thread_what_was_put_off(event: LifeEvent, says: str) -> None:
    assert text_of(thread.line(HERS, event, known(), book())).endswith(says)


@pytest.mark.parametrize(
    ("values", "event"),
    [
        ({"until": "tomorrow"}, Snoozed(7, date(2026, 12, 9))),
        ({"until": "next_week"}, Snoozed(7, date(2026, 12, 14))),
        ({"until": "on_day", "on": "2027-01-02"}, Snoozed(7, date(2027, 1, 2))),
        ({"until": "dismiss"}, Dismissed(7)),
        ({"until": "not_mine"}, NotMine(7)),
        ({"until": "never"}, Invalid({"until": "Choose one of these."})),
        ({"until": "on_day"}, Invalid({"on": "Write something here first."})),
        (
            {"until": "on_day", "on": "2026-12-07"},
            Invalid({"on": "Choose today or a later day."}),
        ),
    ],
)
def test_later_is_tomorrow_next_week_or_a_day(values: dict[str, str], event: object) -> None:
    assert fill("later", **values) == event


def test_only_what_somebody_has_can_be_said_not_to_be_theirs() -> None:
    offered = {}
    for request in (HERS, NEW):
        until = forms.draw("later", request, TUESDAY.date(), book()).fields[0]
        offered[request.status] = [choice.value for choice in until.choices]

    assert offered[Status.TAKEN] == [*offered[Status.NEW], "not_mine"]


def test_a_day_that_is_past_is_refused_however_it_is_sent() -> None:
    assert refused(Snoozed(7, date(2026, 12, 7))).startswith("This button is out of date")


def test_a_press_where_the_card_is_not_in_sight_is_noted() -> None:
    said = heard(step(Dismissed(7), known(TO_REVIEW, place=PRIYA.home)))

    assert said == {"Priya Nair": "Thank you. I’ve noted that for GW-7."}


def test_the_dialog_is_opened_from_the_reminder() -> None:
    at_desk = desk(TO_REVIEW)
    tick(at_desk, at("2026-12-10 09:00"))

    assert at_desk.said[0].message.buttons[-1].press == Form("later", 7)
    assert DAYS.is_working(date(2026, 12, 10))
