"""Days and times on the page and in scripts, which are in English as the page’s own labels are."""

from datetime import date, datetime

_NAMED = {(0, 0): "midnight", (12, 0): "midday"}


def day_and_year(when: date) -> str:
    """For example: Thursday 10 December 2026."""
    return f"{when:%A} {when.day} {when:%B} {when.year}"


def clock(when: datetime) -> str:
    """For example: 9:44am, 5pm, midday or midnight."""
    if name := _NAMED.get((when.hour, when.minute)):
        return name
    minutes = f":{when:%M}" if when.minute else ""
    return f"{when.hour % 12 or 12}{minutes}{'am' if when.hour < 12 else 'pm'}"
