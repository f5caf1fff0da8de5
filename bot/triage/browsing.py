"""The catalogue and the future map for everybody: a list, one block, and the map in words."""

from datetime import date
from itertools import groupby
from typing import TypeVar

from bot.catalogue.capability import (
    Capability,
    CapabilityStatus,
    Kind,
    SameWordOnly,
    Sense,
    shown,
)
from bot.catalogue.catalogue import Catalogue
from bot.catalogue.future import FuturePart
from bot.catalogue.standing import steward, users
from bot.events import Listed
from bot.handbook import Handbook
from bot.messages import Button, Heading, Items, Message, Paragraph, Part
from bot.pages import SHOWN, Page, page_within
from bot.triage import lists, news
from bot.words.dates import short_day
from bot.words.listing import listed
from bot.words.rich import LONGEST_LABEL, Rich, Value, join, plain_run

T = TypeVar("T")

MOST_MEANT = 5
"""Blocks offered where a name fits several."""

_KINDS = {kind: place for place, kind in enumerate(Kind)}
_STATUSES = {
    status: place
    for place, status in enumerate(
        (
            CapabilityStatus.LIVE,
            CapabilityStatus.BUILDING,
            CapabilityStatus.RETIRING,
            CapabilityStatus.IDEA,
            CapabilityStatus.RETIRED,
        )
    )
}


def show(look: Listed, today: date, book: Handbook) -> Message:
    """A page of the catalogue, a block by its name, or the future map."""
    if look.name == "future":
        return _future(look, book)
    return _catalogue(look, book) if look.name == "catalogue" else _block(look, today, book)


def _catalogue(look: Listed, book: Handbook) -> Message:
    """Every entry, by kind, what we have before what nobody has confirmed."""
    entries = sorted(
        book.blocks, key=lambda one: (_KINDS[one.kind], _STATUSES[_known(one, book).status])
    )
    page, on_it = _page(tuple(entries), look)
    groups = groupby(on_it, key=lambda one: one.kind)
    parts = (part for kind, some in groups for part in _of_kind(kind, tuple(some), book))
    message = lists.listed("catalogue", tuple(parts), page, look, book)
    how = (Paragraph(book.words.rich("catalogue.how")),) if entries else ()
    return Message((*message.parts, *how), message.buttons)


def _page(every: tuple[T, ...], look: Listed) -> tuple[Page, tuple[T, ...]]:
    """Which page it is, and what stands on it."""
    page = Page(total=len(every), number=page_within(look.page, len(every)))
    return page, every[(page.number - 1) * SHOWN : page.number * SHOWN]


def _of_kind(kind: Kind, some: tuple[Capability, ...], book: Handbook) -> tuple[Part, ...]:
    name = book.words.rich(f"kind.{kind.replace(' ', '_')}")
    lines = (
        book.words.rich("catalogue.line", name=one.name, status=_status(one, book)) for one in some
    )
    return (Heading(name), Items(tuple(lines)))


def _status(block: Capability, book: Handbook) -> Rich:
    """What is not confirmed says so; a need that a product of ours meets has the product's status.

    What the team has said that we lack is not built yet.
    """
    known = _known(block, book)
    missing = known is block and block.id in book.ranker.catalogue.missing
    status = book.words.rich(f"block_status.{'missing' if missing else known.status}")
    if known is block:
        return status
    return book.words.rich("block_status.met_by", status=status, name=known.name)


def _known(block: Capability, book: Handbook) -> Capability:
    """The block, or the product of ours that meets it."""
    return shown(block, book.ranker.catalogue.met_by(block))


def _block(look: Listed, today: date, book: Handbook) -> Message:
    """The block of this name; where several go by it, a button for each."""
    meant = named(look.words, book.ranker.catalogue)
    if not meant:
        return news.one_line(book.words.rich("catalogue.no_such", name=look.words))
    if len(meant) == 1:
        return _card(meant[0], today, book)
    names = listed((one.name for one in meant), book.words)
    which = book.words.rich("catalogue.several", name=look.words, names=names)
    return Message((Paragraph(which),), tuple(map(_button, meant)))


