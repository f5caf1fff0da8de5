"""Whoever is to be erased: everything that is kept of them, taken out or forgotten."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from bot.drafts import Conversation
from bot.events import Event
from bot.messages import Message
from bot.people import Person, Place
from bot.requests import Entry, Request


@dataclass(frozen=True, slots=True)
class Line:
    """A message as it lies in the outbox: the card that it is, or in whose thread it stands."""

    message: Message
    card: str = ""
    thread: str = ""


@dataclass(frozen=True, slots=True)
class Changes:
    """What becomes of what is kept of everybody else; `event` is also told whether they did it.

    A message that becomes None is forgotten.
    """

    event: Callable[[Entry, bool], Event]
    message: Callable[[Line], Message | None]
    conversation: Callable[[Conversation], Conversation]
    text: Callable[[str], str]


class Erasing(Protocol):
    """The part of one transaction's work that erases a person."""

    def concerning(self, person: int, hints: Iterable[str]) -> Iterator[Request]:
        """What they asked for, joined or have, or did anything to; or whose record has a hint.

        They may be all there are, so no more than a slice of them is read at a time.
        """
        ...

    def homes(self, person: int) -> tuple[Place, ...]:
        """Where they are met, on each platform that knows them."""
        ...

    def put_through(self, person: int, hints: Iterable[str], changes: Changes) -> frozenset[int]:
        """Change what they did, and whatever has one of the hints; without any, everything.

        The numbers of the requests of whose history something was changed.
        """
        ...

    def leave_blocks(self, name: str, person: int, others: Collection[int]) -> None:
        """Whoever has this name looks after no building block any longer.

        Where `others` have it too: of those blocks alone of which this person said something, be it
        that it is all true, and none of the others did.
        """
        ...

    def forget(self, erased: Person) -> None:
        """All that is theirs alone goes: by what they are known, what is said to them, drafts.

        What points to them points to the `erased` from now on.
        """
        ...
