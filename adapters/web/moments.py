"""Moments as scripts say them, such as ‘3 working days later, 9:30am’."""

import re
from datetime import date, datetime, time, timedelta
from time import strptime

from adapters.web.dates import day_and_year
from bot.working_days import WorkingDays

_CLOCK = re.compile(r"(\d{1,2})(?::(\d{2}))?(am|pm)")
_LATER = re.compile(r"(\d+) (minutes?|hours?|days?|working days?) later")
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class NoMoment(Exception):
    """Words that name no moment."""


def moment(words: str, now: datetime, days: WorkingDays) -> datetime:
    """The moment that the words name, seen from `now`. Raises NoMoment."""
    day_words, _, clock_words = words.rpartition(", ")
    if not day_words or not _CLOCK.fullmatch(clock_words):
        day_words, clock_words = words, ""
    if found := _LATER.fullmatch(day_words):
        later = _later(int(found[1]), found[2], now, days)
    elif day_words.lower().removeprefix("next ") in _DAYS:
        later = _on(_weekday(day_words.lower().removeprefix("next "), now.date()), now)
    else:
        later = _on(_date(day_words), now)
    return datetime.combine(later, _clock(clock_words), now.tzinfo) if clock_words else later


def _on(day: date, now: datetime) -> datetime:
    return datetime.combine(day, now.timetz())


def _later(n: int, unit: str, now: datetime, days: WorkingDays) -> datetime:
    match unit.removesuffix("s"):
        case "minute":
            return now + timedelta(minutes=n)
        case "hour":
            return now + timedelta(hours=n)
        case "day":
            return _on(now.date() + timedelta(days=n), now)
        case _:
            return _on(days.after(now.date(), n), now)


def _weekday(name: str, today: date) -> date:
    ahead = (_DAYS.index(name) - today.weekday() - 1) % 7 + 1
    return today + timedelta(days=ahead)


def _date(words: str) -> date:
    """For example: Tuesday 8 December 2026. A weekday that is not that day's is refused."""
    try:
        day = date(*strptime(words, "%A %d %B %Y")[:3])
    except ValueError as error:
        raise NoMoment(f"‘{words}’ names no moment") from error
    if day_and_year(day) != words:
        raise NoMoment(f"‘{words}’ names no moment: that is a {day:%A}")
    return day


def _clock(words: str) -> time:
    found = _CLOCK.fullmatch(words)
    if found is None:
        raise NoMoment(f"‘{words}’ is no time of day")
    hour = int(found[1]) % 12 + (12 if found[3] == "pm" else 0)
    return time(hour, int(found[2] or 0))
