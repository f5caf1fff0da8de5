"""Past requests held against the files as they are now: what would have come out differently."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.facts import Fact, Facts, Source
from bot.handbook import Handbook
from bot.outcome import Outcome
from bot.requests import Request
from bot.understanding.concluding import conclude


@dataclass(frozen=True, slots=True)
class Change:
    """What was said of a request, and what would be said now.

    `what` is one of level, blocks, gaps and questions, of which only those are told that would be
    asked now and were not.
    """

    what: str
    was: str
    now: str


def replay(request: Request, book: Handbook) -> tuple[Change, ...] | None:
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
    return tuple(_changes(request.outcome, now, _asked_now(facts, book)))


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
