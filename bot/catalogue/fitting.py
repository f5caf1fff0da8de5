"""How blocks fitted once they had been used: this alone changes which are offered first. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.catalogue.catalogue import Catalogue
from bot.events import Verdict

FITTED = ("as_it_is", "adapted")
"""The verdicts by which a block was of use."""

ENOUGH = 3
"""Verdicts one way more than the other from which no more of them changes anything."""


@dataclass(frozen=True, slots=True)
class Fit:
    """Of how many requests it was said, after use, that a block fitted, or that it did not."""

    fitted: int = 0
    not_fitted: int = 0

    @property
    def weight(self) -> float:
        """From -1, it mostly did not, to 1, it mostly did; 0 where nobody has said."""
        more = self.fitted - self.not_fitted
        return max(-ENOUGH, min(ENOUGH, more)) / ENOUGH


Fits = Mapping[str, Fit]
"""By the id of the need that the block meets."""


def fits_of(said: Iterable[tuple[int, Verdict]], catalogue: Catalogue) -> Fits:
    """What was said last of each block of each request. A product counts for its first need."""
    latest = {(request, one.block): one.verdict in FITTED for request, one in said}
    counts = Counter((_need(block, catalogue), fitted) for (_, block), fitted in latest.items())
    needs = {need for need, _ in counts}
    return {need: Fit(counts[need, True], counts[need, False]) for need in needs}


def _need(block: str, catalogue: Catalogue) -> str:
    known = catalogue.by_id.get(block)
    return (known.provides or (block,))[0] if known else block
