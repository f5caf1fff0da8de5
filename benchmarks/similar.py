"""What looking for duplicates costs: `python -m benchmarks.similar --check`.

Among 100,000 requests: the index proposes 50, meaning picks 10 of them, these are compared word by
word; over the bare index query, which only names the 50 that share most of the words. By turns, on
SQLite and on PostgreSQL: at most 3 times as long. The rows are inserted as they are. Their words
are drawn as words are used: few of them often, most hardly ever.
"""

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from functools import partial
from random import Random
from time import perf_counter
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, func, insert, select, text

from adapters.meaning import WordVectors
from benchmarks.rig.costs import Cost, asking, milliseconds, verdict
from benchmarks.rig.databases import KINDS, Fresh, databases
from bot.drafts import Line
from bot.effects import Known, Needs
from bot.people import Person, Place, PlaceKind
from bot.ports import Work
from bot.requests import Request, Status
from bot.resembling import similar_to
from bot.understanding.likeness import likely_same, stems_of, subject
from storage.engine import Database
from storage.room import row_of
from storage.similar import PROPOSED
from storage.store import open_store
from storage.tables import people, requests, stem_counts, terms

AT = datetime(2026, 12, 8, 9, 38, tzinfo=ZoneInfo("Europe/London"))
MANY = 100_000
_ASKED = 40
_AT_MOST = 3.0
_WORDS = 25
_CHUNK = 5_000
_DEAN = Person(1, "Dean Marsh", "Parking", Place("page", PlaceKind.DIRECT, "dean"))
_STATUSES = (Status.NEW, Status.LIVE, Status.CLOSED, Status.STOPPED, Status.CLOSED)

_SYLLABLES = [first + last for first in "bdfgklmnprst" for last in ("ar", "en", "il", "or", "um")]

_BARE = (
    select(terms.c.request)
    .where(terms.c.stem.in_(bindparam("wanted", expanding=True)))
    .group_by(terms.c.request)
    .order_by(func.count().desc(), terms.c.request.desc())
    .limit(PROPOSED)
)


def _word(rank: int) -> str:
    """A made-up word for each rank: the first is said most."""
    size = len(_SYLLABLES)
    return "".join(_SYLLABLES[rank // size**place % size] for place in range(3))


def _text(chance: Random) -> str:
    """Words by Zipf's law: the word of rank n is said one nth as often as the first."""
    ranks = (int(chance.paretovariate(0.6)) for _ in range(_WORDS))
    return " ".join(_word(rank % 20_000) for rank in ranks)


def fill(url: str, rows: int) -> None:
    """A record of so many requests, found by their stems; half of them over, a day between ten."""
    chance, counts, vectors = Random(5), Counter[str](), WordVectors()
    with closing(Database(url)) as database:
        database.prepare()
        with database.transaction() as connection:
            home = {"name": _DEAN.name, "service": _DEAN.service, "home": _DEAN.home}
            connection.execute(insert(people), {"key": _DEAN.key, **home})
            for first in range(1, rows + 1, _CHUNK):
                made = [_request(n, chance) for n in range(first, min(first + _CHUNK, rows + 1))]
                stems = {one.number: stems_of(one.text) for one in made}
                meant = [{"meant": vectors.vector(subject(one.text))} for one in made]
                kept = [row_of(one) | more for one, more in zip(made, meant, strict=True)]
                connection.execute(insert(requests), kept)
                pairs = [(number, each) for number, found in stems.items() for each in found]
                connection.execute(insert(terms), [{"request": n, "stem": s} for n, s in pairs])
                counts.update(each for _, each in pairs)
            told = [{"stem": stem, "requests": n} for stem, n in counts.items()]
            connection.execute(insert(stem_counts), told)
            connection.execute(text("ANALYZE"))


def _request(number: int, chance: Random) -> Request:
    at = AT - timedelta(hours=2.4 * number)
    status = _STATUSES[number % len(_STATUSES)]
    said = _text(chance)
    title = said[:60]
    return Request(number, _DEAN, title, (Line(said, at),), at, status=status, decided_at=at)


async def looks(url: str, times: int) -> tuple[list[float], list[float]]:
    """Seconds of looking for duplicates, and of the bare query, by turns."""
    store, chance, vectors = open_store(url, ZoneInfo("Europe/London")), Random(7), WordVectors()
    ours, bare = list[float](), list[float]()
    known = Known(AT, _DEAN, _DEAN.home, member=False)
    try:
        with closing(Database(url)) as database:
            for _ in range(times + 1):
                asked = _text(chance)
                begun = perf_counter()
                await store.transact(partial(_look, said=asked, known=known, vectors=vectors))
                ours.append(perf_counter() - begun)
                begun = perf_counter()
                with database.transaction() as connection:
                    wanted = {"wanted": sorted(stems_of(asked))}
                    connection.execute(_BARE, wanted).all()
                bare.append(perf_counter() - begun)
    finally:
        store.close()
    return ours[1:], bare[1:]  # the first loads the vectors


def _look(work: Work, said: str, known: Known, vectors: WordVectors) -> None:
    needs = Needs(similar=stems_of(said), about=subject(said))
    found = similar_to(known, needs, work, vectors)
    likely_same(said, found.similar or (), found.nearness)


def _measured(rows: int, times: int, at_most: float) -> Iterator[Cost]:
    for kind in KINDS:
        with databases(kind) as fresh:
            yield cost(kind, fresh, rows, times, at_most)


def cost(kind: str, fresh: Fresh, rows: int, times: int, at_most: float) -> Cost:
    """Looking for duplicates among so many requests, beside the bare index query."""
    url = fresh()
    fill(url, rows)
    ours, bare = map(milliseconds, asyncio.run(looks(url, times)))
    return Cost(f"{kind}: duplicates among {rows:,} requests", ours, bare, at_most=at_most)


def main(arguments: list[str] | None = None) -> int:
    """Print the rows; with --check, 1 where looking costs too much beside the bare query."""
    parser = asking(__doc__, _AT_MOST)
    parser.add_argument("--rows", type=int, default=MANY)
    parser.add_argument("--asked", type=int, default=_ASKED)
    given = parser.parse_args(arguments)
    return verdict(_measured(given.rows, given.asked, given.at_most), check=given.check)


if __name__ == "__main__":
    raise SystemExit(main())
