"""The handbook as it is now: the operator's files, with the team's answers laid over them."""

from bot.handbook import Handbook
from bot.ports import Work


class Library:
    """Keeps the last handbook that was made, for making one costs more than a turn.

    Entered from the store's thread alone.
    """

    def __init__(self, book: Handbook) -> None:
        self._book = book

    def current(self, work: Work) -> Handbook:
        """The handbook with every answer that was given, by whatever process took it."""
        if work.adoptions_count() != len(self._book.adoptions):
            self._book = self._book.with_adoptions(work.adoptions())
        return self._book
