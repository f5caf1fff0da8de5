"""What ranking costs beside plain search: `python -m benchmarks.ranking --check`.

A request against 1,000 entries, over what a search engine does at the least: SQLite's full text
search for all its words, and its vector held against that of every entry. By turns, in one run: at
most 2 times as long. Each request of `data/requests.jsonl` is asked once, so none is known before.
"""

from collections.abc import Callable, Iterator, Sequence
from time import perf_counter

from adapters.files import load
from benchmarks.catalogue import STARTER, many
from benchmarks.rig.costs import Cost, asking, milliseconds, verdict
from benchmarks.understood.blocks import by_full_text, by_vectors, meaning
from benchmarks.understood.rows import ROWS, Row, rows_of
from bot.app.books import needs_of
from bot.catalogue.catalogue import Catalogue
from bot.catalogue.ranking import Ranker
from bot.settings import Settings

ENTRIES = 1_000
_AT_MOST = 2.0

Search = Callable[[Row], object]


def ranking(catalogue: Catalogue) -> Search:
    """As the bot ranks, with the labelled facts."""
    ranker = Ranker(catalogue, {}, needs_of(Settings()), meaning())
    return lambda row: ranker.match(row.text, row.answers)


def plain(catalogue: Catalogue) -> Search:
    """The bare full text query, and the bare scan of the vectors."""
    full_text, vectors = by_full_text(catalogue), by_vectors(catalogue)
    return lambda row: (full_text(row.text), vectors(row.text))


def by_turns(rows: Sequence[Row], *searches: Search) -> list[list[float]]:
    """The seconds that each search takes for each row; the first row only warms them up."""
    return [[_seconds(search, row) for search in searches] for row in rows][1:]


def _seconds(search: Search, row: Row) -> float:
    begun = perf_counter()
    search(row)
    return perf_counter() - begun


def cost(entries: int, rows: Sequence[Row], at_most: float) -> Cost:
    """Ranking among so many entries, beside plain search."""
    catalogue = many(load(STARTER, Catalogue).capabilities, entries)
    ours, bare = zip(*by_turns(rows, ranking(catalogue), plain(catalogue)), strict=True)
    name = f"ranking among {entries:,} entries, over full text and vectors"
    return Cost(name, milliseconds(ours), milliseconds(bare), at_most=at_most)


def _measured(entries: int, at_most: float) -> Iterator[Cost]:
    yield cost(entries, rows_of(ROWS), at_most)


def main(arguments: list[str] | None = None) -> int:
    """Print the row; with --check, 1 where ranking costs too much beside plain search."""
    parser = asking(__doc__, _AT_MOST)
    parser.add_argument("--entries", type=int, default=ENTRIES)
    given = parser.parse_args(arguments)
    return verdict(_measured(given.entries, given.at_most), check=given.check)


if __name__ == "__main__":
    raise SystemExit(main())
