"""The weeks of the digest: which one is due, which were missed, and how they are written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.figures import Period
from bot.words.dates import Dated, Style
from bot.words.rich import Rich, Words
from bot.working_days import WorkingDays

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class DuePeriod:
    """The latest week whose digest is due, and the weeks before it that never had one.

    `late` says that the first of them should have been posted on an earlier day.
    """

    period: Period
    missed: tuple[Period, ...] = ()
    late: bool = False


def week_of(when: date) -> Period:
    """The week, Monday to Sunday, in which a day falls."""
    first = when - timedelta(days=when.weekday())
    return Period(first, first + timedelta(days=6))


def week_before(when: date) -> Period:
    """The latest week that is over on this day."""
    return week_of(when - _WEEK)


def week_named(name: str) -> Period:
    """The week of a name such as 2026-W50 (ISO 8601). Raises ValueError for any other."""
    found = re.fullmatch(r"(\d{4})-W(\d{2})", name)
    if not found:
        raise ValueError(f"‘{name}’ is no week: write it as 2026-W50")
    year, week = int(found[1]), int(found[2])
    if not (year and 1 <= week <= date(year, 12, 28).isocalendar().week):
        raise ValueError(f"{year} has no week {week}")
    return week_of(date.fromisocalendar(year, week, 1))


def instants(period: Period, days: WorkingDays) -> tuple[datetime, datetime]:
    """From the midnight it begins to the midnight after it, by our clocks."""
    midnight = time(0)
    return (
        datetime.combine(period.first, midnight, days.timezone),
        datetime.combine(period.last + timedelta(days=1), midnight, days.timezone),
    )


def due_period(
    now: datetime, posted: date | None, began_on: date | None, days: WorkingDays, at: time
) -> DuePeriod | None:
    """What to post now: a week is due at `at` on the first working day after it.

    `posted` is the first day of the latest week whose digest was posted. Nothing is due for a week
    before the one in which anything began.
    """
    first = posted + _WEEK if posted else began_on
    if first is None:
        return None
    due = tuple(_due_since(week_of(first), now, days, at))
    if not due:
        return None
    late = _posting_day(due[0], days) < days.local(now).date()
    return DuePeriod(due[-1], due[:-1], late)


def _due_since(period: Period, now: datetime, days: WorkingDays, at: time) -> Iterator[Period]:
    while datetime.combine(_posting_day(period, days), at, days.timezone) <= now:
        yield period
        period = week_of(period.first + _WEEK)


def _posting_day(period: Period, days: WorkingDays) -> date:
    return days.first_from(period.last + timedelta(days=1))


def in_full(period: Period, words: Words) -> Rich:
    """For example: Monday 7 to Sunday 13 December 2026."""
    first, last = period.first, period.last
    begins = Style.DAY_OF_WEEK if first.month == last.month else Style.DAY
    if first.year != last.year:
        begins = Style.DAY_AND_YEAR
    return _from_to(Dated(first, begins), Dated(last, Style.DAY_AND_YEAR), words)


def in_short(period: Period, words: Words) -> Rich:
    """For example: 21 to 27 December."""
    first, last = period.first, period.last
    begins = Style.DAY_OF_MONTH if first.month == last.month else Style.DAY_AND_MONTH
    return _from_to(Dated(first, begins), Dated(last, Style.DAY_AND_MONTH), words)


def _from_to(first: Dated, last: Dated, words: Words) -> Rich:
    return words.rich("dates.from_to", first=first, last=last)
