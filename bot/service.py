"""The shell: one event, one transaction. It reads as a sentence, and decides nothing itself."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot import absences, confirming, deciding, filling, looking, redacting
from bot.carrying import carry_out
from bot.drafts import Conversation
from bot.effects import Known, Say, Turn
from bot.events import (
    Event,
    Filled,
    Incoming,
    Look,
    Overheard,
    Said,
    Stale,
)
from bot.handbook import Handbook
from bot.intake.bringing_up import ask_again
from bot.intake.leaving_out import without_personal_data
from bot.knowing import more, named_person
from bot.library import Library
from bot.messages import Answer, Done, Invalid, Message, Open, Paragraph, Quiet, View
from bot.people import Identity, Person, Place, PlaceKind
from bot.ports import Members, Store, Work
from bot.retaining import retain
from bot.reviews.sweep import sweep
from bot.whole import whole
from bot.words.rich import plain_run

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Presence:
    """Whether the person who acts, and the one whom the event names, are in the team."""

    member: bool
    whom_member: bool = False


@dataclass(frozen=True, slots=True)
class _Came:
    """What a tick came to: whether anything was said, and what is to be done outside of it."""

    said: bool
    takers: tuple[absences.Taker, ...]
    to_rewrite: str


@dataclass(frozen=True, slots=True)
class Bot:
    """The one door: `handle` for what happens, `show` for what is looked at, `tick` for time.

    `wake` hurries the courier after something was put in the outbox.
    """

    store: Store
    members: Members
    library: Library
    wake: Callable[[], None]

    async def handle(self, incoming: Incoming) -> Answer:
        """Take one event to its consequences; an event seen before has none."""
        taken = whole(incoming)
        presence = await self._presence(taken.who, taken.event)
        answer = await self.store.transact(lambda work: self._take(taken, presence, work))
        log.debug("turn committed")
        self.wake()
        return answer

    async def show(self, look: Look, who: Identity, place: Place, at: datetime) -> View:
        """For this person alone: nothing happens by it. Somebody new is noted, as on any visit."""
        presence = await self._presence(who, None)

        def read(work: Work) -> View:
            book = self.library.current(work)
            person = work.person(who, None)
            known = Known(at=at, person=person, place=place, member=presence.member)
            known = more(known, looking.needs_of_look(look), work, book)
            return looking.show(look, work.conversation(person.key), known, book)

        return await self.store.transact(read)

    async def tick(self, now: datetime) -> None:
        """What is due by now: reminders, news that is late, the digest. Quick when nothing is."""
        came = await self.store.transact(
            lambda work: _let_come(work, now, self.library.current(work))
        )
        if came.takers and (left := await absences.who_left(came.takers, self.members)) is not None:
            await self.store.transact(
                lambda work: _let_leave(work, now, left, self.library.current(work))
            )
        if came.said:
            self.wake()
        if came.to_rewrite:
            await redacting.write_anew(came.to_rewrite, self.store)

    async def _presence(self, who: Identity, event: Event | None) -> _Presence:
        """Who of these is in the team's channel: asked when the event arrives, and never kept.

        What only the team may do is held against who is in it at that moment.
        """
        whom, now = named_person(_whom(event)), deciding.is_for_team(event)
        return _Presence(
            member=await self.members.has(who, now=now),
            whom_member=whom is not None and await self.members.has(whom, now=now),
        )

    def _take(self, incoming: Incoming, presence: _Presence, work: Work) -> Answer:
        book = self.library.current(work)
        event, left_out = without_personal_data(incoming.event, book.masker)
        for named in incoming.named:
            work.person(named, None)  # a form is read by whom we know
        if isinstance(event, Filled):
            read = self._read_form(event, incoming, presence, book, work)
            # Answered before the id is taken, so that the mended form is not "seen".
            if isinstance(read, Invalid | Quiet | Open):
                return read
            # Whose membership was asked is whom the event names, or it is forged.
            event = read if deciding.whom(read) in ("", _whom(event)) else Stale()
        if deciding.is_in_passing(event) and not _met(incoming.who, work).key:
            return Done()  # of whoever never spoke to us nothing is kept
        if not work.first_time(incoming.id, incoming.at):
            return Done()
        log.debug("turn taken")
        person = work.person(incoming.who, _home(incoming.place))
        state = work.conversation(person.key)
        known = replace(
            _known_at_first(incoming, person, presence, book),
            left_out=left_out,
            under=_under(event, state, incoming.place, work),
        )
        if not known.under:
            event = deciding.meant(event, state, incoming.place, book)
        known = more(known, deciding.needs(event, book), work, book)
        turn = deciding.decide(state, event, known, book)
        while turn.wants is not None:
            known = more(known, turn.wants, work, book)
            turn = deciding.decide(state, event, known, book)
        log.debug("turn decided")
        if incoming.echo:
            work.file(_echo(incoming, turn, book), known.at, author=person)
        _keep(turn, state, known, work, book)
        return turn.answer

    def _read_form(
        self, filled: Filled, incoming: Incoming, presence: _Presence, book: Handbook, work: Work
    ) -> Event | Invalid | Quiet | Open:
        person = _met(incoming.who, work)
        known = _known_at_first(incoming, person, presence, book)
        known = more(known, filling.needs(filled, book), work, book)
        return filling.read_form(filled, known, book)


def _let_come(work: Work, now: datetime, book: Handbook) -> _Came:
    """Everything that is due by now."""
    gone_back = _go_back(work, now, book)
    said = any((gone_back, ask_again(work, now, book), sweep(work, now, book)))
    said = retain(work, now, book) or said
    takers = absences.to_look_at(work, now, book)
    return _Came(said or bool(takers), takers, work.recall(redacting.REWRITE) or "")


def _let_leave(work: Work, now: datetime, left: frozenset[int], book: Handbook) -> None:
    """It is known who left the team; once they have nothing, it is not looked at again today."""
    _go_back(work, now, book, left)
    if not absences.have_something(work, now, book, left):
        absences.looked(work, now, book)


def _go_back(work: Work, now: datetime, book: Handbook, left: frozenset[int] = frozenset()) -> bool:
    """What the absent have is free to take; False if they have nothing."""
    gone_back = tuple(absences.go_back(work, now, book, left))
    for effect, known in gone_back:
        carry_out(effect, known, work, book)
    return bool(gone_back)


def _whom(event: Event | None) -> str:
    """The PERSON that an event names, or ""; a dialog not yet read names them in its values."""
    if isinstance(event, Filled):
        return filling.whom(event)
    return deciding.whom(event) if event else ""


def _known_at_first(
    incoming: Incoming, person: Person, presence: _Presence, book: Handbook
) -> Known:
    """What is known of who acts and where, before anything is looked up."""
    who = f"{incoming.who.platform}:{incoming.who.key}"
    return Known(
        at=incoming.at,
        person=person,
        place=incoming.place,
        member=presence.member,
        decider=presence.member and (not book.deciders or who in book.deciders),
        whom_member=presence.whom_member,
        echoes=bool(incoming.echo),
    )


def _met(who: Identity, work: Work) -> Person:
    """Whoever it is, without noting them: what is only looked at leaves no trace."""
    home = Place(who.platform, PlaceKind.DIRECT, who.key)
    return work.known_as(who.platform, who.key) or Person(0, who.name, who.service, home)


def _home(place: Place) -> Place | None:
    return place if place.kind is PlaceKind.DIRECT else None


def _under(event: Event, state: Conversation, place: Place, work: Work) -> int:
    """The request of the open question in whose thread a line was typed, or 0."""
    thread = event.under if isinstance(event, Said | Overheard) and state.asked else ""
    return confirming.under(work.sent_before(place.room, thread), state) if thread else 0


def _echo(incoming: Incoming, turn: Turn, book: Handbook) -> Say:
    """The person's own line, where the platform shows none; words not to be kept are left out."""
    if turn.unkept:
        shown = book.words.rich("handed_off.not_kept")
    else:
        shown = plain_run(book.masker.mask(incoming.echo).text)
    return Say(incoming.place, Message((Paragraph(shown),)))


def _keep(turn: Turn, before: Conversation, known: Known, work: Work, book: Handbook) -> None:
    if turn.state != before:
        work.keep(known.person.key, turn.state, known.at)
    for effect in turn.effects:
        carry_out(effect, known, work, book)
