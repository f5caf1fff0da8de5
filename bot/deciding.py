"""From an event to the room that decides it: what must be known first, then the decision.

Every change of a request also redraws its card and adds a line to the card's thread: that is done
here, once, so no decision can forget it.
"""

from collections.abc import Iterator
from dataclasses import replace

from bot import confirming, following, helping, looking, prefacing
from bot.commands import AwayUntil, Command, NewFor, Word
from bot.drafts import Conversation
from bot.effects import Effect, Known, Needs, Save, Say, Turn
from bot.events import (
    Added,
    Adopted,
    Amended,
    Answered,
    Asked,
    Attended,
    Began,
    Changed,
    Confirmed,
    Deleted,
    Described,
    Edited,
    Event,
    Filled,
    GapTaken,
    GoneBack,
    HandedOver,
    Helped,
    Joined,
    Merged,
    MovedUp,
    Overheard,
    Proposed,
    Redacted,
    Reworded,
    Said,
    Split,
    Stale,
    Suggested,
    TookIn,
)
from bot.handbook import Handbook
from bot.intake import conversation, starting
from bot.intake.handing_off import is_urgent, ring_now
from bot.labels import asked_aside, press_of
from bot.messages import Done, Message, Open, Quiet
from bot.people import Place, PlaceKind
from bot.requests import Request
from bot.reviews.due import next_look
from bot.triage import absence, adopting, card, going_live, news, tending, thread, upkeep
from bot.triage.decisions import decide as decide_life
from bot.triage.moves import ENDS, LifeEvent, OwnEvent, TeamEvent


def meant(event: Event, state: Conversation, place: Place, book: Handbook) -> Event:
    """A typed label is the press of its button; every other event is what it is.

    Elsewhere no buttons are in sight, but who asks after a request is heard, and after a slash
    command who asks for a person too. In a channel a press would be answered to nobody.
    """
    if not isinstance(event, Said) or event.files:
        return event
    if place.kind is PlaceKind.DIRECT:
        return press_of(event.text, state, book) or event
    asked = asked_aside(event.text, state, book) or event
    return event if place.kind is PlaceKind.CHANNEL and not isinstance(asked, Said) else asked


def is_in_passing(event: Event) -> bool:
    """Whether it was not said to us, so that only those whom we know can mean anything by it."""
    not_to_us = isinstance(event, Amended | Deleted) and not event.before
    return not_to_us or isinstance(event, Overheard)


def needs(event: Event, book: Handbook) -> Needs:
    """What has to be known to decide this."""
    match event:
        case Said(text):
            command = book.command_in(text)
            return looking.needs_of_command(command) if command else Needs()
        case MovedUp(request=request) | Split(request=request):
            return Needs(request=request, number=True)
        case Merged(request=request, into=other):
            return Needs(request=request, other=other, asked=True)
        case Redacted(request=request):
            return Needs(request=request, record=True)
        case Amended() | Deleted():
            return Needs(mine=True)
        case Changed(capability=block, values=values):
            return Needs(called=values.get("steward", ""), of_blocks=(block,))
        case GapTaken(request=request):
            return Needs(request=request, gaps=1)
        case _:
            about, ends = getattr(event, "request", None), type(event) in ENDS
            built = tuple(block.id for block in going_live.to_build(event, book))
            return Needs(request=about, whom=whom(event), asked=ends, of_blocks=built)


def whom(event: Event) -> str:
    """The PERSON that an event names, or ""."""
    match event:
        case Asked(whom=named) | HandedOver(to=named) | Suggested(author=named):
            return named
        case _:
            return ""


def is_for_team(event: Event | None) -> bool:
    """Whether it may be something that only the digital team can do."""
    return isinstance(event, TeamEvent | Adopted | Proposed | GapTaken | Attended | Filled)


