"""What may not be kept any longer, taken out of all that was."""

from collections.abc import Callable, Collection, Iterable
from typing import Any, Protocol

from bot.requests import Request

Change = Callable[[Any], Any]


class Keeping(Protocol):
    """The part of one transaction's work that takes out what was kept."""

    def related(self, number: int) -> tuple[Request, ...]:
        """Other requests that may repeat its words: those that it hangs together with.

        And those whose requester said that it is not the same, for they have its title.
        """
        ...

    def rewrite(
        self, numbers: Iterable[int], cards: Iterable[str], hints: Iterable[str], change: Change
    ) -> None:
        """Put through a change what was kept and said of these requests, whose `cards` these are.

        What has none of the `hints` is left alone; no hints are for whoever cannot give any. The
        histories are changed, the messages but for other requests' cards, open questions, their
        titles in drafts, and what their people wrote that was sent elsewhere.
        """
        ...

    def reword_blocks(self, blocks: Collection[str], change: Change) -> None:
        """Put through a change what was typed of these blocks, but who looks after them.

        Whoever has the catalogue in mind reads it anew.
        """
        ...

    def rename_block(self, old: str, new: str) -> None:
        """What was said of a block was said of it by its new id, which no other has."""
        ...

    def forget_words(self, number: int) -> None:
        """The request is found by no word any longer."""
        ...
