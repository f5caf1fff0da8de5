"""Reminders: what is due when, who is told, and in which words."""

from dataclasses import replace
from datetime import date

import pytest

from bot.events import Form, MovedUp, Retired, Taken, WentLive
from bot.levels.judgement import Level
from bot.requests import Status
from bot.reviews.due import Due, next_look, what_is_due
from tests.reviewing import DAYS, PRIYA, TOM, TUESDAY, accepted, asked, at, desk, hourly, live, tick


def test_a_new_request_is_looked_at_two_working_days_after_it_was_asked() -> None:
    request = asked(reply_by=at("2026-12-10 17:00"))

    assert next_look(request, DAYS, TUESDAY) == at("2026-12-10 09:00")
    assert what_is_due(request, at("2026-12-10 08:59"), DAYS) == ()
    assert what_is_due(request, at("2026-12-10 09:00"), DAYS) == (Due.UNTOUCHED,)
    both = (Due.UNTOUCHED, Due.PROMISE_PASSED)
    assert what_is_due(request, at("2026-12-10 17:00"), DAYS) == both


def test_accepted_work_is_looked_at_when_it_should_be_live_and_live_work_at_its_review() -> None:
    assert next_look(accepted(), DAYS, TUESDAY) == at("2027-01-18 09:00")
    assert next_look(live(), DAYS, TUESDAY) == at("2027-04-19 09:00")


def test_a_day_that_is_no_working_day_waits_for_the_next() -> None:
    on_christmas_day = accepted(go_live=date(2026, 12, 25))

    assert next_look(on_christmas_day, DAYS, TUESDAY) == at("2026-12-29 09:00")


@pytest.mark.parametrize("status", [Status.STOPPED, Status.CLOSED, Status.WITHDRAWN])
def test_what_is_over_is_never_looked_at(status: Status) -> None:
    assert next_look(asked(status=status), DAYS, TUESDAY) is None


def test_what_was_moved_up_has_no_review_and_is_not_looked_at() -> None:
    assert next_look(replace(live(), review_on=None), DAYS, TUESDAY) is None


def test_a_taken_request_that_nobody_answered_is_looked_at_when_the_promise_passes() -> None:
    taken = asked(status=Status.TAKEN, taker=PRIYA, reply_by=at("2026-12-10 17:00"))

    assert next_look(taken, DAYS, TUESDAY) == at("2026-12-10 17:00")
    assert next_look(replace(taken, heard_at=TUESDAY), DAYS, TUESDAY) is None


def test_a_look_that_was_missed_is_made_now() -> None:
    assert next_look(asked(), DAYS, at("2027-02-01 11:00")) == at("2027-02-01 11:00")


def test_the_team_is_reminded_of_a_new_request_in_its_channel() -> None:
    news = tick(desk(asked(reply_by=at("2026-12-10 17:00"))), at("2026-12-10 09:00"))

    assert news == [
        (
            "team",
            "1 new request is waiting for somebody to take it.\n"
            "- GW-12 Visitor permits online, asked on Tuesday 8 December 2026."
            " They asked to talk to a person."
            " We said we would reply by 5pm on Thursday 10 December.\n"
            "[Take] [Later]",
        )
    ]


def test_a_new_request_that_was_heard_has_no_promise_to_remind_of() -> None:
    heard = asked(heard_at=TUESDAY, reply_by=at("2026-12-10 17:00"))

    ((_, text),) = tick(desk(heard), at("2026-12-10 09:00"))
    assert "We said" not in text


def test_the_taker_is_asked_whether_it_is_live() -> None:
    at_desk = desk(accepted())

    ((who, text),) = tick(at_desk, at("2027-01-18 09:00"))
    assert who == "Priya Nair"
    assert text == (
        "Is it live?\n"
        "- GW-12 Visitor permits online, expected on Monday 18 January 2027.\n"
        "[Yes] [No] [Later]"
    )
    yes, no, later = at_desk.said[0].message.buttons
    assert yes.press == WentLive(12)
    assert no.press == Form("go_live_moved", 12)
    assert later.press == Form("later", 12)


