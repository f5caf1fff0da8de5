"""What those are told whose requests were merged."""

from bot.effects import Known
from bot.handbook import Handbook
from bot.messages import Message, Paragraph
from bot.requests import Request
from bot.triage.linking import shared_words
from bot.words.listing import listed
from bot.words.rich import Rich, join


def merged(request: Request, known: Known, book: Handbook) -> Message:
    """To whoever asked for the one: where it goes on, and why."""
    into = known.other
    if into is None:
        return Message(())
    named = {"into": book.reference(into.number), "other": into.title}
    where = book.words.rich("news.merged", **named, **_named(request, book))
    told = join((where, both_say(request, into, book), book.words.rich("news.merged_on")))
    return Message((Paragraph(told),))


def both_say(one: Request, other: Request, book: Handbook) -> Rich:
    """The words that two requests share, if they share any."""
    shared = tuple(f"‘{word}’" for word in shared_words(one, other))
    return book.words.rich("same.both_say", words=listed(shared, book.words)) if shared else ()


def took_in(request: Request, book: Handbook) -> Message:
    """To whoever asked for what another request was merged into: of that one not a word."""
    return Message((Paragraph(book.words.rich("news.took_in", **_named(request, book))),))


def _named(request: Request, book: Handbook) -> dict[str, str]:
    return {"reference": book.reference(request.number), "title": request.title}
