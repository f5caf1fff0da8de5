"""Costs beside their floors, measured in the same runs by turns: medians, and the bar they keep."""

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

HEADER = "| what | it takes | its floor | ratio | bar |\n| --- | ---: | ---: | ---: | --- |"


@dataclass(frozen=True, slots=True)
class Cost:
    """What something took, run by run, and what its floor took in the same runs; in one unit.

    With no `at_most` it is told and keeps no bar.
    """

    name: str
    ours: Sequence[float]
    floor: Sequence[float]
    unit: str = "ms"
    at_most: float | None = None

    @property
    def ratio(self) -> float:
        """How many times the floor, by the medians."""
        return median(self.ours) / median(self.floor)

    @property
    def is_missed(self) -> bool:
        """Whether there is a bar and it is not kept."""
        return self.at_most is not None and self.ratio > self.at_most

    def row(self) -> str:
        """A row of the table in `benchmarks/README.md`."""
        figures = (f"{median(each):.2f} {self.unit}" for each in (self.ours, self.floor))
        return f"| {self.name} | {' | '.join(figures)} | {self.ratio:.2f} | {self._bar()} |"

    def _bar(self) -> str:
        if self.at_most is None:
            return "none"
        return f"{self.at_most:g}{', **missed**' if self.is_missed else ''}"


def milliseconds(seconds: Iterable[float]) -> list[float]:
    """Seconds as milliseconds."""
    return [each * 1_000 for each in seconds]


def asking(about: str | None, at_most: float) -> argparse.ArgumentParser:
    """What every benchmark can be asked."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--check", action="store_true", help="exit with 1 if a bar is missed")
    parser.add_argument("--at-most", type=float, default=at_most, help="the bar for the ratios")
    return parser


def verdict(costs: Iterable[Cost], *, check: bool) -> int:
    """Print a row a cost; 1 if it is to be checked and a bar was missed."""
    print(HEADER, flush=True)
    missed = False
    for cost in costs:
        print(cost.row(), flush=True)
        missed = missed or cost.is_missed
    return int(check and missed)
