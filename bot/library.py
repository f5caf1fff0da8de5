"""The handbook as it is now: the operator's files, with what the team said of blocks over them."""

from bot.handbook import Handbook
from bot.ports import Work


class Library:
    """Keeps the last handbook that was made, for making one costs more than a turn.

    Entered from the store's thread alone.
    """

    def __init__(self, book: Handbook) -> None:
        self._book = book
        self._counts = (len(book.adoptions), 0, len(book.changes))

    def current(self, work: Work) -> Handbook:
        """The handbook with everything that was said, whatever process took it."""
        counts = work.said_of_blocks()
        if counts != self._counts:
            self._book = self._book.with_said(
                work.adoptions(), work.said_after_use(), work.changes_of_blocks()
            )
            self._counts = counts
        return self._book
