"""Words that must not be kept are taken out of everything that has them."""

import logging
import re
from collections.abc import Iterator

from bot.catalogue.changing import builds
from bot.catalogue.holding import free_id
from bot.effects import Redact
from bot.events import Event
from bot.handbook import Handbook
from bot.messages import Message
from bot.naming import key_of, named_by
from bot.ports import Store, Unavailable, Work
from bot.ports.erasing import Changes, Line
from bot.requests import Entry, Request
from bot.resembling import index_anew
from bot.triage import card
from bot.triage.taking_out import Redaction, Renaming, redaction

log = logging.getLogger(__name__)

REWRITE = "rewrite"
"""By this name it is remembered that the database has yet to be written anew."""


NOBODY = 0
"""No person has this key."""


def redact(effect: Redact, work: Work, book: Handbook) -> None:
    """Out of the histories, the messages, what the requests are found by, and their blocks."""
    taken_out = redaction(effect.gone, book)
    every = (*effect.requests, *effect.beside)
    numbers = tuple(one.number for one in every)
    work.rewrite(numbers, map(card.name, numbers), hints(taken_out), taken_out.of)
    for request in every:
        index_anew(request, work, book.ranker.meaning)
    _reword_blocks(frozenset(_made_of(every, taken_out, book)), taken_out, work, book)
    write_anew_later(work)


def _made_of(requests: tuple[Request, ...], taken_out: Redaction, book: Handbook) -> Iterator[str]:
    """The blocks that these requests build, or wait for: they may be called as is said there."""
    waited_for = {key_of(name) for one in requests for name in named_by(one)}
    for one in requests:
        yield from builds(book.changes, one.number)
    for block in book.blocks:
        called = {key_of(taken_out.of(name)) for name in (block.name, *block.synonyms)}
        if not waited_for.isdisjoint(called):
            yield block.id


def _reword_blocks(
    blocks: frozenset[str], taken_out: Redaction, work: Work, book: Handbook
) -> None:
    """What was said of them; and what they are called, and known by, wherever they are named."""
    work.reword_blocks(blocks, taken_out.of)
    known = book.ranker.catalogue.by_id
    taken = {*known}
    # A file's own ids and names are the operator's.
    for old in sorted(blocks & known.keys() - book.catalogue.by_id.keys()):
        before, name = known[old].name, taken_out.of(known[old].name)
        if name != before:
            new = free_id(name, taken)
            taken.add(new)
            work.rename_block(old, new)
            _rename(Renaming((before,), name, frozenset(), {old: new, before: name}), work, book)


def _rename(renamed: Renaming, work: Work, book: Handbook) -> None:
    """In requests, histories, messages and their buttons."""
    hints = tuple(renamed.names)
    naming = tuple(map(renamed.of, work.concerning(NOBODY, hints)))
    cards = {card.name(one.number) for one in naming}

    def event(entry: Entry, _: bool) -> Event:
        return renamed.of(entry.event)

    def message(line: Line) -> Message:
        left = renamed.of(line.message)
        return renamed.within(left) if cards & {line.card, line.thread} else left

    work.put_through(NOBODY, hints, Changes(event, message, renamed.of, renamed.of))
    for request in naming:
        work.save(request)
        index_anew(request, work, book.ranker.meaning)


def write_anew_later(work: Work) -> None:
    """What was taken out has yet to leave the database's unused corners."""
    work.remember(REWRITE, str(int(work.recall(REWRITE) or 0) + 1))


async def write_anew(wanted: str, store: Store) -> None:
    """No unused corner has what was taken out; if it cannot be done now, at a later tick."""
    try:
        await store.rewrite()
    except Unavailable:
        log.warning("the database was not written anew", exc_info=True)
        return
    await store.transact(lambda work: rewritten(wanted, work))


def rewritten(wanted: str, work: Work) -> None:
    """The database is written anew; what was taken out meanwhile still wants it."""
    if work.recall(REWRITE) == wanted:
        work.remember(REWRITE, "")


def hints(taken_out: Redaction) -> tuple[str, ...]:
    """What a text has, also as JSON, that has one of the pieces; nothing where that is not sure."""
    found = tuple(_AS_THEY_STAND.findall(piece) for piece in taken_out.pieces)
    return tuple(max(words, key=len) for words in found) if all(found) else ()


_AS_THEY_STAND = re.compile(r"(?<!\S)[!#-\[\]-~]+(?!\S)|[A-Za-z0-9]+")
"""Words that JSON has as they are, or what it has of them."""
