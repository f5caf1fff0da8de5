"""What people put off is brought up when its time has come, once."""

from dataclasses import replace
from datetime import datetime

from bot.drafts import Conversation
from bot.effects import Say
from bot.handbook import Handbook
from bot.intake.holding import bring_up
from bot.people import Person
from bot.ports import Work

SLICE = 100
"""Conversations looked at in one transaction."""


def ask_again(work: Work, now: datetime, book: Handbook) -> bool:
    """Bring up one slice of what was put off until now; True if there was any.

    Outside working hours nothing is said, and what is due stays due.
    """
    if not book.days.in_hours(now):
        return False
    found = work.to_ask(now, SLICE)
    for person, state in found:
        asked, said = _brought_up(state, person, now, book)
        work.keep(person.key, asked, now)
        for each in said:
            work.file(each, now)
    return bool(found)


def _brought_up(
    state: Conversation, person: Person, now: datetime, book: Handbook
) -> tuple[Conversation, tuple[Say, ...]]:
    due = [one for one in state.aside if one.ask_at and one.ask_at <= now]
    left = tuple(replace(one, ask_at=None) if one in due else one for one in state.aside)
    said = tuple(Say(person.home, bring_up(one, person, book)) for one in due)
    return replace(state, aside=left), said
