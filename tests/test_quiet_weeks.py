"""A week in which nothing came and nothing was decided: one line, and what is overdue."""

from dataclasses import replace
from datetime import date, timedelta

from bot.events import Judged, Verdict
from bot.figures import Figures, Period
from bot.messages import text_of
from bot.requests import Entry, Status
from bot.reviews.digest import digest
from tests.figuring import WEEK, accepted, figured, request
from tests.reviewing import BOOK, TUESDAY, at


def lines(figures: Figures) -> list[str]:
    return text_of(digest(figures, BOOK)).splitlines()


def test_a_quiet_week_is_one_line() -> None:
    quiet = figured(Period(date(2026, 12, 21), date(2026, 12, 27)), sent_elsewhere={"fault": 0})

    assert lines(quiet) == ["No new requests from 21 to 27 December. Nothing is overdue."]


def test_a_week_in_which_somebody_was_told_that_we_are_late_is_not_quiet() -> None:
    assert lines(figured(WEEK, waiting=(request(1, told_late_at=at("2026-12-11 09:00")),)))[1:]


def test_a_week_in_which_the_team_judged_a_block_is_not_quiet() -> None:
    verdict = Judged(1, (Verdict("pay", "GOV.UK Pay", "rejected", "no cash"),), at_review=True)

    assert lines(figured(WEEK, said=(Entry(1, TUESDAY, "Priya Nair", verdict),)))[1:]


def test_a_quiet_week_says_what_is_overdue() -> None:
    late = request(104, reply_by=at("2026-12-10 17:00"))
    not_yet = request(105, "2026-12-11 16:00", reply_by=at("2026-12-15 17:00"))
    heard = request(106, reply_by=at("2026-12-10 17:00"), heard_at=at("2026-12-09 10:00"))
    silent = request(103, "2026-11-09 10:00")

    one = figured(WEEK, waiting=(late, not_yet, heard))
    two = figured(WEEK, waiting=(silent, late, not_yet))

    assert lines(one) == ["No new requests from 7 to 13 December. 1 reply is overdue: GW-104."]
    assert lines(two)[0].endswith("2 replies are overdue: GW-103, GW-104.")


def test_a_quiet_week_says_what_should_be_live_and_looked_at_by_now() -> None:
    late = accepted(107)
    reviewed = replace(accepted(108), status=Status.LIVE, review_on=WEEK.last)
    next_week = replace(reviewed, number=109, review_on=WEEK.last + timedelta(days=1))

    assert lines(figured(WEEK, late=(late,), live=(reviewed, next_week))) == [
        "No new requests from 7 to 13 December. 1 request should be live by now: GW-107. "
        "1 review is overdue: GW-108."
    ]
