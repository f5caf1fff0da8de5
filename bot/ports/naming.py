"""What requests name, among all of them."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Protocol

from bot.naming import Waits
from bot.requests import Request, Status


class Naming(Protocol):
    """The part of one transaction's work that is about what many requests name."""

    def waits(self, at: datetime | None = None) -> Waits:
        """Who waits for what nothing meets, of all that is open, in the order of their numbers.

        Or of what was open at some moment, and is not confidential.
        """
        ...

    def words(self, numbers: Collection[int]) -> Mapping[int, str]:
        """What these requests are called and all that was said, by number."""
        ...

    def naming(self, keys: Collection[str], limit: int) -> tuple[Request, ...]:
        """Requests that are not over and name one of the keys, those asked first first."""
        ...

    def laying(self, keys: Collection[str], stems: Collection[str]) -> Mapping[Status, int]:
        """How many that are not over name one of the keys, or have all of the stems, by status.

        What is confidential is left out, and what the team found not to fit.
        """
        ...

    def is_asked_for(
        self, keys: Collection[str], stems: Collection[str], since: datetime, ends: datetime
    ) -> bool:
        """Whether a request of that time names one of the keys, or has all of the stems.

        The end is left out, and so is what is confidential, and what the team found not to fit.
        """
        ...
