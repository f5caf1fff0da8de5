"""What was said of a block in chat, as it is kept and as it is shown."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from bot.catalogue.adopting import Answer
from bot.catalogue.capability import CapabilityStatus
from bot.catalogue.changing import Change
from bot.catalogue.keys import as_kept, typed
from bot.effects import Alter, Effect, Known, LayOver, Say
from bot.events import Adopted
from bot.handbook import Handbook
from bot.messages import Message, Paragraph
from bot.triage import block_card
from bot.words.rich import Rich

Rows = tuple[Change, ...]


def rows(
    id_: str, values: Mapping[str, str], known: Known, book: Handbook, why: str = ""
) -> Iterator[Change]:
    """What is to be kept, beside what was known before and what the file says."""
    before, filed = book.ranker.catalogue.by_id.get(id_), book.catalogue.by_id.get(id_)
    for key, value in values.items():
        both = {"before": typed(before, key), "filed": typed(filed, key)}
        kept = as_kept(key, value)
        yield Change(id_, key, kept, known.at, known.person.name, why=why, **both)


def laid(new: Rows) -> tuple[Effect, ...]:
    """Kept; who says that it is live has looked at it."""
    live = ("status", CapabilityStatus.LIVE) in ((row.key, row.value) for row in new)
    confirmed = (LayOver(Adopted(new[0].capability, Answer.CONFIRMED)),) if live else ()
    return (Alter(new), *confirmed)


def shown(new: Rows, told: Iterable[Rich], known: Known, book: Handbook) -> Say:
    """To whoever said it, the block as it is then."""
    return Say(known.person.home, card(new, told, known, book))


def card(new: Rows, told: Iterable[Rich], known: Known, book: Handbook) -> Message:
    """The block as it is after this, under what there is to say of it."""
    after = book.with_said(book.adoptions, changes=(*book.changes, *new))
    drawn = block_card.draw(after.ranker.catalogue.by_id[new[0].capability], known, after)
    return replace(drawn, parts=(*map(Paragraph, told), *drawn.parts))
