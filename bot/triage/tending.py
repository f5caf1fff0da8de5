"""The life of a block in chat: proposed, changed, handed over, retired. The files stay as they are.

The digital team may, and whoever looks after the block.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from bot.catalogue.adopting import Answer
from bot.catalogue.capability import Capability, CapabilityStatus
from bot.catalogue.changing import BUILT_BY, KEYS, Change, as_kept, changes_of, typed
from bot.catalogue.holding import free_id
from bot.drafts import Conversation
from bot.effects import Alter, Effect, Known, LayOver, Say, Turn
from bot.events import Adopted, Changed, Proposed
from bot.handbook import Handbook
from bot.messages import Paragraph, Quiet
from bot.triage import block_card, news
from bot.triage.block_forms import why_not
from bot.triage.block_history import said
from bot.words.rich import Rich

_NOT_FILED = Capability("", "", "")


def decide(state: Conversation, event: Changed | Proposed, known: Known, book: Handbook) -> Turn:
    """Lay it over the files, and show the block as it is then."""
    if isinstance(event, Proposed):
        return _proposed(state, event, known, book)
    block = book.ranker.catalogue.by_id.get(event.capability)
    if refusal := why_not(block, known, book):
        return Turn(state, answer=Quiet(refusal))
    rows = tuple(_rows(event.capability, event.values, event.why, known, book))
    told = (book.words.rich("block.saved"), *_beside(event, known, book))
    effects = (*_altered(rows, told, known, book), *_handed_over(rows, known, book))
    return Turn(state, (*effects, *_confirmed(event)))


def _proposed(state: Conversation, event: Proposed, known: Known, book: Handbook) -> Turn:
    """Not there yet: a request that builds it makes it one that is being built."""
    status = CapabilityStatus.BUILDING if event.request else CapabilityStatus.IDEA
    builder = {BUILT_BY: str(event.request)} if event.request else {}
    values = {"name": event.name, **event.values, "status": str(status), **builder}
    id_ = free_id(event.name, book.ranker.catalogue.by_id)
    rows = tuple(_rows(id_, values, "", known, book))
    told = (book.words.rich(f"block.proposed_{status}"),)
    return Turn(state, tuple(_altered(rows, told, known, book)))


def _rows(
    id_: str, values: Mapping[str, str], why: str, known: Known, book: Handbook
) -> Iterator[Change]:
    """What is to be kept, beside what was known before and what the file says."""
    before, filed = book.ranker.catalogue.by_id.get(id_), book.catalogue.by_id.get(id_)
    for key, value in values.items():
        both = {"before": typed(before, key), "filed": typed(filed, key)} if key in KEYS else {}
        kept = as_kept(key, value)
        yield Change(id_, key, kept, known.at, known.person.name, why=why, **both)


def _altered(
    rows: tuple[Change, ...], told: tuple[Rich, ...], known: Known, book: Handbook
) -> Iterator[Effect]:
    """It is kept, and the block as it is then is shown to whoever said it."""
    after = book.with_said(book.adoptions, changes=(*book.changes, *rows))
    block = after.ranker.catalogue.by_id[rows[0].capability]
    card = block_card.draw(block, known, after)
    yield Alter(rows)
    yield Say(known.person.home, replace(card, parts=(*map(Paragraph, told), *card.parts)))


def _beside(event: Changed, known: Known, book: Handbook) -> Iterator[Rich]:
    """What others changed since they began: it stays."""
    rows = changes_of(event.capability, book.changes)[event.seen :]
    for row in rows:
        yield book.words.rich("block.stays", name=row.by, said=said(row, book))


def _handed_over(rows: tuple[Change, ...], known: Known, book: Handbook) -> Iterator[Effect]:
    """Whoever looks after it from now on is told, where exactly one that we know has that name."""
    steward = next((row.value for row in rows if row.key == "steward"), "")
    if steward and len(known.called) == 1 and known.called[0].key != known.person.key:
        (new,) = known.called
        block = book.ranker.catalogue.by_id[rows[0].capability]
        named = {"name": known.person.name, "block": block.name}
        yield Say(new.home, news.one_line(book.words.rich("block.handed_over", **named)))


def _confirmed(event: Changed) -> tuple[Effect, ...]:
    """Who says that it is live has looked at it."""
    if event.values.get("status") != CapabilityStatus.LIVE:
        return ()
    return (LayOver(Adopted(event.capability, Answer.CONFIRMED)),)
