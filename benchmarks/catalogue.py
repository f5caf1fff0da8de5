"""What a big catalogue costs: `python -m benchmarks.catalogue --check`.

Ranking a request against 10,000 entries, over the same with the 45 or so that we ship, in the same
run: at most 100 times as long for over 200 times the entries. Checking and building are told too.
Reading a file of 10,000 entries, merging as many of a neighbour's, ranking a request against them,
and laying one change made in chat over them, each over the same with 1,000: at most 20 times as
long for 10 times the entries; what grows with the square would take 100.
"""

import argparse
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from time import perf_counter

from adapters.exchange import reading
from adapters.exchange.writing import own_yaml
from adapters.files import load
from adapters.meaning import WordVectors
from benchmarks.long_texts import seconds
from bot.catalogue.capability import Capability
from bot.catalogue.catalogue import Catalogue
from bot.catalogue.changing import Change, with_changes
from bot.catalogue.merging import merge
from bot.catalogue.ranking import Ranker

STARTER = Path("bot/catalogue/starter.yaml")
TEXT = (
    "hiya can we get visitor permits online, people keep coming to reception w the paper form. "
    "we key it into PermitPoint then print the permit and post it, £12, card or cash"
)
_SIZES = (100, 1_000, 10_000)
_BIG = _SIZES[-1]
_AT_MOST = 100.0
_GROWS_AT_MOST = 20.0


def many(entries: tuple[Capability, ...], wanted: int) -> Catalogue:
    """So many entries: the given ones, then others that go by their phrases and a number."""
    rounds = range(wanted // len(entries) + 1)
    return Catalogue(tuple(_numbered(one, n) for n in rounds for one in entries)[:wanted])


def _numbered(entry: Capability, number: int) -> Capability:
    """The names of needs stay: their entries are among the first."""
    if not number:
        return entry
    synonyms = tuple(f"{each} {number}" for each in entry.synonyms)
    return replace(entry, id=f"{entry.id}-{number}", synonyms=synonyms)


def _once(do: Callable[[], object]) -> float:
    begun = perf_counter()
    do()
    return perf_counter() - begun


def _row(entries: tuple[Capability, ...], wanted: int) -> tuple[float, float]:
    """Print what so many entries cost; return the seconds of a match, and of laying a change over.

    Each match is of another text, for the last one is kept.
    """
    catalogue = many(entries, wanted)
    checked = _once(lambda: Catalogue(catalogue.capabilities))
    built = _once(lambda: Ranker(catalogue))
    ranker, texts = Ranker(catalogue), (f"{TEXT} {n}" for n in count())
    matched = seconds(lambda: ranker.match(next(texts), {}))
    cheaper = Change(entries[0].id, "cost", "nothing", datetime(2026, 12, 8, tzinfo=UTC), "Ann")
    laid = seconds(lambda: ranker.over(with_changes(catalogue, catalogue, (cheaper,))))
    told = f"check {checked:.3f} s  build {built:.3f} s  match {matched:.5f} s  lay {laid:.4f} s"
    print(f"{wanted:6} entries  {told}")
    return matched, laid


def _exchanged(entries: tuple[Capability, ...], wanted: int) -> tuple[float, float]:
    """Print what it costs to read so many entries and to merge as many, and return both."""
    ours = many(entries, wanted).capabilities
    theirs = tuple(replace(one, id=f"t-{one.id}", name=f"{one.name} there") for one in ours)
    data = own_yaml(ours).text.encode()
    path, today = Path("ours.yaml"), date(2026, 12, 8)
    read = _once(lambda: reading.read(path, data, today))
    meaning = WordVectors()
    merged = _once(lambda: merge(ours, theirs, "Southmere", "Northshire", meaning))
    print(f"{wanted:6} entries  read {read:.3f} s  merge {merged:.3f} s")
    return read, merged


def _growth(entries: tuple[Capability, ...]) -> float:
    """How many times as long the biggest takes as the one before, at the worst."""
    *_, before, last = ((*_exchanged(entries, size), *_row(entries, size)) for size in _SIZES)
    return max(big / small for big, small in zip(last, before, strict=True))


def main() -> int:
    """Print a row a size; with --check, 1 where a bigger one costs too much."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    entries = load(STARTER, Catalogue).capabilities
    (small, _), (big, _) = _row(entries, len(entries)), _row(entries, _BIG)
    grows = _growth(entries)
    print(f"ratio {big / small:.1f}, what grows most grows {grows:.1f} times")
    return int(check and (big / small > _AT_MOST or grows > _GROWS_AT_MOST))


if __name__ == "__main__":
    raise SystemExit(main())