def test_the_taker_is_asked_to_keep_move_up_or_retire() -> None:
    at_desk = desk(live(if_="more than 40 a month come through the form"))

    ((who, text),) = tick(at_desk, at("2027-04-19 09:00"))
    assert who == "Priya Nair"
    assert text == (
        "Time to look at 1 thing again. Keep it as it is, move it up, or retire it?\n"
        "- GW-12 Visitor permits online, live since Monday 18 January 2027."
        " Move up if: more than 40 a month come through the form\n"
        "[Keep] [Move up] [Retire] [Later]"
    )
    presses = [button.press for button in at_desk.said[0].message.buttons]
    assert presses == [Form("keep", 12), MovedUp(12), Retired(12), Form("later", 12)]


def test_with_several_requests_each_button_says_which_one_it_is_for() -> None:
    at_desk = desk(live(12), accepted(14, date(2027, 4, 19)), live(15, taker=TOM))

    news = tick(at_desk, at("2027-04-19 09:00"))

    assert [who for who, _ in news] == ["Priya Nair", "Tom Bell"]
    assert news[0][1].endswith(
        "[Keep GW-12] [Move up GW-12] [Retire GW-12] [Later GW-12] "
        "[Yes GW-14] [No GW-14] [Later GW-14]"
    )
    assert news[1][1].endswith("[Keep] [Move up] [Retire] [Later]")


def test_what_nobody_took_is_asked_of_the_team() -> None:
    news = tick(desk(live(taker=None)), at("2027-04-19 09:00"))

    assert [who for who, _ in news] == ["team"]


def test_a_requester_is_told_once_that_the_promise_was_broken_and_the_taker_reminded() -> None:
    at_desk = desk(asked(status=Status.TAKEN, taker=PRIYA, reply_by=at("2026-12-10 17:00")))

    news = hourly(at_desk, at("2026-12-08 00:00"), 9)

    assert news == [
        (
            at("2026-12-11 09:00"),
            "Dean Marsh",
            "We said that a person would reply about GW-12, Visitor permits online,"
            " by 5pm on Thursday 10 December. We’re sorry that nobody has yet.\n"
            "Priya Nair in the digital team has it.\n"
            "The digital team still has your request, so you do not need to send it again.",
        ),
        (
            at("2026-12-11 09:00"),
            "Priya Nair",
            "1 person waits to hear from you about what you took.\n"
            "- GW-12 Visitor permits online, asked on Tuesday 8 December 2026."
            " They asked to talk to a person."
            " We said we would reply by 5pm on Thursday 10 December.\n"
            "[Ask] [Later]",
        ),
    ]


def test_a_taker_who_has_said_nothing_is_reminded_again_until_they_do() -> None:
    at_desk = desk(asked(status=Status.TAKEN, taker=PRIYA, reply_by=at("2026-12-10 17:00")))

    to_priya = [hour for hour, who, _ in hourly(at_desk, at("2026-12-08 00:00"), 14) if "P" in who]

    assert to_priya == [at("2026-12-11 09:00"), at("2026-12-18 09:00")]


def test_of_a_level_that_was_said_nobody_asked_to_talk() -> None:
    levelled = asked(status=Status.TAKEN, taker=PRIYA, level=Level.ACCESS)

    (_, (_, text)) = tick(desk(levelled), at("2026-12-16 09:00"))

    assert "They asked to talk" not in text


def test_where_no_time_was_promised_a_requester_is_told_after_five_working_days() -> None:
    at_desk = desk(asked(status=Status.TAKEN, taker=PRIYA))

    ((when, who, text), _) = hourly(at_desk, at("2026-12-08 00:00"), 9)

    assert (when, who) == (at("2026-12-16 09:00"), "Dean Marsh")
    assert text.startswith(
        "You sent us GW-12, Visitor permits online, on Tuesday 8 December 2026."
        " We’re sorry that nobody has replied to you yet."
    )


def test_what_a_person_wrote_cannot_format_the_reminder() -> None:
    at_desk = desk(replace(asked(), title="**{reference}** <b>permits</b>"))

    ((_, text),) = tick(at_desk, at("2026-12-10 09:00"))
    assert "GW-12 **{reference}** <b>permits</b>, asked on" in text


def test_the_button_of_a_new_request_takes_it() -> None:
    at_desk = desk(asked())
    tick(at_desk, at("2026-12-10 09:00"))

    assert [button.press for button in at_desk.said[0].message.buttons] == [
        Taken(12),
        Form("later", 12),
    ]