def decide(state: Conversation, event: Event, known: Known, book: Handbook) -> Turn:
    """The decision, with the cards and threads that follow from it."""
    if isinstance(event, Overheard) and not known.under:
        return Turn(state)
    if known.place.kind is PlaceKind.ASIDE:
        return _aside(state, event, known, book)
    if known.place.kind is PlaceKind.CHANNEL and not book.rooms.is_team(known.place):
        return _in_passing(state, event, known, book)
    writes = isinstance(event, Said) and known.place.kind is PlaceKind.DIRECT
    turn = _decide(state, event, known, book)
    if turn.wants is not None:
        return turn
    if turn.effects or turn.state != state:
        turn = prefacing.left_out(turn, event, known, book)
    turn = prefacing.introduced(turn, known, book, writes=writes)
    return replace(turn, effects=tuple(_followed(turn.effects, known, book)))


def by_itself(event: LifeEvent, known: Known, book: Handbook) -> Turn:
    """What nobody pressed, for time brought it about."""
    turn = decide_life(Conversation(), event, known, book)
    return replace(turn, effects=tuple(_followed(turn.effects, known, book)))


def _in_passing(state: Conversation, event: Event, known: Known, book: Handbook) -> Turn:
    """In a channel where others read, one line; the conversation goes on in the direct message."""
    turn = decide(state, event, replace(known, place=known.person.home), book)
    if turn.wants is not None or not isinstance(event, Said):
        return turn  # what was pressed there was pressed in private
    return replace(turn, effects=(_goes_on(known, book), *turn.effects))


def _aside(state: Conversation, event: Event, known: Known, book: Handbook) -> Turn:
    """A command that only looks is answered aside; all else goes on in the direct message."""
    text = event.text if isinstance(event, Said) else ""
    command = book.command_in(text)
    if command is Word.FORM:
        return Turn(state, answer=Open(starting.draw(book)))
    away = isinstance(command, AwayUntil) and known.member
    if command and not (away or _begins(command) or _resumes(command, state)):
        return Turn(state, answer=Quiet(looking.answer(command, state, known, book)))
    turn = decide(state, event, replace(known, place=known.person.home), book)
    if turn.wants is not None or turn.answer != Done():
        return turn
    at_once = [each.message for each in turn.effects if isinstance(each, Say)][:1]
    here = at_once[0] if at_once and is_urgent(text, book) else _in_private(known, book)
    return replace(turn, answer=Quiet(here))


def _goes_on(known: Known, book: Handbook) -> Say:
    return Say(known.place, _in_private(known, book))


def _in_private(known: Known, book: Handbook) -> Message:
    return news.one_line(book.words.rich("help.in_passing", name=known.person.first_name))


def _followed(effects: tuple[Effect, ...], known: Known, book: Handbook) -> Iterator[Effect]:
    """After each change of a request: when to look at it again, its card, its thread."""
    for effect in effects:
        if not isinstance(effect, Save):
            yield effect
            continue
        request = effect.request
        due = replace(request, remind_at=next_look(request, book.days, known.at))
        name, team = card.name(request.number), book.rooms.of(request.made_on).team
        yield replace(effect, request=due)
        askers = (one.requester for one in (known.request, known.other) if one)
        joined = (*known.joined, *known.other_joined, *known.others)
        others = (*joined, known.person, *askers)
        yield Say(team, card.draw(request, book, others), card=name)
        yield Say(team, thread.line(request, effect.because, known, book), thread=name)


