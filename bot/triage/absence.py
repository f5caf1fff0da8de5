"""Who is away: the team's channel is reminded in their place."""

from dataclasses import replace
from datetime import date

from bot.drafts import Conversation
from bot.effects import Know, Known, Say, Turn
from bot.handbook import Handbook
from bot.triage import news
from bot.triage.refusals import is_near
from bot.words.dates import day_and_year


def until(state: Conversation, day: date, known: Known, book: Handbook) -> Turn:
    """Until then the team's channel is reminded in place of them; to be back today ends it."""
    today = book.days.local(known.at).date()
    if day < today or not is_near(day, today):
        return Turn(state, (Say(known.place, news.one_line(book.words.rich("away.past"))),))
    name = "away.until" if day > today else "away.back"
    told = news.one_line(book.words.rich(name, day=day_and_year(day)))
    return Turn(state, (Know(replace(known.person, away_until=day)), Say(known.place, told)))
