"""What words tell by how often they stood in texts of each kind, counted.

A word, or two that stand together, speak for a kind of text by how much more often they stood in it
than in the others (naive Bayes). It is added up, and shown by the stretch that says it most.
`python -m benchmarks.counting` makes the files from messages that people labelled.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import fsum, log

_FEW = 1.0
"""Added to each count: what never stood in a kind of text may do so yet."""

_MOST = 3.0
"""Log-odds that one word, or pair, adds at most: a few texts are no proof."""

_LEAST = 0.8
"""Log-odds below which a word says nothing: everyday words lean a little, and there are many."""

_QUOTED = 8
"""In words: the longest stretch that is shown."""

_FIRST = "^"
BETWEEN = ", "

Span = tuple[int, int]
"""Words from the first up to, but without, the second."""


@dataclass(frozen=True, slots=True)
class Group:
    """Words and pairs that stood in as many texts of each kind: `shop, at the, ^ hello`."""

    kinds: Mapping[str, int]
    words: str


@dataclass(frozen=True, slots=True)
class Sign:
    """A word or a pair, and where it stands."""

    key: str
    span: Span


@dataclass(frozen=True)
class Counted:
    """In how many texts of each kind each word, and each pair, stood."""

    groups: tuple[Group, ...] = field(default=())

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """Every kind of text."""
        return tuple(sorted({kind for group in self.groups for kind in group.kinds}))

    @cached_property
    def words(self) -> Mapping[str, Mapping[str, int]]:
        """The counts by word or pair."""
        return {word: one.kinds for one in self.groups for word in one.words.split(BETWEEN)}

    def speaking_for(self, kinds: Iterable[str]) -> "Leaning":
        """What each word says of these kinds, beside all others."""
        chosen = frozenset(kinds)
        these = {word: _sum(counts, chosen) for word, counts in self.words.items()}
        others = {word: sum(self.words[word].values()) - n for word, n in these.items()}
        return Leaning(_log_odds(these, others))


@dataclass(frozen=True, slots=True)
class Leaning:
    """By word or pair, how much it speaks for something (log-odds)."""

    weights: Mapping[str, float]

    def weight(self, signs: Iterable[str]) -> float:
        """How much a text with these words and pairs speaks for it, in whatever order they come."""
        return fsum(self.weights.get(sign, 0.0) for sign in signs)

    def most_telling(self, keys: Sequence[str]) -> Span:
        """The few neighbours in a text, which has a word at least, that speak most for it."""
        at = [0.0] * len(keys)
        for key, (first, end) in ((sign.key, sign.span) for sign in signs_of(keys)):
            for place in range(first, end):
                at[place] += self.weights.get(key, 0.0) / (end - first)
        return max(_stretches(keys), key=lambda span: sum(at[slice(*span)]))


def signs_of(keys: Sequence[str]) -> Iterator[Sign]:
    """Each word, and each pair of neighbours in a sentence; the first one's neighbour is `^`."""
    for at, key in enumerate(keys):
        if not key:
            continue
        yield Sign(key, (at, at + 1))
        if at == 0:
            yield Sign(f"{_FIRST} {key}", (at, at + 1))
        if at + 1 < len(keys) and keys[at + 1]:
            yield Sign(f"{key} {keys[at + 1]}", (at, at + 2))


def grouped(words: Mapping[str, Mapping[str, int]]) -> Counted:
    """The words with the same counts together."""
    alike: dict[tuple[tuple[str, int], ...], list[str]] = {}
    for word in sorted(words):
        alike.setdefault(tuple(sorted(words[word].items())), []).append(word)
    groups = (Group(dict(kinds), BETWEEN.join(alike[kinds])) for kinds in sorted(alike))
    return Counted(tuple(groups))


def _sum(counts: Mapping[str, int], kinds: Iterable[str]) -> int:
    return sum(counts.get(kind, 0) for kind in kinds)


def _log_odds(these: Mapping[str, int], others: Mapping[str, int]) -> dict[str, float]:
    """By word that says enough, how much likelier it is in these texts than in the others."""
    some, rest = (sum(each.values()) + _FEW * len(each) for each in (these, others))
    odds = {
        word: log((these[word] + _FEW) / some) - log((others[word] + _FEW) / rest) for word in these
    }
    telling = {word: each for word, each in odds.items() if abs(each) >= _LEAST}
    return {word: max(-_MOST, min(_MOST, each)) for word, each in telling.items()}


def _stretches(keys: Sequence[str]) -> Iterator[Span]:
    """Every few neighbours in a sentence, the shortest first."""
    for length in range(1, _QUOTED + 1):
        for first in range(len(keys) - length + 1):
            if all(keys[first : first + length]):
                yield first, first + length
