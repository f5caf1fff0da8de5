"""Are the blocks that a request needs among the first, and is that more than plain search gives?

Every ranking is of the same rows, with the labelled facts given. What was learned from the rows is
taken from the other nine tenths each time: how often each block is needed. The words and the
weights of facts in needs.yaml were written by people who had read the rows, so on rows of another
file the figures will be lower.
"""

import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from adapters.meaning import WordVectors
from benchmarks.understood.figures import Figure, Section, mean, resampled
from benchmarks.understood.rows import Row, Taken
from bot.app.books import handbook
from bot.catalogue.capability import Capability
from bot.catalogue.catalogue import Catalogue
from bot.catalogue.needs import Needs
from bot.catalogue.ranking import Ranker
from bot.ports import Meaning
from bot.settings import Settings

RECALL_AT_5 = 0.80
_FOLDS = 10
_FUSED = 60
"""Reciprocal rank fusion adds 1 / (60 + place), as its authors have it."""

Rank = Callable[[Row], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A row with blocks, and how one way ranks them."""

    row: Row
    blocks: Sequence[str]

    def recall(self, first: int) -> float:
        """How many of its blocks are among the first so many, as a share."""
        return len(set(self.blocks[:first]) & set(self.row.blocks)) / len(set(self.row.blocks))

    @property
    def reciprocal(self) -> float:
        """One over the place of the first block that it needs; 0 if none is there."""
        places = (n for n, each in enumerate(self.blocks, 1) if each in self.row.blocks)
        return 1 / next(places, float("inf"))


def sections(rows: Sequence[Taken]) -> list[Section]:
    """Ours, and four plain ways beside it."""
    counted = [one for one in rows if one.row.blocks]
    labelled = [one.row for one in counted]
    as_assessed = {one.row.id: _assessed(one) for one in counted}
    ways: dict[str, Rank] = {
        "ours, whatever it is taken for": _ours(labelled),
        "as assessed, none for what is taken for no request": lambda row: as_assessed[row.id],
        **plain(labelled),
    }
    ranked = {name: [Ranked(row, way(row)) for row in labelled] for name, way in ways.items()}
    return [Section("Blocks, with the labelled facts given", tuple(_figures(ranked)))]


def _figures(ranked: dict[str, list[Ranked]]) -> Iterator[Figure]:
    for at, (name, rows) in enumerate(ranked.items()):
        for first in (3, 5):
            bar = RECALL_AT_5 if (at, first) == (0, 5) else None
            yield _figure(f"recall at {first}: {name}", rows, _recall(first), bar)
        yield _figure(f"mean reciprocal rank: {name}", rows, _reciprocal, None)


def _figure(
    name: str, rows: list[Ranked], of: Callable[[Sequence[Ranked]], float], bar: float | None
) -> Figure:
    return Figure(name, of(rows), f"{len(rows)} rows", resampled(rows, of), at_least=bar)


def _recall(first: int) -> Callable[[Sequence[Ranked]], float]:
    return lambda rows: mean(each.recall(first) for each in rows)


def _reciprocal(rows: Sequence[Ranked]) -> float:
    return mean(each.reciprocal for each in rows)


def _assessed(one: Taken) -> list[str]:
    found = one.helped.conclusion
    return [each.need.id for each in found.matches] if found else []


def _ours(rows: Sequence[Row]) -> Rank:
    """Ranked by what was learned from the rows of the other folds."""
    book = handbook(Settings())
    rankers = [
        Ranker(book.catalogue, {}, _learned(book.ranker.needs, _others(rows, fold)), meaning())
        for fold in range(_FOLDS)
    ]
    places = {row.id: at for at, row in enumerate(rows)}

    def rank(row: Row) -> list[str]:
        facts = {**book.reader.read(row.text), **row.answers}
        ranker = rankers[places[row.id] % _FOLDS]
        return [each.need.id for each in ranker.match(row.text, facts)]

    return rank


def _others(rows: Sequence[Row], fold: int) -> list[Row]:
    return [row for at, row in enumerate(rows) if at % _FOLDS != fold]


def _learned(needs: Needs, rows: Sequence[Row]) -> Needs:
    """The same, with how often each block was needed in these rows."""
    counts = Counter(block for row in rows for block in set(row.blocks))
    shares = (100 * counts[each.need] / max(len(rows), 1) for each in needs.needs)
    learned = (
        replace(each, of_100=min(max(share, 1.0), 95.0))
        for each, share in zip(needs.needs, shares, strict=True)
    )
    return Needs(tuple(learned), needs.sure)


@cache
def meaning() -> Meaning:
    """The vectors that ship."""
    return WordVectors()


def plain(rows: Sequence[Row]) -> dict[str, Rank]:
    """What a search engine gives with nothing thought about it."""
    catalogue = handbook(Settings()).catalogue
    full_text, vectors = by_full_text(catalogue), by_vectors(catalogue)
    most = [each for each, _ in Counter(b for row in rows for b in row.blocks).most_common(5)]
    return {
        "plain FTS5": lambda row: full_text(row.text),
        "plain vectors": lambda row: vectors(row.text),
        "both fused": lambda row: fused(full_text(row.text), vectors(row.text)),
        "always the five most asked for": lambda _: most,
    }


def by_full_text(catalogue: Catalogue) -> Callable[[str], list[str]]:
    """SQLite's full text search with Porter's stemmer, all words of the request OR-ed."""
    database = sqlite3.connect(":memory:")
    database.execute(
        "CREATE VIRTUAL TABLE blocks USING fts5(need UNINDEXED, said, tokenize=porter)"
    )
    rows = [(need_of(each), written(each)) for each in catalogue.capabilities]
    database.executemany("INSERT INTO blocks VALUES (?, ?)", rows)

    def search(text: str) -> list[str]:
        words = " OR ".join(f'"{each}"' for each in sorted(set(re.findall(r"\w+", text.lower()))))
        found = "SELECT need FROM blocks WHERE blocks MATCH ? ORDER BY rank"
        return _once(need for (need,) in database.execute(found, (words or '""',)))

    return search


def by_vectors(catalogue: Catalogue) -> Callable[[str], list[str]]:
    """The nearest entries, by the vectors that ship."""
    means = meaning()
    vectors = tuple(means.vector(written(each)) for each in catalogue.capabilities)

    def search(text: str) -> list[str]:
        near = zip(means.nearness(text, vectors), catalogue.capabilities, strict=True)
        return _once(need_of(each) for _, each in sorted(near, key=lambda one: -one[0]))

    return search


def fused(*rankings: Sequence[str]) -> list[str]:
    """Reciprocal rank fusion."""
    scores = dict[str, float]()
    for ranking in rankings:
        for place, each in enumerate(ranking, 1):
            scores[each] = scores.get(each, 0.0) + 1 / (_FUSED + place)
    return sorted(scores, key=lambda each: -scores[each])


def written(entry: Capability) -> str:
    """All that is written about an entry, but for where it stops fitting."""
    senses = (f"{each.name} {each.works_when}" for each in entry.senses)
    return " ".join((entry.name, entry.summary, *entry.synonyms, *senses))


def need_of(entry: Capability) -> str:
    """The general need that it is, or meets first."""
    return (entry.provides or (entry.id,))[0]


def _once(ids: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(ids))
