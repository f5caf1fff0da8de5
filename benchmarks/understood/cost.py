"""Milliseconds a text, and the memory that it takes to be ready for it."""

import resource
import sys
from collections.abc import Iterable, Iterator
from statistics import median
from time import perf_counter

from benchmarks.understood.figures import Figure, Section
from benchmarks.understood.rows import Assess, Row

_MB = 1024 if sys.platform == "linux" else 1024 * 1024
MEMORY_AT_MOST = 150.0
"""In MB, beside the bare interpreter with what it measures with."""


def peak() -> float:
    """The most memory this process has had so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _MB


def sections(rows: Iterable[Row], by: Assess, before: float) -> list[Section]:
    """Assessing each text twice, the second time measured; `before` is the peak before loading."""
    times = sorted(_times(rows, by))
    figures = (
        Figure("a text, in the middle (ms)", median(times), f"{len(times)} texts"),
        Figure("a text, 95th percentile (ms)", times[int(len(times) * 0.95)]),
        Figure("memory added (MB)", peak() - before, at_most=MEMORY_AT_MOST),
    )
    return [Section("Speed and memory", figures)]


def _times(rows: Iterable[Row], by: Assess) -> Iterator[float]:
    for row in rows:
        by(row.text, {})
        began = perf_counter()
        by(row.text, {})
        yield (perf_counter() - began) * 1_000
