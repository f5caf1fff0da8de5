"""Two who turn out to be one person, each known to us from elsewhere."""

from datetime import datetime
from typing import Protocol

from bot.people import Person, Place


class Uniting(Protocol):
    """The part of one transaction's work that makes one person of two."""

    def last_said(self, home: Place) -> datetime | None:
        """When something was last said there, by them or to them."""
        ...

    def asked_along_by(self, people: tuple[int, int]) -> tuple[int, ...]:
        """The numbers of what either joined, and of their own that others need who have no chat."""
        ...

    def unite(self, person: Person, gone: int) -> None:
        """All that the other did, has and is known by is this person's, who is as given now."""
        ...
