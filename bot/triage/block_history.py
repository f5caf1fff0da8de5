"""What was said and changed of a block in chat, and where the file says otherwise."""

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby

from bot.catalogue.adopting import Adoption
from bot.catalogue.capability import Capability
from bot.catalogue.changing import BUILT_BY, Change, at_odds, changes_of
from bot.catalogue.keys import day_of, typed
from bot.catalogue.sense_keys import SEE, part_of, values_of
from bot.events import Listed
from bot.handbook import Handbook
from bot.messages import Items, Message
from bot.pages import SHOWN, Page, page_within
from bot.triage import leading, lists
from bot.words.dates import clock, day_and_year, short_day
from bot.words.listing import listed
from bot.words.rich import Rich, join, sentence

Entry = tuple[Change, ...] | Adoption


def show(look: Listed, block: Capability, book: Handbook) -> Message:
    """A page of it, newest first."""
    changes = changes_of(block.id, book.changes)
    at_once = (tuple(some) for _, some in groupby(changes, key=lambda one: (one.at, one.by)))
    said = (each for each in book.adoptions if each.capability == block.id)
    every: tuple[Entry, ...] = (*at_once, *said)
    entries = sorted(every, key=_at, reverse=True)
    page = Page(total=len(entries), number=page_within(look.page, len(entries)))
    on_it = entries[(page.number - 1) * SHOWN : page.number * SHOWN]
    lines = Items(tuple(_line(each, book) for each in on_it))
    return lists.listed("block_history", (lines,), page, look, book)


def differences(block: Capability, book: Handbook) -> Iterator[Rich]:
    """Where the file has come to say another thing than chat: the file counts, both are shown."""
    for row in at_odds(book.catalogue, changes_of(block.id, book.changes)):
        file = shown(typed(book.catalogue.by_id[block.id], row.key), row.key, book)
        what, day = said(row, book), day_and_year(row.at)
        yield book.words.rich("block.at_odds", name=row.by, day=day, said=what, file=file)


def said(row: Change, book: Handbook) -> Rich:
    """For example: Steward: ‘Tom Bell’."""
    within, name = part_of(row.key)
    key = book.words.plain(f"block_field.{(within or row.key).replace('.', '_')}", name=name)
    return book.words.rich("block.said", key=key, value=shown(row.value, row.key, book))


def shown(value: str, key: str, book: Handbook) -> Rich:
    """What a key says, as it is read."""
    words = book.words
    if not value:
        return words.rich("block.nothing")
    if key == "status":
        return words.rich(f"block_status.{value}")
    if key == "kind":
        return words.rich(f"kind.{value.replace(' ', '_')}")
    if key == BUILT_BY:
        return words.rich("block.quoted", value=book.reference(int(value)))
    within, name = part_of(key)
    if within:
        return words.rich("block.quoted", value=_of_part(within, value, book) or name)
    day = day_of(value) if key == "contract_end" else None
    if day:
        return words.rich("block.quoted", value=short_day(day))
    return words.rich("block.quoted", value=", ".join(value.splitlines()))


def _of_part(within: str, value: str, book: Handbook) -> str:
    """What a sense says, or what the word can also mean, behind its name."""
    values = values_of(within, value)
    if SEE in values:
        values[SEE] = leading.shown(values[SEE], book)
    _, *said = values.items()
    told = (book.words.plain(f"block_part.{key}_said", said=text) for key, text in said if text)
    return "; ".join(told)


def _change(row: Change, book: Handbook) -> Rich:
    if not row.before:
        return said(row, book)
    before = shown(row.before, row.key, book)
    return book.words.rich("block.instead_of", said=said(row, book), before=before)


def _when(at: datetime, by: str, what: Rich, book: Handbook) -> Rich:
    day, time = day_and_year(at), clock(at)
    return book.words.rich("block.history_line", name=by, what=what, day=day, time=time)


def _at(entry: Entry) -> datetime:
    return entry[0].at if isinstance(entry, tuple) else entry.at


def _line(entry: Entry, book: Handbook) -> Rich:
    if isinstance(entry, Adoption):
        what = book.words.rich(f"block.history_{entry.answer}")
        return _when(entry.at, entry.by, what, book)
    first = entry[0]
    what = listed((_change(row, book) for row in entry), book.words)
    whole = _when(first.at, first.by, what, book)
    why = book.words.rich("block.history_why", why=sentence(first.why)) if first.why else ()
    return join((whole, why))
