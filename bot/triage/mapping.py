"""The future map: every part of it, why and by when, and how far there is groundwork for it."""

from collections.abc import Mapping

from bot.catalogue.capability import CapabilityStatus
from bot.catalogue.future import FuturePart
from bot.effects import Known
from bot.events import Listed
from bot.handbook import Handbook
from bot.messages import Message, Road, Stop
from bot.pages import Page, page_within, slice_of
from bot.requests import OPEN, Status
from bot.triage import lists
from bot.triage.block_card import known_as, status_of
from bot.understanding.groundwork import name_of
from bot.words.rich import Rich, join

STEPS = 4
"""A part is on the map, then asked for, then there is groundwork for it, then it is there."""


def show(look: Listed, known: Known, book: Handbook) -> Message:
    """A page of it. What is confidential counts for nothing, since everybody may look."""
    parts = book.future
    page = Page(total=len(parts), number=page_within(look.page, len(parts)))
    on_it = slice_of(parts, page.number)
    stops = tuple(_stop(each, known.laying.get(each.capability, {}), book) for each in on_it)
    road = Road(book.words.plain("future.road"), stops)
    return lists.listed("future", (road,), page, look, book)


def _stop(part: FuturePart, laying: Mapping[Status, int], book: Handbook) -> Stop:
    block = book.ranker.catalogue.by_id.get(part.capability)
    lines = [book.words.rich("future.part", name=name_of(part, book.ranker.catalogue.by_id))]
    if part.by:
        lines.append(book.words.rich("future.by", by=part.by))
    if part.why:
        lines.append(book.words.rich("future.why", why=part.why.rstrip(".")))
    if block:
        lines.append(book.words.rich("future.block", status=status_of(block, book)))
    is_there = block is not None and known_as(block, book).status is CapabilityStatus.LIVE
    reached, told = _groundwork(laying, book)
    if laying or not is_there:
        lines.append(told)
    return Stop(join(lines), STEPS if is_there else reached, STEPS)


def _groundwork(laying: Mapping[Status, int], book: Handbook) -> tuple[int, Rich]:
    """How far it has come by the requests, and the same in words."""
    laid = sum(n for status, n in laying.items() if status not in OPEN)
    if laid:
        return 3, book.words.count("future.laid", laid)
    if laying:
        return 2, book.words.count("future.asked", sum(laying.values()))
    return 1, book.words.rich("future.nobody")
