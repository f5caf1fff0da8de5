"""The catalogue and the future map for everybody: a list, one block, and the map in words."""

from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import TypeVar

from bot.catalogue.capability import Capability, CapabilityStatus, Kind
from bot.catalogue.catalogue import Catalogue
from bot.catalogue.standing import stale_for
from bot.catalogue.terms import is_grammar, phrase_of
from bot.commands import BlockVerb
from bot.effects import Known
from bot.events import Form, Listed
from bot.handbook import Handbook
from bot.messages import Button, Heading, Items, Message, Paragraph, Part, Weight
from bot.pages import SHOWN, Page, page_within
from bot.requests import Status
from bot.triage import block_forms, block_history, lists, mapping, news
from bot.triage.block_card import draw, known_as, status_of, to_confirm
from bot.triage.block_fields import EDIT, HAND_OVER, PROPOSE, RETIRE
from bot.words.listing import listed
from bot.words.rich import LONGEST_LABEL, Rich, join

T = TypeVar("T")

HISTORY = "block_history"
"""The list of what was changed of a block."""

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


def show(look: Listed, known: Known, book: Handbook) -> Message:
    """A page of the catalogue or of the future map; or a block by its name, or its history."""
    if look.name == "future":
        return mapping.show(look, known, book)
    browsed = _catalogue if look.name == "catalogue" else _block
    return browsed(look, known, book)


def _catalogue(look: Listed, known: Known, book: Handbook) -> Message:
    """Every entry, by kind, what we have before what nobody has confirmed."""
    entries = sorted(
        book.blocks,
        key=lambda one: (_KINDS[one.kind], _STATUSES[known_as(one, book).status]),
    )
    page, on_it = _page(tuple(entries), look)
    today = book.days.local(known.at).date()
    groups = groupby(on_it, key=lambda one: one.kind)
    parts = (part for kind, some in groups for part in _of_kind(kind, tuple(some), today, book))
    message = lists.listed("catalogue", tuple(parts), page, look, book)
    how = (Paragraph(book.words.rich("catalogue.how")),) if entries else ()
    return Message((*message.parts, *how), message.buttons)


def _page(every: tuple[T, ...], look: Listed) -> tuple[Page, tuple[T, ...]]:
    """Which page it is, and what stands on it."""
    page = Page(total=len(every), number=page_within(look.page, len(every)))
    return page, every[(page.number - 1) * SHOWN : page.number * SHOWN]


def _of_kind(
    kind: Kind, some: tuple[Capability, ...], today: date, book: Handbook
) -> tuple[Part, ...]:
    name = book.words.rich(f"kind.{kind.replace(' ', '_')}")
    return (Heading(name), Items(tuple(_line(each, today, book) for each in some)))


def _line(block: Capability, today: date, book: Handbook) -> Rich:
    """Its name and status, and how old that is where nobody has confirmed it for too long."""
    line = book.words.rich("catalogue.line", name=block.name, status=status_of(block, book))
    months = stale_for(known_as(block, book), today)
    stale = book.words.rich("catalogue.stale", n=months) if months else ()
    return join((line, stale), " · ")


_STEPS = {
    BlockVerb.EDIT: ("edit", EDIT),
    BlockVerb.HAND_OVER: ("block_hand_over", HAND_OVER),
    BlockVerb.RETIRE: ("retire", RETIRE),
}


def to_do(verb: BlockVerb, name: str, known: Known, book: Handbook) -> Message:
    """What is to be done with the block of this name: a button for it, to those who may."""
    meant = named(name, book.ranker.catalogue)
    if len(meant) != 1:
        return _block(Listed("block", words=name), known, book)
    (block,) = meant
    if refusal := block_forms.why_not(block, known, book):
        return refusal
    told = book.words.rich("block.what_to_do", name=block.name)
    return Message((Paragraph(told),), (_step(verb, block, known, book),))


def _step(verb: BlockVerb, block: Capability, known: Known, book: Handbook) -> Button:
    if verb is BlockVerb.CONFIRM:
        label, press = to_confirm(block, known, book)
        return Button(book.words.plain(f"button.{label}"), press, Weight.MAIN)
    label, form = _STEPS[verb]
    return Button(book.words.plain(f"button.{label}"), Form(form, about=block.id), Weight.MAIN)


def offer_to_propose(known: Known, book: Handbook) -> Message:
    """A block that is not there yet, or one that a request will build: a button, to the team."""
    request = known.request
    if not known.member:
        return news.only_team(book)
    if request is None:
        return _proposing(Form(PROPOSE), book.words.rich("block.to_propose"), book)
    named = {"reference": book.reference(request.number), "title": request.title}
    if request.status is not Status.ACCEPTED:
        return news.one_line(book.words.rich("block.not_accepted", **named))
    told = book.words.rich("block.to_propose_of", **named)
    return _proposing(Form(PROPOSE, request.number), told, book)


def _proposing(form: Form, told: Rich, book: Handbook) -> Message:
    button = Button(book.words.plain("button.block_propose"), form, Weight.MAIN)
    return Message((Paragraph(told),), (button,))


def _block(look: Listed, known: Known, book: Handbook) -> Message:
    """The block of this name, or its history; where several go by it, a button for each."""
    meant = named(look.words, book.ranker.catalogue)
    if not meant:
        return news.one_line(book.words.rich("catalogue.no_such", name=look.words))
    if len(meant) == 1 and look.name == HISTORY:
        return block_history.show(look, meant[0], book)
    if len(meant) == 1:
        return draw(meant[0], known, book)
    names = listed((one.name for one in meant), book.words)
    which = book.words.rich("catalogue.several", name=look.words, names=names)
    return Message((Paragraph(which),), tuple(_button(each, look) for each in meant))


def _button(block: Capability, look: Listed) -> Button:
    return Button(block.name[:LONGEST_LABEL], replace(look, words=block.id))


def named(name: str, catalogue: Catalogue) -> tuple[Capability, ...]:
    """Those that go by this: by id or name, else by what staff call it, else by a part of it.

    Last by the stems of its words, so that one form is found among forms.
    """
    said = name.casefold().strip("‘’'\"")
    stems = _stems(said)
    every = catalogue.capabilities
    ways = (
        lambda one: said in (one.id.casefold(), one.name.casefold()),
        lambda one: said in (each.casefold() for each in one.synonyms),
        lambda one: set(said.split()) <= set(one.name.casefold().split()),
        lambda one: bool(stems) and stems <= _stems(one.name),
        lambda one: bool(stems) and stems in map(_stems, one.synonyms),
    )
    found = (tuple(filter(way, every)) for way in ways)
    return next(filter(None, found), ())[:MOST_MEANT]


def _stems(text: str) -> set[str]:
    return {each for each in phrase_of(text) if not is_grammar(each)}
