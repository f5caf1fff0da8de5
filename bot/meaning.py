"""What texts mean, as far as vectors can tell: a port that ranking, far below the others, needs."""

from typing import Protocol


class Meaning(Protocol):
    """Texts into vectors, and how near vectors are. It needs no network, and loads at first use."""

    def vector(self, text: str) -> bytes:
        """What the text means, to be kept and compared; nothing for a text without words.

        Vectors of one release compare with each other; those of another length are near to none.
        """
        ...

    def nearness(self, text: str, vectors: tuple[bytes, ...]) -> tuple[float, ...]:
        """How near each is to the text, from -1 to 1; 0 for a vector of nothing."""
        ...
