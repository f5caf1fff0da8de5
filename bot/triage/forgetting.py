"""What is left of everything once a person is taken out of it: keys, numbers, days, decisions."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from bot.drafts import Conversation, Draft, Line, NotSame
from bot.events import (
    Accepted,
    Event,
    Held,
    Joined,
    Judged,
    Levelled,
    Redacted,
    Released,
    Reopened,
    Stopped,
    Tracked,
)
from bot.facts import Fact, Facts
from bot.handbook import Handbook
from bot.messages import Message, Paragraph, text_of
from bot.outcome import Outcome
from bot.people import Person
from bot.ports import erasing
from bot.requests import Entry, JoinedFor, Request
from bot.triage import card
from bot.triage.moves import TeamEvent
from bot.triage.quoting import SHORTEST, Quotations, quotations
from bot.triage.taking_out import Blank, Redaction
from bot.triage.traces import FIGURED, Traces, words_of
from bot.words.rich import plain_run

T = TypeVar("T")

TELLING = 4
"""Words of what is looked for everywhere: fewer may be anybody's."""

_DECISIONS = (Accepted, Stopped, Levelled, Judged, Reopened, Redacted, Held, Released, Tracked)
"""What these say is the organisation's: it stays in the record of a request of theirs."""


@dataclass(frozen=True, slots=True)
class Forgetting:
    """Takes one person out. `erased` is who they are from now on.

    `own` are their requests, `beside` those of others in which they said something. `ids`,
    `everywhere` and `close_by` take out what they are known by, what can only be theirs, and all
    that they wrote. `quoted` takes out what the team quotes of it, by the number of the request.
    """

    erased: Person
    own: frozenset[int]
    beside: frozenset[int]
    ids: Redaction
    everywhere: Redaction
    close_by: Redaction
    references: re.Pattern[str]
    stays: tuple[type[Event], ...] = (*_DECISIONS, Joined)
    quoted: Mapping[int, Quotations] = field(default_factory=dict)

    @property
    def mark(self) -> str:
        """What stands where something was."""
        return self.ids.mark

    @property
    def _blank(self) -> Blank:
        return Blank((), self.mark)

    # Requests

    def request(self, request: Request) -> Request:
        """A request of their own keeps its numbers, and what the team decided."""
        if request.number not in self.own:
            return self._of_others(request)
        near = self.close_by.of
        left = replace(
            request,
            requester=self.erased,
            title=self.mark,
            said=(Line(self.mark, request.asked_at),),
            facts=self._facts(request.facts),
            outcome=self._outcome(request.outcome) if request.outcome else None,
            accepted=self._event(request.accepted, near=True),
            stopped=self._event(request.stopped, near=True),
            on_behalf=self.mark if request.on_behalf else "",
            joined_for=self._joined_for(request),
            not_same=tuple(replace(one, words="") for one in request.not_same),
            files=(),
            tracked_at=near(request.tracked_at),
            level_reason=near(request.level_reason),
            verdicts=tuple(replace(one, why=near(one.why)) for one in request.verdicts),
        )
        return self._unquoted(left)

    def _of_others(self, request: Request) -> Request:
        not_same = tuple(map(self._not_same, request.not_same))
        left = replace(request, not_same=not_same, joined_for=self._joined_for(request))
        return self._unquoted(self.everywhere.of(self.ids.of(left)))

    def _unquoted(self, request: Request) -> Request:
        """What the team decided, without what it quotes of theirs."""
        if request.number not in self.quoted:
            return request
        of = self.quoted[request.number].of
        return replace(
            request,
            accepted=of(request.accepted),
            stopped=of(request.stopped),
            level_reason=of(request.level_reason),
            verdicts=of(request.verdicts),
        )

    def _joined_for(self, request: Request) -> tuple[JoinedFor, ...]:
        """For whom they joined is in their words."""
        return tuple(
            replace(one, name=self.mark) if one.by == self.erased.key else one
            for one in request.joined_for
        )

    def _not_same(self, one: NotSame) -> NotSame:
        return replace(one, title=self.mark) if one.request in self.own and one.title else one

    def _facts(self, facts: Facts) -> Facts:
        return {key: self._fact(key, fact) for key, fact in facts.items()}

    def _fact(self, key: str, fact: Fact) -> Fact:
        value = fact.value if key == FIGURED else self._blank.of(fact.value)
        return replace(fact, value=value, words=None)

    def _outcome(self, outcome: Outcome) -> Outcome:
        """The names of blocks, gaps and warnings stay as they are: they are counted by these."""
        judged = outcome.judgement
        reasons = tuple(
            replace(
                one,
                value=self._blank.of(one.value),
                words=None,
                sentence=self.close_by.of(one.sentence),
            )
            for one in judged.reasons
        )
        judged = replace(
            judged, reasons=reasons, would_change=self.close_by.of(judged.would_change)
        )
        offers = tuple(replace(one, words=None) for one in outcome.offers)
        warnings = tuple(replace(one, text=self._bare(one.text)) for one in outcome.warnings)
        return replace(outcome, judgement=judged, offers=offers, warnings=warnings)

    def _bare(self, text: str) -> str:
        said = tuple(one.casefold() for one in self.close_by.pieces)

        def left(quoted: re.Match[str]) -> str:
            theirs = any(quoted[0].casefold() in one for one in said)
            return self.mark if theirs else quoted[0]

        return re.sub("(?<=‘)[^’]+(?=’)", left, text)

    # Histories, messages, conversations

    def event(self, entry: Entry, by_them: bool) -> Event:
        """What they said goes. What they did as one of the team stays, and so do decisions."""
        own = entry.request in self.own
        theirs = by_them and not isinstance(entry.event, TeamEvent)
        stays = isinstance(entry.event, self.stays) or not own
        event = entry.event
        if theirs or not stays:
            return self._blank.of(self.ids.of(event))
        left = self._event(event, near=own)
        if isinstance(event, TeamEvent) and entry.request in self.quoted:
            return self.quoted[entry.request].of(left)
        return left

    def _event(self, event: T, *, near: bool) -> T:
        if near and isinstance(event, Accepted):
            event = replace(event, telling="")
        return (self.close_by if near else self.everywhere).of(self.ids.of(event))

    def message(self, line: erasing.Line) -> Message | None:
        """Their own threads go, and their cards are blank until they are drawn anew."""
        own, beside = (frozenset(map(card.name, those)) for those in (self.own, self.beside))
        if line.thread in own:
            return None
        if line.card in own:
            return Message((Paragraph(plain_run(self.mark)),))
        named, where = self._named_in(line.message), (line.card, line.thread)
        near = named & self.own or not beside.isdisjoint(where)
        left = (self.close_by if near else self.everywhere).of(self.ids.of(line.message))
        about = (n for n in self.quoted if n in named or card.name(n) in where)
        for quoted in {self.quoted[number] for number in about}:
            left = quoted.of(left)
        return left

    def _named_in(self, message: Message) -> set[int]:
        """The requests that a message names, or that its buttons are about."""
        pressed = {getattr(one.press, "request", 0) for one in message.buttons}
        return pressed | {int(number) for number in self.references.findall(text_of(message))}

    def text(self, text: str) -> str:
        """What others typed of something else."""
        return self.everywhere.of(self.ids.of(text))

    def conversation(self, state: Conversation) -> Conversation:
        """Nobody is asked about their requests any longer."""
        asked = tuple(one for one in state.asked if one.request not in self.own)
        suggested = tuple(
            replace(one, finder=self.erased) if one.finder.key == self.erased.key else one
            for one in state.suggested
        )
        left = self.everywhere.of(self.ids.of(replace(state, asked=asked, suggested=suggested)))
        aside = tuple(replace(one, draft=self._draft(one.draft)) for one in left.aside)
        return replace(left, draft=left.draft and self._draft(left.draft), aside=aside)

    def _draft(self, draft: Draft) -> Draft:
        return replace(draft, not_same=tuple(map(self._not_same, draft.not_same)))


