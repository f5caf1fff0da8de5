"""Who hears of a step in a request's life, and what is open in their conversations from then on."""

from collections.abc import Iterator

from bot.drafts import TeamQuestion
from bot.effects import Dismiss, Effect, Expect, Known, Say, Settle
from bot.events import (
    Answered,
    Asked,
    Dismissed,
    HandedOver,
    Held,
    Helped,
    Judged,
    Kept,
    LetGo,
    Merged,
    MovedUp,
    Noted,
    NotMine,
    Released,
    Retired,
    Retitled,
    Snoozed,
    Tracked,
)
from bot.handbook import Handbook
from bot.messages import Message
from bot.people import Person, PlaceKind
from bot.requests import OVER, Request
from bot.triage import handing_over, judging, merging, news
from bot.triage.moves import LifeEvent, TeamEvent

_UNHEARD = (Tracked, Noted, Judged, Snoozed, Dismissed, NotMine, Held, Released, Retitled)
"""Of these nobody hears but the team."""


def told(request: Request, event: LifeEvent, known: Known, book: Handbook) -> tuple[Effect, ...]:
    """Everything that is said outside the channel; `request` is as it is afterwards."""
    if isinstance(event, Helped):
        return (*_say(known.person, news.of(request, event, known, book)),)
    requester = _say(request.requester, news.of(request, event, known, book))
    joined = news.for_joined(request, event, known, book)
    others = (say for person in known.joined for say in _say(person, joined))
    team = _to_team(request, event, known, book)
    return (*requester, *others, *team, *_open_from_now(request, event, known, book))


def _say(person: Person, message: Message) -> Iterator[Say]:
    if message.parts:
        yield Say(person.home, message)


def _to_team(request: Request, event: LifeEvent, known: Known, book: Handbook) -> Iterator[Effect]:
    """To whoever is concerned by it besides who asked, and to the presser out of the channel."""
    had_it = known.request.taker if known.request else None
    if known.whom and isinstance(event, HandedOver):
        yield Say(known.whom.home, handing_over.to_you(request, known, book))
    if had_it and isinstance(event, HandedOver | LetGo) and had_it.key != known.person.key:
        yield Say(had_it.home, handing_over.from_you(request, event, known, book))
    if isinstance(event, Merged) and known.other and known.other.requester != request.requester:
        yield Say(known.other.requester.home, merging.took_in(known.other, book))
    if isinstance(event, Asked) and news.asked(request, known) != request.requester:
        yield Say(news.asked(request, known).home, news.question(request, event, known, book))
    if isinstance(event, Answered) and known.person.key != request.requester.key:
        yield Say(known.person.home, news.passed_on(request, book))
    if isinstance(event, Kept | MovedUp | Retired) and judging.blocks_of(request):
        yield Say(known.person.home, news.do_blocks_fit(request, book))
    if isinstance(event, TeamEvent) and known.place.kind is PlaceKind.DIRECT:
        # Pressed on a reminder, out of sight of the card and its thread.
        unheard = isinstance(event, _UNHEARD)
        yield Say(known.place, news.noted(request, book, told=not unheard))


def _open_from_now(
    request: Request, event: LifeEvent, known: Known, book: Handbook
) -> Iterator[Effect]:
    """A question is open until it is answered, or nobody needs the answer any more."""
    if isinstance(event, Asked):
        question = TeamQuestion(request.number, event.text)
        yield Expect(news.asked(request, known), question)
    elif isinstance(event, Answered):
        yield Settle(known.person, request.number, event.text)
    elif request.status in OVER:
        yield Dismiss(request.requester, request.number)
        for person in known.asked:
            yield Say(person.home, news.not_needed(request, book))
            yield Dismiss(person, request.number)
