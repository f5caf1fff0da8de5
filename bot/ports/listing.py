"""Lists of requests, page by page."""

from datetime import date
from typing import Protocol

from bot.events import Listed
from bot.pages import Page
from bot.people import Person


class Listing(Protocol):
    """The part of one transaction's work that lists requests."""

    def page(
        self, look: Listed, person: int, today: date, stems: frozenset[str], *, own: bool
    ) -> Page:
        """One page of the list that is looked at, by this person, with what it is filtered by.

        `stems` are those of the words to find; with `own` only this person's are found, by what all
        may read.
        """
        ...

    def services_in_queue(self) -> tuple[str, ...]:
        """The services of those whose requests are open or being built, by name."""
        ...

    def takers_in_queue(self) -> tuple[Person, ...]:
        """Whoever has a request that is open or being built."""
        ...
