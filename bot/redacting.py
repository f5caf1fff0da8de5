"""Words that must not be kept are taken out of everything that has them."""

import logging
import re

from bot.effects import Redact
from bot.handbook import Handbook
from bot.ports import Store, Unavailable, Work
from bot.resembling import index_anew
from bot.triage import card
from bot.triage.taking_out import Redaction, redaction

log = logging.getLogger(__name__)

REWRITE = "rewrite"
"""By this name it is remembered that the database has yet to be written anew."""


def redact(effect: Redact, work: Work, book: Handbook) -> None:
    """Out of the histories, the messages, and what the requests are found by."""
    taken_out = redaction(effect.gone, book)
    every = (*effect.requests, *effect.beside)
    numbers = tuple(one.number for one in every)
    work.rewrite(numbers, map(card.name, numbers), hints(taken_out), taken_out.of)
    for request in every:
        index_anew(request, work, book.ranker.meaning)
    write_anew_later(work)


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
