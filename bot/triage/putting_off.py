"""The dialog in which somebody puts a reminder off, dismisses it, or says that it is not theirs."""

from datetime import date

from bot.events import Dismissed, NotMine, Snoozed
from bot.handbook import Handbook
from bot.messages import Choice, Field, FieldKind
from bot.requests import Request
from bot.triage.judging import Label
from bot.triage.sheet import Sheet

TOMORROW, NEXT_WEEK, ON_DAY, DISMISS, NOT_MINE = (
    *("tomorrow", "next_week", "on_day", "dismiss", "not_mine"),
)


def draw(request: Request, _: date, __: Handbook, label: Label) -> tuple[Field, ...]:
    """Only who has something can say that it is not theirs."""
    own = (NOT_MINE,) if request.taker else ()
    keys = (TOMORROW, NEXT_WEEK, ON_DAY, DISMISS, *own)
    until, choices = label("later_until"), tuple(Choice(k, label(f"later_{k}")) for k in keys)
    return (
        Field("until", until, FieldKind.CHOICE, "", TOMORROW, choices, required=True),
        Field("on", label("later_on"), FieldKind.DAY, label("later_on_hint")),
    )


def read(request: Request, sheet: Sheet, book: Handbook) -> Snoozed | Dismissed | NotMine:
    """When to be reminded again, if at all."""
    until = sheet.one_of("until", (TOMORROW, NEXT_WEEK, ON_DAY, DISMISS, NOT_MINE))
    if until == DISMISS:
        return Dismissed(request.number)
    if until == NOT_MINE:
        return NotMine(request.number)
    if until == ON_DAY:
        return Snoozed(request.number, sheet.coming_day("on"))
    monday = 7 - sheet.today.weekday()
    days = book.days
    days_off = {NEXT_WEEK: days.first_from(date.fromordinal(sheet.today.toordinal() + monday))}
    return Snoozed(request.number, days_off.get(until, days.after(sheet.today, 1)))
