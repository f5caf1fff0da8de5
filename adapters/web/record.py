"""What the page reads and keeps by itself: a narrow view of the store."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol, TypeVar

from bot.effects import Say
from bot.people import Identity, Person, Place
from bot.ports import Posted

Result = TypeVar("Result")


class Rows(Protocol):
    """The few things of a transaction that the page needs."""

    def posted(self, place: Place, limit: int) -> tuple[Posted, ...]:
        """The latest messages of a place, oldest first."""
        ...

    def first_time(self, event_id: str, at: datetime) -> bool:
        """Whether this is new; it is not from now on."""
        ...

    def person(self, who: Identity, home: Place | None) -> Person:
        """The person by our own key, made if new."""
        ...

    def file(self, say: Say, at: datetime, author: Person | None = None) -> None:
        """Put this in the outbox; a person's own line is there already, so it is not sent."""
        ...

    def next_number(self) -> int:
        """The next request number, which is then used up."""
        ...

    def unfinished(self) -> bool:
        """Whether anybody has a request under way or a question open."""
        ...

    def recall(self, name: str) -> str | None:
        """A thing remembered by name."""
        ...

    def remember(self, name: str, value: str) -> None:
        """Remember this by name."""
        ...

    def forget_everything(self) -> None:
        """Empty every table but what is remembered by name."""
        ...


class Record(Protocol):
    """The store, as far as the page knows it."""

    async def transact(self, do: Callable[[Rows], Result]) -> Result:
        """Do this in one transaction."""
        ...


class _OnlyLooked(Exception):
    """Ends a transaction that only looked, so that nothing of it is kept."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


async def next_number(record: Record) -> int:
    """The number that the next request will get; it is not used up."""

    def look(rows: Rows) -> int:
        raise _OnlyLooked(rows.next_number())

    try:
        return await record.transact(look)
    except _OnlyLooked as looked:
        return looked.number
