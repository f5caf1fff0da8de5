"""Days and times, put into words by the sentences of section `dates`, as GOV.UK style has them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MIDNIGHT, _MIDDAY = (0, 0), (12, 0)


class Style(StrEnum):
    """How much of a day or a time is said, by the name of its sentence."""

    DAY = "day"
    DAY_AND_YEAR = "day_and_year"
    SHORT_DAY = "short_day"
    STAMP = "stamp"
    MONTH_AND_YEAR = "month_and_year"
    DAY_AND_MONTH = "day_and_month"
    DAY_OF_MONTH = "day_of_month"
    DAY_OF_WEEK = "day_of_week"
    CLOCK = "clock"
    WEEKDAY = "weekday"
    MONTH = "month"
    SHORT_WEEKDAY = "short_weekday"
    SHORT_MONTH = "short_month"


@dataclass(frozen=True, slots=True)
class Dated:
    """A day or a time that is still to be put into words. A clock or a stamp is of a datetime."""

    when: date
    style: Style

    def __str__(self) -> str:
        raise TypeError("a day is put into words by Words, which knows the language")


def day(when: date) -> Dated:
    """For example: Thursday 10 December."""
    return Dated(when, Style.DAY)


def day_and_year(when: date) -> Dated:
    """For example: Thursday 10 December 2026."""
    return Dated(when, Style.DAY_AND_YEAR)


def short_day(when: date) -> Dated:
    """For example: 10 December 2026."""
    return Dated(when, Style.SHORT_DAY)


def month_and_year(when: date) -> Dated:
    """For example: December 2026."""
    return Dated(when, Style.MONTH_AND_YEAR)


def clock(when: datetime) -> Dated:
    """For example: 9:44am, 5pm, midday or midnight."""
    return Dated(when, Style.CLOCK)


def stamp(when: datetime) -> Dated:
    """For example: Tue 8 Dec, 9:44am."""
    return Dated(when, Style.STAMP)


def name_of(dated: Dated) -> str:
    """The name of its sentence."""
    when, style = dated.when, dated.style
    match style:
        case Style.CLOCK:
            return _name_of_time(when)
        case Style.WEEKDAY:
            return DAYS[when.weekday()]
        case Style.SHORT_WEEKDAY:
            return f"short_{DAYS[when.weekday()]}"
        case Style.MONTH:
            return MONTHS[when.month - 1]
        case Style.SHORT_MONTH:
            return f"short_{MONTHS[when.month - 1]}"
        case _:
            return str(style)


def _name_of_time(when: date) -> str:
    hour, minute = _time_of(when)
    if (hour, minute) == _MIDNIGHT:
        return "midnight"
    if (hour, minute) == _MIDDAY:
        return "midday"
    half = "morning" if hour < _MIDDAY[0] else "afternoon"
    return f"{half}_and_minutes" if minute else half


def _time_of(when: date) -> tuple[int, int]:
    return (when.hour, when.minute) if isinstance(when, datetime) else _MIDNIGHT


def parts_of(dated: Dated) -> Mapping[str, "str | int | Dated"]:
    """What its sentence may name."""
    when, style = dated.when, dated.style
    if style is Style.CLOCK:
        hour, minute = _time_of(when)
        return {"hour": hour % 12 or 12, "minutes": f"{minute:02}"}
    named = (Style.WEEKDAY, Style.MONTH, Style.SHORT_WEEKDAY, Style.SHORT_MONTH)
    if style in named:
        return {}
    words = {str(each): Dated(when, each) for each in (*named, Style.CLOCK)}
    return {**words, "n": when.day, "year": when.year}