def _button(block: Capability) -> Button:
    return Button(block.name[:LONGEST_LABEL], Listed("block", words=block.id))


def named(name: str, catalogue: Catalogue) -> tuple[Capability, ...]:
    """Those that go by this: by id or name, else by what staff call it, else by a part of it."""
    said = name.casefold().strip("‘’'\"")
    every = catalogue.capabilities
    ways = (
        lambda one: said in (one.id.casefold(), one.name.casefold()),
        lambda one: said in (each.casefold() for each in one.synonyms),
        lambda one: set(said.split()) <= set(one.name.casefold().split()),
    )
    found = (tuple(filter(way, every)) for way in ways)
    return next(filter(None, found), ())[:MOST_MEANT]


def _card(block: Capability, today: date, book: Handbook) -> Message:
    kind = book.words.rich(f"kind.{block.kind.replace(' ', '_')}")
    standing = join((kind, _status(block, book)), " · ")
    parts: list[Part] = [Heading(plain_run(block.name)), Paragraph(plain_run(block.summary))]
    parts.append(Paragraph(standing))
    if senses := tuple(_sense(each, book) for each in block.senses):
        parts.append(Items(senses))
    parts.extend(Paragraph(_not_this(each, book)) for each in block.same_word_only)
    parts.extend(Paragraph(line) for line in _facts(block, today, book))
    return Message(tuple(parts))


def _sense(sense: Sense, book: Handbook) -> Rich:
    """When it works, and where it stops fitting."""
    told = (("works", sense.works_when), ("stops", sense.stops_fitting_when))
    lines = (
        book.words.rich(f"catalogue.{name}", when=text.rstrip(".")) for name, text in told if text
    )
    return join((book.words.rich("catalogue.sense", name=sense.name.rstrip(".")), *lines))


def _not_this(same: SameWordOnly, book: Handbook) -> Rich:
    said = book.words.rich("catalogue.not_this", means=same.means.rstrip("."))
    if not same.instead:
        return said
    return join((said, book.words.rich("catalogue.instead", instead=same.instead.rstrip("."))))


def _facts(block: Capability, today: date, book: Handbook) -> tuple[Rich, ...]:
    """What is known beside its senses, each in a sentence."""
    words = book.words
    kept = steward(block, today, words) or (words.rich("catalogue.nobody"),)
    catalogue = book.ranker.catalogue
    needs = (catalogue.by_id[each] for each in block.provides)
    products = (each for each in catalogue.met_by(block) if each.id != block.id)
    told: tuple[tuple[str, Value | None], ...] = (
        ("meets", listed((each.name for each in needs), words)),
        ("met_by", listed((each.name for each in products), words)),
        ("used_by", users(block, words)),
        ("first_customer", block.first_customer.service if block.first_customer else ""),
        ("shared_from", block.shared_from),
        ("how_to_start", block.how_to_start),
        ("documentation", block.documentation),
        ("cost", block.cost),
        ("contract_end", short_day(block.contract_end) if block.contract_end else None),
        ("way_out", block.way_out),
    )
    facts = (words.rich(f"catalogue.{name}", value=value) for name, value in told if value)
    return (*kept, *facts)


def _future(look: Listed, book: Handbook) -> Message:
    """Every part of the map, why and by when, and how far there is a block for it."""
    page, on_it = _page(book.watch_outs.future.future, look)
    lines = Items(tuple(_part(each, book) for each in on_it))
    return lists.listed("future", (lines,), page, look, book)


def _part(part: FuturePart, book: Handbook) -> Rich:
    block = book.ranker.catalogue.by_id.get(part.capability)
    name = block.name if block else part.capability
    lines = [book.words.rich("future.part", name=name)]
    if part.by:
        lines.append(book.words.rich("future.by", by=part.by))
    if part.why:
        lines.append(book.words.rich("future.why", why=part.why.rstrip(".")))
    if block:
        lines.append(book.words.rich("future.block", status=_status(block, book)))
    return join(lines)
