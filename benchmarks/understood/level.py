"""Is the level right, how often when the bot is sure, and does it mean its probabilities?"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from benchmarks.understood.figures import Figure, Section, mean, resampled, share
from benchmarks.understood.rows import Row, Taken
from bot.levels.judgement import Judgement, Level, Sureness

SURE_RIGHT_AT_LEAST = 0.95
_EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)


@dataclass(frozen=True, slots=True)
class Bars:
    """What a way of judging has to keep: how often right, and how often sure."""

    right: float
    sure: float


ALONE = Bars(right=0.80, sure=0.25)
HELPED = Bars(right=0.88, sure=0.40)

Judged = tuple[Row, Judgement | None]


def sections(rows: Sequence[Taken]) -> list[Section]:
    """From the text alone and with answers: rows whose level readers were sure enough of."""
    counted = [one for one in rows if one.row.counts_for_level]
    ways: list[tuple[str, Callable[[Taken], Judgement | None], Bars]] = [
        ("the text alone", lambda one: one.level_alone, ALONE),
        ("the text, with the labelled facts as answers", lambda one: one.level_helped, HELPED),
    ]
    return [
        section
        for name, way, bars in ways
        for section in _of([(one.row, way(one)) for one in counted], name, bars)
    ]


def _of(judged: Sequence[Judged], name: str, bars: Bars) -> Iterator[Section]:
    yield Section(f"Level from {name}", tuple(_figures(judged, bars)))
    yield Section(f"Calibration, from {name}", (), tuple(_calibration(judged)))


def _figures(judged: Sequence[Judged], bars: Bars) -> Iterator[Figure]:
    yield _share_right("right", judged, bars.right)
    for kind in sorted({row.kind for row, _ in judged}):
        yield _share_right(f"right, {kind}", [one for one in judged if one[0].kind == kind])
    for level in Level:
        yield _share_right(f"right, {level}", [one for one in judged if one[0].label == level])
    sure = [one for one in judged if one[1] and one[1].sure is Sureness.SURE]
    yield _share_right("right where it says “sure”", sure, SURE_RIGHT_AT_LEAST)
    yield share("says “sure”", len(sure), len(judged), at_least=bars.sure)
    for how in (Sureness.LIKELY, Sureness.NOT_SURE):
        yield _share_right(f"right where “{how}”", [j for j in judged if j[1] and j[1].sure is how])
    yield Figure("Brier score", brier(judged), "0 is best", resampled(judged, brier))


def _share_right(name: str, judged: Sequence[Judged], at_least: float | None = None) -> Figure:
    return share(name, sum(map(is_right, judged)), len(judged), at_least=at_least)


def is_right(judged: Judged) -> bool:
    """Whether the level is as labelled; what is taken for no request is wrong."""
    row, judgement = judged
    return judgement is not None and judgement.level == row.label


def brier(judged: Sequence[Judged]) -> float:
    """The squared distance between what was thought likely and what was so, over all levels."""
    return mean(
        sum((judgement.probabilities[level] - (level == row.label)) ** 2 for level in Level)
        for row, judgement in judged
        if judgement
    )


def _calibration(judged: Sequence[Judged]) -> Iterator[str]:
    yield "| thought likely | rows | in the mean | right |"
    yield "| --- | ---: | ---: | ---: |"
    chances = [(j.probabilities[j.level], is_right((row, j))) for row, j in judged if j]
    for low, high in pairwise(_EDGES):
        here = [(chance, right) for chance, right in chances if low <= chance < high]
        if here:
            thought, was = mean(chance for chance, _ in here), mean(right for _, right in here)
            edges = f"{low:.1f} to {min(high, 1):.1f}"
            yield f"| {edges} | {len(here)} | {thought:.2f} | {was:.2f} |"
