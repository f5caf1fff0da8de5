"""What is older than is kept, a slice at a time."""

from datetime import datetime
from typing import Protocol

from bot.people import Person
from bot.ports.erasing import Changes
from bot.requests import Request


class Retaining(Protocol):
    """The part of one transaction's work that lets go of what is old. Nothing on hold is old."""

    def forget_messages(self, before: datetime, limit: int) -> int:
        """Forget settled messages filed before then, but each card as it is; how many went."""
        ...

    def long_over(self, before: datetime, limit: int) -> tuple[Request, ...]:
        """What is over and had nothing happen to it since then, but where its words went last."""
        ...

    def long_silent(self, before: datetime, limit: int) -> tuple[Person, ...]:
        """Whoever has done nothing since then, and of whom no message and no words are left."""
        ...

    def reword(self, number: int, card: str, changes: Changes) -> None:
        """Change what happened to the request, and its card as it was filed."""
        ...
