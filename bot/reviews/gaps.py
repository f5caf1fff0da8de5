"""What is not built yet and who waits for it, as a list for the team."""

from collections.abc import Iterable

from bot.events import Listed
from bot.messages import Button, Items, Message, Paragraph
from bot.requests import Request
from bot.reviews import tallies
from bot.reviews.book import Book
from bot.reviews.tallies import Gap
from bot.words.listing import listed
from bot.words.rich import Rich, join

SHOWN = 20
"""Gaps on one page."""


def gaps(requests: Iterable[Request], book: Book, page: int = 1) -> Message:
    """Each gap with the requests behind it and the words that staff use for it."""
    found = tallies.gaps(requests)
    if not found:
        return Message((Paragraph(book.words.rich("list.gaps_none")),))
    pages = -(-len(found) // SHOWN)
    page = min(max(page, 1), pages)
    title = Paragraph(book.words.count("list.gaps", len(found)))
    lines = tuple(_line(gap, book) for gap in found[(page - 1) * SHOWN : page * SHOWN])
    more = (Button(book.words.plain("button.next_page"), Listed("gaps", page + 1)),)
    return Message((title, Items(lines, numbered=page == 1)), more if page < pages else ())


def _line(gap: Gap, book: Book) -> Rich:
    references = ", ".join(book.reference(one.number) for one in gap.waiting)
    waiting = len(gap.waiting)
    line = book.words.count("list.gap_line", waiting, gap=gap.name, references=references)
    words = listed((f"‘{word}’" for word in gap.words), book.words)
    return join((line, book.words.rich("digest.gap_words", words=words) if words else ()))
