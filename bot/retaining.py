"""What is older than is kept goes: a slice a tick, at night, and nothing that is on hold."""

from datetime import date, datetime

from bot.catalogue.chores import months_after
from bot.erasing import record, take_out
from bot.handbook import Handbook
from bot.ports import Work
from bot.ports.erasing import Changes
from bot.redacting import write_anew_later
from bot.requests import Request
from bot.triage import card
from bot.triage.forgetting import of_old

LOOKED_ON = "retention looked at"
"""By this name it is remembered on which day all that was too old had gone."""

GOING_ON = "retention going on"
"""By this name, that something has gone since."""

MESSAGES, REQUESTS, PEOPLE = 1_000, 10, 10
"""Messages and requests that go in one transaction, and people of whom one goes."""


def retain(work: Work, now: datetime, book: Handbook) -> bool:
    """Let go of one slice; True if there may be more. Quick when nothing is due."""
    here = book.days.local(now)
    if not _is_time(work.recall(LOOKED_ON), here, book):
        return False
    if _messages(work, here, book) or _requests(work, here, book) or _person(work, here, book):
        work.remember(GOING_ON, str(here.date()))
        return True
    work.remember(LOOKED_ON, str(here.date()))
    if work.recall(GOING_ON):
        work.remember(GOING_ON, "")
        write_anew_later(work)
    return False


def _is_time(looked_on: str | None, here: datetime, book: Handbook) -> bool:
    """Once a day, while nobody works; after two days at any hour."""
    days = (here.date() - date.fromisoformat(looked_on)).days if looked_on else 1
    return days > 1 or (days == 1 and not book.days.in_hours(here))


def _before(months: int, here: datetime) -> datetime:
    day = months_after(here.date(), -months)
    return here.replace(year=day.year, month=day.month, day=day.day)


def _messages(work: Work, here: datetime, book: Handbook) -> int:
    months = book.kept.messages
    return work.forget_messages(_before(months, here), MESSAGES) if months else 0


def _requests(work: Work, here: datetime, book: Handbook) -> int:
    if not book.kept.requests:
        return 0
    old = work.long_over(_before(book.kept.requests, here), REQUESTS)
    for request in old:
        _take_words_out(request, work, here, book)
    return len(old)


def _take_words_out(request: Request, work: Work, now: datetime, book: Handbook) -> None:
    """Of it, of what happened to it, and of those that name it; in chat its card is as it was."""
    out = of_old(request, book)
    work.save(left := out.request(request))
    for other in work.related(request.number):
        if (after := out.request(other)) != other and not other.held:
            work.save(after)
    drawn = card.draw(left, book, work.people(left.joined))
    changes = Changes(out.event, lambda _: drawn, out.conversation, out.text)
    work.reword(request.number, card.name(request.number), changes)
    record(request, book.words.plain("erase.old"), work, now)


def _person(work: Work, here: datetime, book: Handbook) -> bool:
    """Whoever has nothing left here; with both settings alone, for else their words are left."""
    if not book.kept.requests:
        return False
    silent = work.long_silent(_before(book.kept.messages, here), PEOPLE)
    return any(not take_out(one, work, here, book).held for one in silent)
