"""What words weigh that were weighed against each other in messages that people labelled.

Each word, or two that stand together, adds something for or against; what always stands together
shares it, so that nothing counts twice. `python -m benchmarks.counting` makes the file.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from bot.counted import BETWEEN, Leaning


@dataclass(frozen=True, slots=True)
class Weight:
    """Words and pairs that each add so much: `shop, at the, ^ hello`."""

    each: float
    words: str


@dataclass(frozen=True)
class Weighed:
    """What each word, and each pair, adds, and what a text comes to that has none of them."""

    base: float = 0.0
    weights: tuple[Weight, ...] = field(default=())

    @cached_property
    def leaning(self) -> Leaning:
        """What each word says."""
        return Leaning({w: one.each for one in self.weights for w in one.words.split(BETWEEN)})


def weighed(base: float, weights: Mapping[str, float]) -> Weighed:
    """The words of the same weight together, the heaviest first."""
    alike: dict[float, list[str]] = {}
    for word in sorted(weights):
        alike.setdefault(weights[word], []).append(word)
    groups = (Weight(each, BETWEEN.join(alike[each])) for each in sorted(alike, reverse=True))
    return Weighed(base, tuple(groups))
