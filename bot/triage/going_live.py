"""A block goes live: whoever waits for it hears of it, and what was built is in the catalogue."""

from collections.abc import Iterator
from dataclasses import replace

from bot.catalogue.capability import Capability, CapabilityStatus
from bot.catalogue.changing import builds
from bot.catalogue.keys import typed
from bot.effects import Effect, Known, Say, Turn
from bot.events import Event, WentLive
from bot.handbook import Handbook
from bot.requests import IN_HAND, Request
from bot.triage import laying, news
from bot.understanding.unmet import waits_for
from bot.words.dates import month_and_year
from bot.words.rich import Rich

BUILDABLE = (CapabilityStatus.IDEA, CapabilityStatus.BUILDING)


def told(block: Capability, known: Known, book: Handbook) -> Iterator[Say]:
    """Everybody whose request waits for what this block is, but for the one that built it."""
    built_by = known.request.number if known.request else 0
    waiting = (one for one in known.going_on if one.status in IN_HAND and one.number != built_by)
    for request in waiting:
        if waits_for(request, block):
            yield from _told_of(request, block, known, book)


def _told_of(request: Request, block: Capability, known: Known, book: Handbook) -> Iterator[Say]:
    named = {"reference": book.reference(request.number), "title": request.title}
    line = news.one_line(book.words.rich("block.live_for", block=block.name, **named))
    joined = (one for one in known.others if one.key in request.joined)
    for person in (request.requester, *joined):
        yield Say(person.home, line)


def to_build(event: Event, book: Handbook) -> tuple[Capability, ...]:
    """The blocks that are there once this request is live."""
    if not isinstance(event, WentLive):
        return ()
    known = book.ranker.catalogue.by_id
    built = (known[each] for each in builds(book.changes, event.request) if each in known)
    return tuple(each for each in built if each.status in BUILDABLE)


def with_built(turn: Turn, event: Event, known: Known, book: Handbook) -> Turn:
    """What a request built goes live with it: its requester's service is the first customer."""
    built = to_build(event, book) if turn.effects else ()
    effects = (effect for block in built for effect in _built(block, known, book))
    return replace(turn, effects=(*turn.effects, *effects))


def _built(block: Capability, known: Known, book: Handbook) -> Iterator[Effect]:
    rows = tuple(laying.rows(block.id, _as_live(block, known, book), known, book))
    yield from laying.laid(rows)
    yield laying.shown(rows, _said(block, known, book), known, book)
    yield from told(block, known, book)


def _said(block: Capability, known: Known, book: Handbook) -> Iterator[Rich]:
    yield book.words.rich("block.built", block=block.name)
    if known.request and known.request.confidential and not block.first_customer:
        yield book.words.rich("block.built_in_confidence")


def _as_live(block: Capability, known: Known, book: Handbook) -> dict[str, str]:
    """Everybody may read who used it first, and neighbours may: of what is confidential nobody."""
    live = {"status": str(CapabilityStatus.LIVE)}
    open_ = known.request and not known.request.confidential
    service = known.request.requester.service if known.request and open_ else ""
    if not service or block.first_customer:
        return live
    since = book.words.dated(month_and_year(known.at))
    first = {"first_customer.service": service, "first_customer.since": since}
    used = "\n".join(filter(None, (typed(block, "used_by"), f"{service} since {since}")))
    return {**live, **first, "used_by": used}
