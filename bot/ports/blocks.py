"""What was said and changed of the catalogue's blocks."""

from typing import Protocol

from bot.catalogue.adopting import Adoption
from bot.catalogue.changing import Change
from bot.events import Verdict


class Blocks(Protocol):
    """The part of one transaction's work that is about blocks."""

    def adopt(self, adoption: Adoption, by: int) -> None:
        """Add what the team said about a block. Nothing is ever taken from it."""
        ...

    def adoptions(self) -> tuple[Adoption, ...]:
        """Everything the team said about blocks, oldest first."""
        ...

    def change_block(self, change: Change, by: int) -> None:
        """Add what somebody changed of a block. Nothing is ever taken from it."""
        ...

    def changes_of_blocks(self) -> tuple[Change, ...]:
        """Everything that was changed of blocks in chat, oldest first."""
        ...

    def said_of_blocks(self) -> tuple[int, int, int]:
        """How often something was said of blocks: whether we have them, after use, and changes.

        It is quick, since it is asked in every transaction.
        """
        ...

    def said_after_use(self) -> tuple[tuple[int, Verdict], ...]:
        """What was said at reviews of how blocks fit, oldest first, each with its request."""
        ...
