"""Days as people say them: Friday, next Monday, 12 January, 2026-12-24."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from bot.words.dates import DAYS, MONTHS
from bot.words.rich import Words

_WEEK = 7

_Reader = Callable[[str, date, Words], date | None]


def day_said(text: str, today: date, words: Words) -> date | None:
    """The day that somebody means, or None where it is no day that we know.

    A weekday is the next one of its name after today; with ‘next’ before it, the one of next week.
    Without a year it is the first such day from today.
    """
    small = words.typed("day.small")
    parts = text.casefold().replace(",", " ").rstrip(" .!").split()
    said = " ".join(part for part in parts if part not in small)
    return next((day for read in _READERS if (day := read(said, today, words))), None)


def _in_figures(said: str, today: date, _: Words) -> date | None:
    """2026-12-24; or 24/12/2026, 24.12.2026 or 24-12-2026, with or without its year."""
    if found := re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", said):
        return _made(int(found[1]), int(found[2]), int(found[3]))
    if found := re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?", said):
        return _of_year(int(found[1]), int(found[2]), found[3], today)
    return None


def _near(said: str, today: date, words: Words) -> date | None:
    """Today, tomorrow, or next week, which begins on its Monday."""
    if said in words.typed("day.today"):
        return today
    if said in words.typed("day.tomorrow"):
        return today + timedelta(1)
    return _next_week(today) if said in words.typed("day.next_week") else None


def _weekday(said: str, today: date, words: Words) -> date | None:
    after = next((one for one in words.typed("day.next") if said.startswith(f"{one} ")), "")
    n = _index(said.removeprefix(after).strip(), DAYS, words)
    if n is None:
        return None
    if after:
        return _next_week(today) + timedelta(n)
    return today + timedelta((n - today.weekday() - 1) % _WEEK + 1)


def _next_week(today: date) -> date:
    return today + timedelta(_WEEK - today.weekday())


def _day_and_month(said: str, today: date, words: Words) -> date | None:
    """12 January, 12th Jan 2027, January 12; a weekday before it is not looked at."""
    parts = said.split()
    if len(parts) > 1 and _index(parts[0], DAYS, words) is not None:
        parts = parts[1:]
    months = [n for part in parts if (n := _index(part, MONTHS, words)) is not None]
    figures = [one for part in parts if (one := _figure(part))]
    if len(months) != 1 or len(figures) not in (1, 2) or len(figures) != len(parts) - 1:
        return None
    day, year = figures[0], "".join(figures[1:])
    return _of_year(int(day), months[0] + 1, year, today) if len(year) in (0, 4) else None


def _figure(part: str) -> str:
    """12, 12th or 2027; "" for anything else."""
    found = re.fullmatch(r"(\d{1,2})[^\W\d]{0,2}|\d{4}", part)
    return (found[1] or found[0]) if found else ""


_READERS: tuple[_Reader, ...] = (_in_figures, _near, _weekday, _day_and_month)


def _index(said: str, names: Iterable[str], words: Words) -> int | None:
    """Which of these days or months it names, whole or short."""
    called = (_names(one, words) for one in names)
    return next((n for n, either in enumerate(called) if said in either), None)


def _names(name: str, words: Words) -> Iterator[str]:
    for key in (f"dates.{name}", f"dates.short_{name}"):
        yield words.plain(key).casefold()


def _of_year(n: int, month: int, year: str | None, today: date) -> date | None:
    """That day of the year that was said, or the first such day from today within 8 years."""
    if year:
        return _made(int(year), month, n)
    made = (_made(today.year + later, month, n) for later in range(_LEAP))
    return next((day for day in made if day and day >= today), None)


_LEAP = 9
"""Years in which every day of the calendar comes up: 29 February may skip a leap year."""


def _made(year: int, month: int, n: int) -> date | None:
    try:
        return date(year, month, n)
    except ValueError:
        return None
