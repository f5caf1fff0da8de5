"""A wish that comes up beside something sent elsewhere: now, or after today? None is lost."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from bot.drafts import Aside, Draft
from bot.effects import Known
from bot.events import Cancelled, Dropped, PutOff, Resumed, WentOn
from bot.handbook import Handbook
from bot.messages import Button, Message, Paragraph, Part, Weight
from bot.people import Person
from bot.understanding.gist import gist_of
from bot.understanding.screening import has_reported
from bot.words.dates import clock, day

ASKED_AT = time(10)
"""When to bring up what was put off: the day has begun, and it is not in the way yet."""


def hold(draft: Draft, known: Known, book: Handbook) -> tuple[tuple[Part, ...], tuple[Button, ...]]:
    """Thanks, and the one thing to choose: when to go on."""
    words, next_day = book.words, _next_day(known, book)
    said = "thanks_reported" if has_reported(draft.text, book.hand_offs) else "thanks"
    tomorrow = _is_tomorrow(next_day, known, book)
    later = words.plain("button.tomorrow") if tomorrow else words.dated(day(next_day))
    buttons = (
        Button(words.plain("button.now"), WentOn(draft.number), Weight.MAIN),
        Button(later, PutOff(draft.number)),
        Button(words.plain("button.cancel"), Cancelled(draft.number)),
    )
    return (Paragraph(words.rich(f"held.{said}")),), buttons


def put_off(draft: Draft, known: Known, book: Handbook) -> tuple[Aside, Message]:
    """Set aside until 10am on the next working day, with what they are told of it."""
    next_day = _next_day(known, book)
    ask_at = datetime.combine(next_day, ASKED_AT, book.days.timezone)
    name = "held.put_off_tomorrow" if _is_tomorrow(next_day, known, book) else "held.put_off"
    text = gist_of(draft.opening[-1].text)
    said = book.words.rich(name, day=day(next_day), time=clock(ask_at), text=text)
    told = Message((Paragraph(said),))
    return Aside(replace(draft, held=False), ask_at), told


def bring_up(aside: Aside, person: Person, book: Handbook) -> Message:
    """Asked once, when its time has come: shall we go on with it?"""
    draft, words = aside.draft, book.words
    said_on = day(book.days.local(draft.said[-1].at))
    text = gist_of(draft.opening[-1].text)
    asked = words.rich("held.shall_we", name=person.first_name, day=said_on, text=text)
    buttons = (
        Button(words.plain("button.yes"), Resumed(draft.number), Weight.MAIN),
        Button(words.plain("button.no"), Dropped(draft.number)),
    )
    return Message((Paragraph(asked),), buttons)


def _next_day(known: Known, book: Handbook) -> date:
    return book.days.after(book.days.local(known.at).date(), 1)


def _is_tomorrow(next_day: date, known: Known, book: Handbook) -> bool:
    return next_day - book.days.local(known.at).date() == timedelta(days=1)
