"""Requests that come of others: moved up, split off, and merged into one another."""

from dataclasses import replace
from typing import assert_never

from bot.drafts import Line
from bot.effects import Known, Save
from bot.events import Merged, MovedUp, Redacted, Split, TookIn
from bot.handbook import Handbook
from bot.levels.judgement import Level
from bot.requests import JoinedFor, Link, Request
from bot.triage.moves import LifeEvent
from bot.triage.taking_out import redaction
from bot.understanding.likeness import likeness

LADDER = {Level.ACCESS: Level.EFFICIENCY, Level.EFFICIENCY: Level.TRANSFORMATION}
"""The next level up; above transformation there is none."""

LinkingEvent = MovedUp | Split | Merged


def linked(request: Request, event: LinkingEvent, known: Known) -> Request:
    """The request as it is once another hangs together with it."""
    match event:
        case MovedUp():
            return _with(replace(request, review_on=None), "moved_up", known.number)
        case Split():
            heard = replace(request, heard_at=request.heard_at or known.at)
            return _with(heard, "split_off", known.number)
        case Merged(into=into):
            heard = replace(request, decided_at=known.at, heard_at=request.heard_at or known.at)
            return _with(heard, "merged_into", into)
        case _:
            assert_never(event)


def _with(request: Request, how: str, other: int) -> Request:
    return replace(request, links=(*request.links, Link(how, other)))


def others(request: Request, event: LifeEvent, known: Known, book: Handbook) -> tuple[Save, ...]:
    """What becomes of the other request; `request` is as it is afterwards."""
    match event:
        case MovedUp():
            return (Save(_next_step(request, known), event),)
        case Split():
            return (Save(_part(request, event, known), event),)
        case Merged() if known.other:
            took_in = TookIn(known.other.number, request.number)
            return (Save(_with_everybody(known.other, request), took_in),)
        case Redacted(reason=reason, gone=gone):
            taken_out, have = redaction(gone, book), repeating(event, known, book)
            return tuple(Save(taken_out.of(one), Redacted(one.number, reason)) for one in have)
        case _:
            return ()


def repeating(event: Redacted, known: Known, book: Handbook) -> tuple[Request, ...]:
    """The other requests that have the words too, be it in what happened to them."""
    taken_out = redaction(event.gone, book)
    in_histories = {one.request for one in known.history if taken_out.finds(one.event)}
    have = (one for one in known.related if one.number in in_histories or taken_out.finds(one))
    return tuple(have)


def _next_step(request: Request, known: Known) -> Request:
    """What is known of the matter is carried over; what the team said of it has yet to be said."""
    level = LADDER.get(request.shown_level) if request.shown_level else None
    return replace(
        _another(request, known),
        title=request.title,
        said=request.said,
        level=level,
        facts=request.facts,
        outcome=request.outcome,
        named_gaps=request.named_gaps,
        follows=request.number,
        files=request.files,
    )


def _part(request: Request, event: Split, known: Known) -> Request:
    """The words that go with it alone: what they come to is for the team to say."""
    part = replace(_another(request, known), title=event.title, said=(Line(event.text, known.at),))
    return _with(part, "split_from", request.number)


def _another(request: Request, known: Known) -> Request:
    """Of the same people, who have heard of it already."""
    return Request(
        number=known.number,
        requester=request.requester,
        title="",
        said=(),
        asked_at=known.at,
        heard_at=known.at,
        confidential=request.confidential,
        on_behalf=request.on_behalf,
        joined=request.joined,
        joined_for=request.joined_for,
        platform=request.platform,
    )


def _with_everybody(into: Request, request: Request) -> Request:
    """Whoever needed the one needs the other from now on."""
    askers = dict.fromkeys((*into.joined, request.requester.key, *request.joined))
    askers.pop(into.requester.key, None)
    files = tuple(dict.fromkeys((*into.files, *request.files)))
    for_whom = dict.fromkeys((*into.joined_for, *_raised_for(request), *request.joined_for))
    both = replace(into, joined=tuple(askers), joined_for=tuple(for_whom), files=files)
    return _with(both, "took_in", request.number)


def _raised_for(request: Request) -> tuple[JoinedFor, ...]:
    return (JoinedFor(request.on_behalf, request.requester.key),) if request.on_behalf else ()


def shared_words(one: Request, other: Request) -> tuple[str, ...]:
    """The words that both say, as the first has them."""
    text = one.words
    return likeness(text, other.words).shared


def problem_with_merge(request: Request, known: Known) -> str:
    """What keeps these two from being merged: the name of a sentence, or ""."""
    other = known.other
    if other is None:
        return "no_other"
    if other.number == request.number:
        return "same_request"
    if other.is_over:
        return "other_is_over"
    # Each asker would read of the other's request, and the card would name both.
    return "merges_confidential" if request.confidential or other.confidential else ""
