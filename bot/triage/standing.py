"""Where a request stands, in words: for the team, for who asked, and for anybody else."""

from bot.handbook import Handbook
from bot.people import Person
from bot.requests import Request, Status

WAITS_FOR = ("supplier", "board")
"""Whom the team can say that a request waits for, besides those that it asked."""


def for_team(request: Request, book: Handbook) -> str:
    """On the card and in the queue. For example: Waiting for Dean to answer."""
    if _waits_for_requester(request):
        return book.words.plain("status.waiting_team", name=request.requester.first_name)
    return for_anybody(request, book)


def for_reader(request: Request, reader: Person, book: Handbook) -> str:
    """To somebody outside the team; what waits for themselves says so."""
    if _waits_for_requester(request) and reader.key == request.requester.key:
        return book.words.plain("status.waiting_own")
    return for_anybody(request, book)


def for_anybody(request: Request, book: Handbook) -> str:
    """Without a name."""
    if request.waits_for:
        return book.words.plain(f"status.waiting_{request.waits_for}")
    return book.words.plain(f"status.{request.status}")


def _waits_for_requester(request: Request) -> bool:
    return request.status is Status.WAITING and not request.waits_for