def forgetting(traces: Traces, book: Handbook) -> Forgetting:
    """What takes this person out."""
    person, pieces = traces.person, tuple(_their_own(traces.pieces, book))
    own = frozenset(one.number for one in traces.own)
    mark = book.words.plain("erase.mark")
    quoted = _quoted(traces.pieces, book)
    telling = (one for one in (*pieces, *_whys(traces.own, quoted)) if len(one.split()) >= TELLING)
    beside = {n: _quoted(lines, book) for n, lines in traces.typed_in.items() if n not in own}
    return Forgetting(
        erased=erased(person, book),
        own=own,
        beside=frozenset(beside),
        ids=Redaction(tuple(traces.ids), mark, frozenset()),
        everywhere=Redaction((*traces.full_names, *telling), mark),
        close_by=Redaction((*traces.every_name, *pieces), mark),
        references=_references(book),
        quoted={**dict.fromkeys(own, quoted), **beside},
    )


def _whys(own: Iterable[Request], quoted: Quotations) -> Iterator[str]:
    """Why a block did not fit stands in digests, which need not name the request."""
    for one in own:
        yield from (said.why.rstrip(".") for said in one.verdicts if quoted.finds(said.why))


def _quoted(said: Iterable[str], book: Handbook) -> Quotations:
    return quotations(said, book.words.plain("erase.mark"), _names_of_blocks(book))


def _names_of_blocks(book: Handbook) -> frozenset[str]:
    return frozenset(n.casefold() for one in book.blocks for n in (one.name, *one.synonyms))


def _their_own(pieces: Iterable[str], book: Handbook) -> Iterator[str]:
    """What is nobody else's word, and no name of a building block: the digest has these."""
    known = _names_of_blocks(book)
    for one in pieces:
        if (len(one) >= SHORTEST or " " in one) and one.casefold() not in known:
            yield one


def of_old(request: Request, book: Handbook) -> Forgetting:
    """What takes the words out of a request that is older than is kept; who asked for it stays."""
    mark, nothing = book.words.plain("erase.mark"), Redaction((), "")
    said, own = tuple(words_of([request])), frozenset([request.number])
    return Forgetting(
        erased=request.requester,
        own=own,
        beside=frozenset(),
        ids=replace(nothing, mark=mark),
        everywhere=nothing,
        close_by=Redaction(tuple(_their_own(said, book)), mark),
        references=_references(book),
        stays=_DECISIONS,
        quoted={request.number: _quoted(said, book)},
    )


def _references(book: Handbook) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){re.escape(book.prefix)}-(\d{{1,9}})(?!\d)")


def erased(person: Person, book: Handbook) -> Person:
    """Who they are from now on: somebody of that service, whom nothing reaches."""
    name = book.words.plain("erase.name", key=str(person.key))
    return Person(person.key, name, person.service, replace(person.home, key=""))
