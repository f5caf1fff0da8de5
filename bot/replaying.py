"""Past requests held against the files as they are now: what would have come out differently.

So are the messages that were sent elsewhere, while their words are kept.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.effects import SentElsewhere
from bot.facts import Fact, Facts, Source
from bot.handbook import Handbook
from bot.outcome import Outcome
from bot.requests import Request
from bot.understanding.concluding import conclude
from bot.understanding.screening import Kind, screen

_REQUEST = "request"


@dataclass(frozen=True, slots=True)
class Change:
    """What was said of a request, and what would be said now.

    `what` is one of level, blocks, gaps and questions, of which only those are told that would be
    asked now and were not; or hand_off, of which `request` says that it was none, or is none now.
    """

    what: str
    was: str
    now: str


WORDS_KEPT = timedelta(days=7)
"""How long the words of what was sent elsewhere are kept."""


@dataclass(frozen=True, slots=True)
class Lately:
    """What was sent elsewhere, by the key of the hand-off; it is all there is from `since` on."""

    since: datetime
    sent: tuple[tuple[str, SentElsewhere], ...] = ()

    def went(self, request: Request) -> bool:
        """Whether it was sent elsewhere first, and insisted on; true if nobody can know."""
        first = request.said[0].text
        mine = (one for _, one in self.sent if one.person == request.requester.key)
        return request.asked_at < self.since or any(one.words.startswith(first) for one in mine)


def replay(
    request: Request, book: Handbook, lately: Lately | None = None
) -> tuple[Change, ...] | None:
    """What would differ; None where nothing was made of the request, so that nothing can.

    That is where somebody asked for a person before a level was said, or wrote in a language that
    is not read. What was answered stays as answered; what was read is read anew.
    """
    if request.outcome is None:
        return None
    said = "\n".join(line.text for line in request.said if line.at <= request.asked_at)
    facts = _told(request, book)
    day = request.asked_at.date()
    now = conclude(said, facts, book.rules, book.ranker, day, book.watch_outs).outcome
    away = () if lately is None or lately.went(request) else _elsewhere_now(request, book)
    return (*away, *_changes(request.outcome, now, _asked_now(facts, book)))


def _elsewhere_now(request: Request, book: Handbook) -> tuple[Change, ...]:
    change = sent_anew(_REQUEST, request.said[0].text, book)
    return (change,) if change else ()


def sent_anew(was: str, words: str, book: Handbook) -> Change | None:
    """Whether the words would go somewhere else now; not where their writer would be asked."""
    screened = screen(words, book.hand_offs, book.kinds)
    now = screened.hand_off or _REQUEST
    return None if screened.kind is Kind.UNSURE or now == was else Change("hand_off", was, now)


def _told(request: Request, book: Handbook) -> Facts:
    """The facts as the request has them; those read from its first line as they are read now."""
    first = request.said[0].text
    kept = {key: fact for key, fact in request.facts.items() if not _was_read(fact, first)}
    return {**book.reader.read(first), **kept}


def _was_read(fact: Fact, first: str) -> bool:
    return fact.source is not Source.ANSWERED and (fact.words is None or fact.words in first)


def _asked_now(facts: Facts, book: Handbook) -> tuple[str, ...]:
    answered = tuple(key for key, fact in facts.items() if fact.source is Source.ANSWERED)
    return book.form.questions_left(facts, answered)


def _changes(was: Outcome, now: Outcome, asked: tuple[str, ...]) -> Iterator[Change]:
    for key, of in _TOLD.items():
        if of(was) != of(now):
            yield Change(key, of(was), of(now))
    if asked:
        yield Change("questions", "", _listed(asked))


def _level(outcome: Outcome) -> str:
    return f"{outcome.judgement.level}, {outcome.judgement.sure.replace('_', ' ')}"


def _blocks(outcome: Outcome) -> str:
    return _listed(each.name for each in outcome.offers)


def _gaps(outcome: Outcome) -> str:
    return _listed(outcome.gaps)


_TOLD = {"level": _level, "blocks": _blocks, "gaps": _gaps}


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names) or "none"
