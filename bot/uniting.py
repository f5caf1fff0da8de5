"""Two who are one person: their requests, drafts and questions are one's from now on."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.drafts import Aside, Conversation
from bot.effects import Say
from bot.handbook import Handbook
from bot.people import Person
from bot.ports import Work
from bot.requests import Request
from bot.triage import card

LINKED = "linked person"
"""With the key that is no longer used behind it, by this name it is remembered who they are."""


def unite(one: Person, other: Person, work: Work, now: datetime, book: Handbook) -> Person:
    """The one of them who has been known for longer, with all that is the other's."""
    first, second = sorted((one, other), key=lambda each: each.key)
    person = _both(first, second, work)
    along = work.asked_along_by((first.key, second.key))
    states = [work.conversation(each.key) for each in (first, second)]
    work.unite(person, second.key)
    work.know(person)
    work.keep(person.key, together(*states), now)
    for request in filter(None, map(work.request, along)):
        _save(_as_one(request, first.key, second.key), work, now, book)
    work.remember(f"{LINKED} {second.key}", f"person {first.key}, {now.isoformat()}")
    return person


def _both(first: Person, second: Person, work: Work) -> Person:
    """They are met where they were last."""
    never = datetime.min.replace(tzinfo=UTC)
    last = max(first, second, key=lambda each: work.last_said(each.home) or never)
    away = max(filter(None, (first.away_until, second.away_until)), default=None)
    name, service = last.name or first.name, first.service or second.service
    return Person(first.key, name, service, last.home, away)


def together(one: Conversation, other: Conversation) -> Conversation:
    """Both conversations as one; of two requests under way the second is set aside."""
    draft, second = one.draft or other.draft, one.draft and other.draft
    begun = (Aside(second),) if second and not second.hand_off else ()
    return Conversation(
        draft,
        asked=(*one.asked, *other.asked),
        introduced=one.introduced or other.introduced,
        aside=(*one.aside, *other.aside, *begun),
        suggested=(*one.suggested, *other.suggested),
        on_behalf=one.on_behalf or other.on_behalf,
        beginning=one.beginning or other.beginning,
        helping=tuple(dict.fromkeys((*one.helping, *other.helping))),
        files=(*one.files, *other.files),
    )


def _as_one(request: Request, person: int, gone: int) -> Request:
    """Whoever needs the same as they do themselves is nobody else."""
    joined = dict.fromkeys(person if each == gone else each for each in request.joined)
    if request.requester.key == person:
        joined.pop(person, None)
    joined_for = (replace(one, by=person) if one.by == gone else one for one in request.joined_for)
    return replace(request, joined=tuple(joined), joined_for=tuple(joined_for))


def _save(request: Request, work: Work, now: datetime, book: Handbook) -> None:
    """With its people as they are now, on its card too."""
    work.save(request)
    team = book.rooms.of(request.made_on).team
    drawn = card.draw(request, book, work.people(request.joined))
    work.file(Say(team, drawn, card=card.name(request.number)), now)
