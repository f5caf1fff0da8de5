"""The life of a block in chat: proposed, changed, handed over, retired. The files stay as they are.

The digital team may, and whoever looks after the block.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from bot.catalogue.capability import Capability, CapabilityStatus
from bot.catalogue.changing import BUILT_BY, changes_of
from bot.catalogue.holding import free_id
from bot.catalogue.ranking import FITS
from bot.drafts import Conversation
from bot.effects import Effect, Known, Say, Turn
from bot.events import Changed, GapTaken, Proposed
from bot.handbook import Handbook
from bot.messages import Paragraph, Quiet
from bot.naming import key_of, named_by
from bot.triage import block_card, going_live, laying, news
from bot.triage.block_forms import LONGEST_NAME, called, why_not
from bot.triage.block_history import said
from bot.triage.laying import Rows
from bot.understanding.unmet import Gap, gaps
from bot.words.listing import listed
from bot.words.rich import Rich, bare, join

Tended = Changed | Proposed | GapTaken


def decide(state: Conversation, event: Tended, known: Known, book: Handbook) -> Turn:
    """Lay it over the files, and show the block as it is then."""
    if isinstance(event, Changed):
        return _changed(state, event, known, book)
    if isinstance(event, GapTaken):
        return _gap_taken(state, event, known, book)
    if event.request and (block := called(event.name, book)):
        return Turn(state, tuple(_built_by(event.request, block, known, book)))
    building = _building(event.request) if event.request else {}
    told = f"proposed_{building.get('status', CapabilityStatus.IDEA)}"
    values = {"name": event.name, **event.values, **building}
    return Turn(state, _proposed(values, told, known, book))


def _building(request: int) -> dict[str, str]:
    return {"status": str(CapabilityStatus.BUILDING), BUILT_BY: str(request)}


def _built_by(request: int, block: Capability, known: Known, book: Handbook) -> Iterator[Effect]:
    """What was proposed before is being built now; what it says stays."""
    rows = tuple(laying.rows(block.id, _building(request), known, book))
    yield from laying.laid(rows)
    yield laying.shown(rows, (book.words.rich("block.proposed_building"),), known, book)


def _changed(state: Conversation, event: Changed, known: Known, book: Handbook) -> Turn:
    block = book.ranker.catalogue.by_id.get(event.capability)
    if refusal := why_not(block, known, book):
        return Turn(state, answer=Quiet(refusal))
    rows = tuple(laying.rows(event.capability, event.values, known, book, event.why))
    heard = tuple(_heard(rows, known, book))
    waited = (book.words.count("block.live_told", len(heard)),) if heard else ()
    told = (book.words.rich("block.saved"), *waited, *_beside(event, book))
    shown = laying.shown(rows, told, known, book)
    return Turn(state, (*laying.laid(rows), shown, *heard, *_handed_over(rows, known, book)))


def _heard(rows: Rows, known: Known, book: Handbook) -> Iterator[Say]:
    """Whoever waits for a block that is live from now on."""
    if ("status", CapabilityStatus.LIVE) in ((row.key, row.value) for row in rows):
        yield from going_live.told(book.ranker.catalogue.by_id[rows[0].capability], known, book)


def _beside(event: Changed, book: Handbook) -> Iterator[Rich]:
    """What others changed since they began: it stays."""
    for row in changes_of(event.capability, book.changes)[event.seen :]:
        yield book.words.rich("block.stays", name=row.by, said=said(row, book))


def _handed_over(rows: Rows, known: Known, book: Handbook) -> Iterator[Effect]:
    """Whoever looks after it from now on is told, where exactly one that we know has that name."""
    steward = next((row.value for row in rows if row.key == "steward"), "")
    if steward and len(known.called) == 1 and known.called[0].key != known.person.key:
        (new,) = known.called
        block = book.ranker.catalogue.by_id[rows[0].capability]
        named = {"name": known.person.name, "block": block.name}
        yield Say(new.home, news.one_line(book.words.rich("block.handed_over", **named)))


def _proposed(
    values: Mapping[str, str], name: str, known: Known, book: Handbook
) -> tuple[Effect, ...]:
    """Not there yet; where a live block sounds like it, that is told beside it."""
    id_ = free_id(values["name"], book.ranker.catalogue.by_id)
    rows = tuple(laying.rows(id_, values, known, book))
    told = (book.words.rich(f"block.{name}"), *_like_it(values, book))
    return (*laying.laid(rows), laying.shown(rows, told, known, book))


def _like_it(values: Mapping[str, str], book: Handbook) -> Iterator[Rich]:
    """A build beside a block that is live is a cul-de-sac: whoever proposes it is told."""
    for match in book.ranker.match(f"{values['name']}. {values['summary']}", {})[:1]:
        if match.score >= FITS and match.shown.status is CapabilityStatus.LIVE:
            yield book.words.rich("block.like_live", block=match.shown.name)


def _gap_taken(state: Conversation, event: GapTaken, known: Known, book: Handbook) -> Turn:
    """A block of what nothing meets, with what it is called and the words that staff use."""
    gap = _gap(event, known, book)
    if gap is None:
        return Turn(state, answer=Quiet(news.stale(book)))
    if gap.block:
        there = block_card.draw(gap.block, known, book)
        already = Paragraph(book.words.rich("block.proposed_already"))
        return Turn(state, answer=Quiet(replace(there, parts=(already, *there.parts))))
    return Turn(state, _proposed(_as_block(gap, book), "proposed_gap", known, book))


def _gap(event: GapTaken, known: Known, book: Handbook) -> Gap | None:
    """The gap at this place of the request's, with everybody who waits for it.

    What is confidential lends it nothing: everybody may read what becomes of it.
    """
    named = named_by(known.request) if known.request else ()
    if not 0 <= event.gap < len(named):
        return None
    key = key_of(named[event.gap])
    open_ = (one for one in known.waits if not one.confidential)
    found = gaps(open_, book.blocks, book.meaning, known.words)
    return next((one for one in found if key in map(key_of, (one.name, *one.also))), None)


def _as_block(gap: Gap, book: Handbook) -> dict[str, str]:
    """One word alone would find too much else."""
    first, _, rest = gap.name.partition(" ")
    name = (rest if rest and first.casefold() in ("a", "an", "the") else gap.name)[:LONGEST_NAME]
    names = (each.strip("‘’ ") for one in (gap.name, *gap.also) for each in one.split(","))
    quoted = listed((f"‘{word}’" for word in gap.words), book.words)
    said_so = book.words.rich("digest.gap_words", words=quoted) if quoted else ()
    needed = book.words.count("block.of_gap", len(gap.waiting))
    pairs = (word for word in gap.words if " " in word)
    return {
        "name": name[:1].upper() + name[1:],
        "summary": bare(join(filter(None, (needed, said_so)))),
        "synonyms": ", ".join(dict.fromkeys((*names, *pairs))),
    }
