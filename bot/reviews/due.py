"""When the clock should look at a request, and what it finds due there. Pure."""

from datetime import date, datetime
from enum import StrEnum

from bot.figures import Brief
from bot.requests import COLLEAGUE, OPEN, Request, Status
from bot.working_days import WorkingDays

UNTOUCHED_FOR = 2
"""Working days after which the team is reminded of a new request that nobody has taken."""

HELPED_AFTER = 10
"""Working days in use after which those who need it are asked whether it helps."""

HEARD_WITHIN = 5
"""Working days after which the requester is told that nobody replied, where none was promised."""


class Due(StrEnum):
    """What can be due: reminders, and three things to say to whoever needs it.

    `unheard` is of what somebody took and has not replied to on the day after a reply was promised
    or expected. `unanswered` is a question to the requester, `no_answer` one to a
    colleague, or to a requester who has been erased.
    """

    UNTOUCHED = "untouched"
    UNHEARD = "unheard"
    UNANSWERED = "unanswered"
    NO_ANSWER = "no_answer"
    GO_LIVE = "go_live"
    REVIEW = "review"
    PROMISE_PASSED = "promise_passed"
    HELPED = "helped"
    SLIPPED = "slipped"


AGAIN_AFTER = 5
"""Working days from a reminder that changed nothing to the next one."""

ANSWERED_WITHIN = 3
"""Working days after which somebody is reminded of a question that has no answer."""


def next_look(request: Request, days: WorkingDays, now: datetime) -> datetime | None:
    """When to look at the request next: never in the past, and None where nothing can fall due."""
    moments = _falls_due(request, days).values()
    return max(min(moments), now) if moments else None


def what_is_due(request: Request, now: datetime, days: WorkingDays) -> tuple[Due, ...]:
    """What there is to say about the request now, the reminder first."""
    return tuple(due for due, moment in _falls_due(request, days).items() if moment <= now)


def _falls_due(request: Request, days: WorkingDays) -> dict[Due, datetime]:
    moments: dict[Due, datetime] = {}
    reminder = _reminder(request, days)
    if reminder:
        due, day = reminder
        moments[due] = days.opening(_unless_reminded(day, request, days))
    if request.status in OPEN and request.heard_at is None and request.told_late_at is None:
        moments[Due.PROMISE_PASSED] = reply_expected(request, days)
    if request.status is Status.LIVE and request.live_on and not request.asked_if_helped_at:
        moments[Due.HELPED] = days.opening(days.after(request.live_on, HELPED_AFTER))
    if slipped := _slipped(request, days):
        moments[Due.SLIPPED] = days.opening(slipped)
    return moments


def _slipped(request: Request, days: WorkingDays) -> date | None:
    """The working day after the planned one; None where they have heard that it was missed."""
    planned, told = request.go_live_on, request.told_slipped_at
    if request.status is not Status.ACCEPTED or planned is None:
        return None
    if told and days.local(told).date() > planned:
        return None
    return days.after(days.first_from(planned), 1)


def _reminder(request: Request, days: WorkingDays) -> tuple[Due, date] | None:
    if request.dismissed == request.status:
        return None
    match request.status:
        case Status.NEW:
            return Due.UNTOUCHED, days.after(days.counts_from(request.asked_at), UNTOUCHED_FOR)
        case Status.TAKEN if request.heard_at is None:
            return Due.UNHEARD, days.after(days.local(reply_expected(request, days)).date(), 1)
        case Status.WAITING if request.waiting_since and request.waits_for in ("", COLLEAGUE):
            others = bool(request.waits_for) or request.requester.home.is_left
            due = Due.NO_ANSWER if others else Due.UNANSWERED
            return due, days.after(days.counts_from(request.waiting_since), ANSWERED_WITHIN)
        case Status.ACCEPTED if request.go_live_on:
            return Due.GO_LIVE, days.first_from(request.go_live_on)
        case Status.LIVE if request.review_on:
            return Due.REVIEW, days.first_from(request.review_on)
        case _:
            return None


def _unless_reminded(day: date, request: Request, days: WorkingDays) -> date:
    """The day it fell due or was put off to, or the next time after a reminder that came since."""
    if request.snoozed_until and request.snoozed_until > day:
        day = days.first_from(request.snoozed_until)
    if request.reminded_at is None or days.local(request.reminded_at).date() < day:
        return day
    return days.after(days.local(request.reminded_at).date(), AGAIN_AFTER)


def reply_expected(request: Request | Brief, days: WorkingDays) -> datetime:
    """The promised time, or the one after which silence is too long where none was promised."""
    return request.reply_by or days.reply_by(request.asked_at, HEARD_WITHIN)
