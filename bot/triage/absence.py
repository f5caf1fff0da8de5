"""Who is away: what they have goes back to the queue, and the team is reminded in their place."""

from dataclasses import replace

from bot.drafts import Conversation
from bot.effects import Know, Known, Say, Turn
from bot.handbook import Handbook
from bot.triage import news
from bot.triage.refusals import is_near
from bot.words.dates import day_and_year
from bot.words.days import day_said


def until(state: Conversation, said: str, known: Known, book: Handbook) -> Turn:
    """They are away until the day that they said, which is said back; today ends it."""
    today = book.days.local(known.at).date()
    day = day_said(said, today, book.words)
    if day is None or day < today or not is_near(day, today):
        name = "away.past" if day else "away.unknown"
        told = news.one_line(book.words.rich(name, said=said))
        return Turn(state, (Say(known.place, told),))
    name = "away.until" if day > today else "away.back"
    told = news.one_line(book.words.rich(name, day=day_and_year(day)))
    return Turn(state, (Know(replace(known.person, away_until=day)), Say(known.place, told)))
