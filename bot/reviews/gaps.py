"""What is not built yet and who waits for it, as a list for the team."""

from collections.abc import Iterable, Iterator, Mapping

from bot.events import GapTaken, Listed
from bot.messages import Button, Items, Message, Paragraph
from bot.naming import Waits, key_of
from bot.pages import page_within, pages_of, slice_of
from bot.reviews.book import Book
from bot.understanding import unmet
from bot.understanding.unmet import Gap
from bot.words.listing import listed
from bot.words.rich import LONGEST_LABEL, Rich, join

MOST_NAMED = 10
"""Requests of a gap that are named."""

OFFERED = 5
"""Gaps of a page that can be made a block with one press: those that most wait for."""


def gaps(waits: Waits, words: Mapping[int, str], book: Book, wanted: int = 1) -> Message:
    """Each gap with the requests behind it and the words that staff use for it."""
    found = unmet.gaps(waits, book.blocks, book.meaning, words)
    if not found:
        return Message((Paragraph(book.words.rich("list.gaps_none")),))
    title = Paragraph(book.words.count("list.gaps", len(found)))
    page, pages = page_within(wanted, len(found)), pages_of(len(found))
    on_it = slice_of(found, page)
    lines = Items(tuple(_line(gap, book) for gap in on_it), numbered=page == 1)
    more = (Button(book.words.plain("button.next_page"), Listed("gaps", page + 1)),)
    turns = more if page < pages else ()
    return Message((title, lines), (*_to_propose(on_it[:OFFERED], book), *turns))


def _line(gap: Gap, book: Book) -> Rich:
    services = book.words.count("digest.gap_services", gap.services) if gap.services else ()
    hours = book.words.count("list.gap_hours", gap.hours) if gap.hours else ()
    named = {"gap": gap.name, "references": _references(gap.waiting, book)}
    line = book.words.count(
        "list.gap_line", len(gap.waiting), **named, services=services, hours=hours
    )
    words = listed((f"‘{word}’" for word in gap.words), book.words)
    also = listed((f"‘{name}’" for name in gap.also), book.words)
    told = (
        book.words.rich("digest.gap_words", words=words) if words else (),
        book.words.rich("list.gap_also", names=also) if also else (),
        book.words.rich("list.gap_block", block=gap.block.name) if gap.block else (),
    )
    return join((line, *filter(None, told)))


def _references(waiting: Waits, book: Book) -> str:
    named = [book.reference(one.number) for one in waiting[:MOST_NAMED]]
    if more := len(waiting) - len(named):
        named.append(book.words.plain("digest.and_more", n=more))
    return ", ".join(named)


def _to_propose(some: Iterable[Gap], book: Book) -> Iterator[Button]:
    """One press makes a block of it; of what only confidential requests ask for nobody else hears.

    The button carries where the gap stands among those of a request, the first that is open and
    names it so, else the first that is open.
    """
    for gap in some:
        open_ = (one for one in gap.waiting if not one.confidential)
        by_name = sorted(open_, key=lambda one: one.key != key_of(gap.name))
        for one in () if gap.block else by_name[:1]:
            label = book.words.plain("button.gap_taken", gap=one.name)
            yield Button(label[:LONGEST_LABEL], GapTaken(one.number, one.place))
