"""Why something cannot be done to a request now: said to whoever pressed, and nothing changes."""

import re
from datetime import date

from bot.effects import Known
from bot.events import (
    Asked,
    Event,
    GoLiveMoved,
    HandedOver,
    Held,
    Helped,
    Kept,
    Merged,
    Redacted,
    Released,
    Snoozed,
    Taken,
    Tracked,
    Waits,
    WentLive,
)
from bot.handbook import Handbook
from bot.messages import Message
from bot.requests import Request
from bot.triage import news
from bot.triage.linking import problem_with_merge, repeating
from bot.triage.moves import DeciderEvent, LifeEvent, next_status
from bot.triage.standing import WAITS_FOR
from bot.words.listing import listed

NEAR_YEARS = 10
"""A day further off than this is a slip of the finger, or forged."""

HELPED = ("yes", "partly", "no")
"""What ‘Did this help?’ takes."""

LONGEST_LINK = 500

_LINK = re.compile(r"https://[^\s/?#@]+([/?#]\S*)?")


def is_near(day: date, today: date) -> bool:
    """Whether a day is one that somebody can have meant."""
    return abs(day.year - today.year) <= NEAR_YEARS


def why_not(request: Request, event: LifeEvent, known: Known, book: Handbook) -> Message | None:
    """What keeps this from happening, or None. The state of things is looked at before words."""
    if isinstance(event, DeciderEvent) and not known.decider:
        return news.only_decider(book)
    if next_status(request, type(event)) is None or _is_anothers(request, event, known):
        return news.too_late(request, type(event), book)
    if problem := _problem_with_person(request, event, known):
        person = known.whom.name if known.whom else _named(event)
        return news.one_line(book.words.rich(f"refused.{problem}", name=person))
    if refusal := held_or_not(request, type(event), book):
        return refusal
    if isinstance(event, Redacted) and (refusal := _held_beside(event, known, book)):
        return refusal
    if isinstance(event, Merged) and (problem := problem_with_merge(request, known)):
        named = book.reference(event.into)
        return news.one_line(book.words.rich(f"refused.{problem}", reference=named))
    return news.stale(book) if _is_forged(event, known.at.date()) else None


def held_or_not(request: Request, event: type[Event], book: Handbook) -> Message | None:
    """What a hold keeps from happening, or that there is none to lift; else None."""
    held = bool(request.held)
    wrong = held if event in (Held, Redacted) else event is Released and not held
    name, reference = "held" if held else "not_held", book.reference(request.number)
    return news.one_line(book.words.rich(f"refused.{name}", reference=reference)) if wrong else None


def _held_beside(event: Redacted, known: Known, book: Handbook) -> Message | None:
    """Words go from everything that has them, or from nothing: a hold beside it keeps them too."""
    held = [book.reference(one.number) for one in repeating(event, known, book) if one.held]
    if not held:
        return None
    named = listed(held, book.words)
    return news.one_line(book.words.count("refused.held_beside", len(held), references=named))


def _is_anothers(request: Request, event: LifeEvent, known: Known) -> bool:
    """What somebody has can go on only if they say so themselves."""
    taker = request.taker
    return isinstance(event, Taken) and taker is not None and taker.key != known.person.key


def _problem_with_person(request: Request, event: LifeEvent, known: Known) -> str:
    match event:
        case Asked(whom=whom):
            return problem_with_asked(request, whom, known)
        case HandedOver():
            return problem_with_taker(request, known)
        case _:
            return ""


def problem_with_asked(request: Request, whom: str, known: Known) -> str:
    """What is wrong with the person to be asked: the name of a sentence, or ""."""
    if not whom:
        return "nobody_there" if request.requester.home.is_left else ""
    if known.whom is None:
        return "unknown_person"
    return "same_person" if known.whom.key == known.person.key else ""


def problem_with_taker(request: Request, known: Known) -> str:
    """What is wrong with the person to hand over to: the name of a sentence, or ""."""
    if not known.whom_member:
        return "not_in_team"
    if known.whom is None:
        return "unknown_person"
    if known.whom.key == known.person.key:
        return "same_person"
    if request.taker is not None and known.whom.key == request.taker.key:
        return "has_it_already"
    # It would go straight back to the queue.
    return "is_away" if known.whom.is_away(known.at.date()) else ""


def _named(event: LifeEvent) -> str:
    """The person that an event names, as they were named."""
    person = event.whom if isinstance(event, Asked) else getattr(event, "to", "")
    return str(person).partition(":")[2]


def is_link(text: str) -> bool:
    """Whether it is an address that can be shown as one; empty takes the link away."""
    if not text:
        return True
    return len(text) <= LONGEST_LINK and text.isprintable() and bool(_LINK.fullmatch(text))


def _is_forged(event: LifeEvent, today: date) -> bool:
    """Dates, links and names come back from clients, so they are looked at here too."""
    match event:
        case WentLive(on=day):
            return day is not None and (day > today or not is_near(day, today))
        case GoLiveMoved(on=day) | Kept(review_on=day) | Snoozed(until=day):
            return day < today or not is_near(day, today)
        case Helped(answer=answer):
            return answer not in HELPED
        case Waits(on=on):
            return on not in WAITS_FOR
        case Tracked(link=link):
            return not is_link(link)
        case _:
            return False
