"""What a request's card says of the future map."""

from bot.handbook import Handbook
from bot.requests import Request
from bot.understanding.groundwork import laid_by, name_of
from bot.words.listing import listed
from bot.words.rich import Rich


def line(request: Request, book: Handbook) -> tuple[Rich, ...]:
    """The parts of the map that it would lay the ground for, if any."""
    if not book.future:
        return ()
    entries = {each.id: each for each in book.blocks}
    laid = laid_by(request, book.future, entries)
    names = listed((name_of(part, entries) for part in laid), book.words)
    return (book.words.rich("card.lays", parts=names),) if names else ()