def _decide(state: Conversation, event: Event, known: Known, book: Handbook) -> Turn:
    match event:
        case Said():
            return _said(state, event, known, book)
        case Confirmed():
            return confirming.confirmed(state, event, known, book)
        case Stale() | Filled() | Joined() | TookIn() | GoneBack():
            return Turn(state, answer=Quiet(news.stale(book)))
        case Deleted():
            anew = confirming.changed(state, event, known, book)
            return anew or following.deleted(state, event, known, book)
    if is_urgent(_filled_in(event), book):
        return ring_now(state, known, book)
    if isinstance(event, Amended):
        anew = confirming.changed(state, event, known, book)
        return anew or following.amended(state, event, known, book)
    if isinstance(event, Overheard):
        return confirming.overheard(state, event, known, book)
    if isinstance(event, TeamEvent | Adopted | Proposed | GapTaken) and not known.member:
        return Turn(state, answer=Quiet(news.only_team(book)))
    if isinstance(event, Attended):
        return upkeep.decide(state, event, known, book)
    if isinstance(event, Adopted):
        return adopting.decide(state, event, known, book)
    if isinstance(event, Changed | Proposed | GapTaken):
        return tending.decide(state, event, known, book)
    if isinstance(event, OwnEvent) and (request := _anothers(state, event, known)):
        return Turn(state, answer=Quiet(news.not_yours(request, book)))
    if isinstance(event, Helped):
        state = replace(state, helping=tuple(n for n in state.helping if n != event.request))
    if isinstance(event, TeamEvent | OwnEvent):
        turn = decide_life(state, event, known, book)
        return going_live.with_built(turn, event, known, book)
    return conversation.decide(state, event, known, book)


def _filled_in(event: Event) -> str:
    """What a requester typed into a dialog, or nothing."""
    match event:
        case Added(text=text) | Answered(text=text) | Reworded(text=text) | Amended(text=text):
            return text
        case Described(text=text) | Suggested(text=text) | Overheard(text=text):
            return text
        case Edited(title=title):
            return title
        case _:
            return ""


def _anothers(state: Conversation, event: OwnEvent, known: Known) -> Request | None:
    """The request, if it is not theirs to say; what the team asked of somebody, they may answer."""
    request = known.request
    if request is None or request.requester.key == known.person.key:
        return None
    asked = isinstance(event, Answered) and state.is_asked_about(request.number)
    helped = isinstance(event, Helped) and known.person.key in request.joined
    return None if asked or helped else request


def _said(state: Conversation, said: Said, known: Known, book: Handbook) -> Turn:
    """A command; or an answer to what the team asked; or a line of a request."""
    command = book.command_in(said.text)
    if command is not None and not said.files:
        return _commanded(replace(state, beginning=False), command, known, book)
    if is_urgent(said.text, book):
        return ring_now(state, known, book)
    if known.place.kind is PlaceKind.CHANNEL:
        return _said_in_channel(state, said, known, book)
    if asked := confirming.meant(state, known):
        return confirming.is_it_the_answer(state, asked, said, known, book)
    return conversation.decide(state, said, known, book)


def _said_in_channel(state: Conversation, said: Said, known: Known, book: Handbook) -> Turn:
    """Under the card of a request it may be the answer of whom the team asked."""
    if known.under:
        return confirming.overheard(state, Overheard(said.text, said.under), known, book)
    return Turn(state, (Say(known.place, helping.here(book)),))


def _commanded(state: Conversation, command: Command, known: Known, book: Handbook) -> Turn:
    """A command is answered where it was typed; what begins a conversation goes on in private."""
    if _begins(command) and known.place.kind is PlaceKind.CHANNEL:
        turn = _commanded(state, command, replace(known, place=known.person.home), book)
        return replace(turn, effects=(_goes_on(known, book), *turn.effects))
    match command:
        case Word.NEW:
            return conversation.decide(state, Began(), known, book)
        case AwayUntil(said) if known.member:
            return absence.until(state, said, known, book)
        case NewFor(name) if known.member:
            return conversation.begun_for(state, name, known, book)
        case Word.STATUS if state.draft and _resumes(command, state):
            return conversation.under_way(state, state.draft, known, book)
        case _:
            return Turn(state, (Say(known.place, looking.answer(command, state, known, book)),))


def _begins(command: Command) -> bool:
    """Whether a conversation begins with it."""
    return isinstance(command, NewFor) or command in (Word.NEW, Word.ADOPT, Word.FORM)


def _resumes(command: Command, state: Conversation) -> bool:
    """Whether it asks again what was asked last."""
    return command is Word.STATUS and state.draft is not None and not state.draft.hand_off
