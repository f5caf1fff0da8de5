"""Figures with their intervals and bars, and the tables they are shown in."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from math import sqrt
from random import Random
from statistics import quantiles
from typing import TypeVar

_Z = 1.96
_DRAWS = 1_000
_HEAD = ("| figure | value | of | 95% between | bar |", "| --- | ---: | --- | --- | --- |")

Interval = tuple[float, float]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. With no bar it is told and can miss nothing. `note` says what it is made of."""

    name: str
    value: float
    note: str = ""
    interval: Interval | None = None
    at_least: float | None = None
    at_most: float | None = None

    @property
    def is_missed(self) -> bool:
        """Whether there is a bar and it is not kept."""
        too_low = self.at_least is not None and self.value < self.at_least
        return too_low or (self.at_most is not None and self.value > self.at_most)

    def row(self) -> str:
        """A row of the table that a section shows."""
        between = f"{self.interval[0]:.2f} to {self.interval[1]:.2f}" if self.interval else ""
        return f"| {self.name} | {self.value:.2f} | {self.note} | {between} | {self._bar()} |"

    def _bar(self) -> str:
        least = "" if self.at_least is None else f"at least {self.at_least:g}"
        most = "" if self.at_most is None else f"at most {self.at_most:g}"
        return (least or most or "none") + (", **missed**" if self.is_missed else "")


@dataclass(frozen=True, slots=True)
class Section:
    """Figures of one subject, and a table beside them that keeps no bar."""

    title: str
    figures: tuple[Figure, ...] = ()
    table: tuple[str, ...] = ()

    def told(self, how: str, *, judged: bool) -> "Section":
        """The same with how it was measured in its title; its bars count only if `judged`."""
        bars = self.figures if judged else tuple(map(_without_bar, self.figures))
        return replace(self, title=f"{self.title}, {how}", figures=bars)

    def shown(self) -> str:
        """As Markdown."""
        figures = (*_HEAD, *(each.row() for each in self.figures)) if self.figures else ()
        parts = (f"### {self.title}", "\n".join(figures), "\n".join(self.table))
        return "\n\n".join(filter(None, parts))


def _without_bar(figure: Figure) -> Figure:
    return replace(figure, at_least=None, at_most=None)


def share(
    name: str, right: int, of: int, *, at_least: float | None = None, at_most: float | None = None
) -> Figure:
    """A share with Wilson's interval. Of nothing it is 0, and keeps no bar that asks for more."""
    value = right / of if of else 0.0
    return Figure(name, value, f"{right} of {of}", wilson(right, of), at_least, at_most)


def wilson(right: int, of: int) -> Interval:
    """Between what shares the true one lies, 95 times in 100."""
    if not of:
        return 0.0, 1.0
    p, z = right / of, _Z * _Z / of
    middle, half = p + z / 2, _Z * sqrt(p * (1 - p) / of + z / of / 4)
    return (middle - half) / (1 + z), (middle + half) / (1 + z)


def resampled(rows: Sequence[T], measure: Callable[[Sequence[T]], float]) -> Interval:
    """The same for any measure of rows: of as many, drawn with replacement, 1,000 times."""
    chance = Random(5)  # the same rows each time, so that a change is a change of ours
    drawn = (measure(chance.choices(rows, k=len(rows))) for _ in range(_DRAWS))
    cut = quantiles(drawn, n=40)
    return cut[0], cut[-1]


def mean(values: Iterable[float]) -> float:
    """The mean; of nothing it is 0."""
    every = tuple(values)
    return sum(every) / len(every) if every else 0.0
