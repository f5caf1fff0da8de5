"""What arrived: the lines of a `FileChannel`'s file."""

import json
from dataclasses import dataclass
from pathlib import Path

from tests.kills.child import BOOK

REPEATED = BOOK.words.plain("delivery.maybe_repeat")


@dataclass(frozen=True, slots=True)
class Arrived:
    """A line on the wire: the outbox's number of it, and the card that it updates, if any."""

    id: int
    place: str
    updates: str
    text: str

    @property
    def says_so(self) -> bool:
        """Whether it tells that it may be a repeat; a card in its place is only drawn again."""
        return bool(self.updates) or self.text.startswith(REPEATED)


def arrived(path: Path) -> list[Arrived]:
    """Everything that arrived, in order."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [Arrived(**json.loads(line)) for line in lines]


def repeats(wire: list[Arrived]) -> list[int]:
    """Which lines are of a letter that was on the wire before."""
    first = {letter.id: n for n, letter in reversed([*enumerate(wire)])}
    return [n for n, letter in enumerate(wire) if first[letter.id] < n]


def out_of_order(wire: list[Arrived]) -> list[Arrived]:
    """What arrived for the first time after something newer did, in the same place."""
    newest: dict[str, int] = {}
    late = []
    again = set(repeats(wire))
    for letter in (letter for n, letter in enumerate(wire) if n not in again):
        late += [letter] if letter.id < newest.get(letter.place, 0) else []
        newest[letter.place] = max(letter.id, newest.get(letter.place, 0))
    return late
