"""Which of our blocks is about the same as one of somebody else's: by its id, name or meaning."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from bot.catalogue.capability import Capability
from bot.catalogue.terms import in_any
from bot.meaning import Meaning

NEAR = 0.45
"""Of blocks that share a telling word: measured on the starter catalogue, whose own entries are
nearer than this only where they are of one family, such as those of GOV.UK."""

FAR = 0.25
"""Blocks of one id that are no nearer than this are two things that share a word."""

_COMMON = 50
"""A word that more of our blocks have tells none of them from the others."""
_COMPARED = 20
"""Blocks compared by meaning at the most: this keeps a long catalogue from taking long."""


class How(StrEnum):
    """By what two blocks overlap."""

    ID = "id"
    NAME = "name"
    MEANING = "meaning"


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two blocks that are about the same, theirs and ours."""

    theirs: Capability
    ours: Capability
    how: How


class Ours:
    """Our blocks, as others are held against them."""

    def __init__(self, blocks: Iterable[Capability], meaning: Meaning) -> None:
        self._blocks = tuple(blocks)
        self._meaning = meaning
        self._by_id = {each.id: each for each in self._blocks}
        self._by_name = {each.name.casefold(): each for each in reversed(self._blocks)}
        self._by_stem: dict[str, list[int]] = {}
        for place, each in enumerate(self._blocks):
            for stem in _stems(each):
                self._by_stem.setdefault(stem, []).append(place)
        self._vectors: dict[int, bytes] = {}

    def overlap(self, theirs: Capability) -> Overlap | None:
        """The block of ours that is about the same, or None."""
        by_name = self._by_name.get(theirs.name.casefold())
        by_id = self._by_id.get(theirs.id)
        if by_id and (by_id is by_name or not self._differ(theirs, by_id)):
            return Overlap(theirs, by_id, How.ID)
        if by_name:
            return Overlap(theirs, by_name, How.NAME)
        near = self._nearest(theirs)
        return Overlap(theirs, near, How.MEANING) if near else None

    def _differ(self, theirs: Capability, ours: Capability) -> bool:
        vector = self._meaning.vector(_about(ours))
        return self._meaning.nearness(_about(theirs), (vector,))[0] < FAR

    def _nearest(self, theirs: Capability) -> Capability | None:
        places = self._sharing_words(theirs)
        if not places:
            return None
        near = self._meaning.nearness(_about(theirs), tuple(map(self._vector, places)))
        best, place = max(zip(near, places, strict=True), key=lambda pair: (pair[0], -pair[1]))
        return self._blocks[place] if best >= NEAR else None

    def _sharing_words(self, theirs: Capability) -> tuple[int, ...]:
        """Those that share the most words with it, but for the words that many have."""
        found = (self._by_stem.get(stem, ()) for stem in _stems(theirs))
        shared = Counter(chain.from_iterable(each for each in found if len(each) <= _COMMON))
        return tuple(sorted(shared, key=lambda place: (-shared[place], place))[:_COMPARED])

    def _vector(self, place: int) -> bytes:
        if place not in self._vectors:
            self._vectors[place] = self._meaning.vector(_about(self._blocks[place]))
        return self._vectors[place]


def _stems(block: Capability) -> list[str]:
    return sorted(in_any((block.name, block.summary, *block.synonyms)))


def _about(block: Capability) -> str:
    return f"{block.name}. {block.summary}"
