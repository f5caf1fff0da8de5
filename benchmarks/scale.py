"""What lists and the digest cost among very many requests: `python -m benchmarks.scale --check`.

The example month is played through the product once, and its rows are then copied in bulk, spread
over five years and two thousand people, with ten things in each history: the one place, beside
`sweep`, where no events make them. Everything is measured on two databases by turns, one with a
tenth of the rows of the other. The digest keeps a bar; the lists are told in milliseconds.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator
from contextlib import AsyncExitStack, closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy import Connection

from adapters.files import settings_from
from adapters.web.month import PageStage, play_month
from adapters.web.people import PEOPLE, TEAM_CHANNEL
from benchmarks.rig.costs import Cost, asking, milliseconds, verdict
from benchmarks.rig.databases import Fresh, asking_which, databases
from bot.app import Program, opened
from bot.app.running import settle
from bot.events import Listed
from bot.ports import Work
from bot.reviews.periods import week_before
from bot.reviews.posting import preview
from bot.settings import Settings
from bot.triage import card
from storage.backup import backup, restore
from storage.engine import Database
from storage.filling import count_on

BEGINS = datetime(2026, 11, 2, 9, tzinfo=ZoneInfo("Europe/London"))
AT = datetime(2026, 12, 8, 9, 38, tzinfo=ZoneInfo("Europe/London"))
MANY, TENTH, HISTORY, PEOPLE_AT_WORK, YEARS = 100_000, 10, 10, 2_000, 5
BARS = {"SQLite": 12.0, "PostgreSQL": 3.0}
"""How many times itself at a tenth of the rows a digest may take, of issue 7."""

_CATALOGUE = Path("adapters/web/example/catalogue.yaml").resolve()
_SEED, _AT_ONCE, _TIMES = 7, 1_000, 20
_OVER = ("closed", "closed", "closed", "stopped", "live", "withdrawn")
_RARE = "zqrare"
LOOKS = {
    "the queue": Listed("queue"),
    "the queue, filtered": Listed("queue", level="access", service="parking"),
    "the last page of the queue": Listed("queue", page=10_000),
    "mine": Listed("mine"),
    "my requests": Listed("my_requests"),
    "reviews": Listed("reviews"),
    "find, a common word": Listed("find", words="form"),
    "find, a rare word": Listed("find", words=_RARE),
}
Rows = list[dict[str, Any]]


async def played(folder: Path) -> Path:
    """A backup of a database in which the example month was played."""
    url = f"sqlite:///{folder / 'month.db'}"
    told = {"GROUNDWORK_DATABASE_URL": url, "GROUNDWORK_CATALOGUE": str(_CATALOGUE)}
    async with opened(settings_from(told, folder), real=lambda: BEGINS) as program:
        parts = (program.bot, program.store, program.clock, program.tick, program.deliver)
        await play_month(PageStage(*parts, lambda done, of: None), program.book.days, 1)
    to = folder / "month.backup"
    backup(url, to)
    return to


def fill(url: str, month: Path, rows: int) -> None:
    """A record of so many requests, copied from those of the month."""
    restore(url, month)
    with closing(Database(url)) as database, database.transaction() as connection:
        found = sa.MetaData()
        found.reflect(connection)
        _Copies(connection, found.tables, rows).make()


class _Copies:
    """Copies of the rows that there are, until there are so many requests."""

    def __init__(self, connection: Connection, tables: Any, rows: int) -> None:
        self._connection, self._tables, self._rows = connection, tables, rows
        self._random = Random(_SEED)
        self._patterns = self._all("requests", "number")
        self._first = self._patterns[-1]["number"] + 1
        events = self._all("history", "id")
        self._events = [{**one, "id": None} for one in events]
        self._stems = {name: self._by_request(name) for name in ("found_by", "terms", "named")}

    def make(self) -> None:
        """All of it, and what a database has to know of it to plan by."""
        keys = self._people()
        for first in range(self._first, self._rows + 1, _AT_ONCE):
            numbers = range(first, min(first + _AT_ONCE, self._rows + 1))
            made = [self._request(n, keys) for n in numbers]
            self._insert("requests", made)
            self._insert("history", [one for row in made for one in self._history(row)])
            for name in self._stems:
                self._insert(name, [one for row in made for one in self._found_by(name, row)])
        counts = "INSERT INTO stem_counts SELECT stem, count(*) FROM terms GROUP BY stem"
        last = f"UPDATE counters SET last = {self._rows} WHERE name = 'request'"
        for statement in (last, "DELETE FROM stem_counts", counts, "ANALYZE"):
            self._connection.execute(sa.text(statement))
        if self._connection.dialect.name == "postgresql":
            count_on(self._connection)

    def _all(self, name: str, order: str) -> Rows:
        table = self._tables[name]
        rows = self._connection.execute(sa.select(table).order_by(table.c[order]))
        return [dict(row) for row in rows.mappings()]

    def _by_request(self, name: str) -> dict[int, Rows]:
        found: dict[int, Rows] = {}
        for row in self._all(name, "request"):
            found.setdefault(row["request"], []).append(row)
        return found

    def _insert(self, name: str, rows: Rows) -> None:
        if rows:
            table = self._tables[name]
            shown = [{key: v for key, v in row.items() if v is not None} for row in rows]
            same = {key for row in shown for key in row}
            self._connection.execute(
                sa.insert(table), [{key: row.get(key) for key in same} for row in shown]
            )

    def _people(self) -> list[int]:
        first = self._all("people", "key")
        begins = first[-1]["key"] + 1
        keys = range(begins, begins + PEOPLE_AT_WORK)
        self._insert("people", [{**first[k % len(first)], "key": k} for k in keys])
        return [*keys]

    def _request(self, number: int, keys: list[int]) -> dict[str, Any]:
        pattern = self._patterns[number % len(self._patterns)]
        age = timedelta(days=self._random.uniform(0, YEARS * 365))
        asked = AT.astimezone(ZoneInfo("UTC")) - age
        at = asked.isoformat(timespec="microseconds")
        old = {"status": self._random.choice(_OVER), "decided_at": at, "heard_at": at}
        return {
            **pattern,
            **(old if age > timedelta(days=60) else {}),
            "number": number,
            "requester": self._random.choice(keys),
            "asked_at": at,
            "told_late_at": pattern["told_late_at"] and at,
            "remind_at": None,
            "follows": None,
        }

    def _history(self, request: dict[str, Any]) -> Iterator[dict[str, Any]]:
        for _ in range(HISTORY):
            event = self._random.choice(self._events)
            yield {**event, "request": request["number"], "at": request["asked_at"]}

    def _found_by(self, name: str, request: dict[str, Any]) -> Iterator[dict[str, Any]]:
        number = request["number"]
        pattern = self._patterns[number % len(self._patterns)]["number"]
        rows = self._stems[name].get(pattern, [])
        now = {"request": number, "status": request["status"], "asked_at": request["asked_at"]}
        yield from ({key: now.get(key, value) for key, value in row.items()} for row in rows)
        if rows and name == "found_by" and number % _AT_ONCE == 0:
            yield {**rows[0], "stem": _RARE, "request": number}


Do = Callable[[Program], Awaitable[object]]


def _looking(look: Listed) -> Do:
    priya = next(one for one in PEOPLE if one.in_team)
    return lambda program: program.bot.show(look, priya.identity, TEAM_CHANNEL, AT)


async def _card(program: Program) -> object:
    def draw(work: Work) -> object:
        request = work.request(1)
        return request and card.draw(request, program.book, work.people(request.joined))

    return await program.store.transact(draw)


async def _digest(program: Program) -> object:
    period = week_before(AT.date())
    return await program.store.transact(lambda work: preview(work, period, program.book))


DOINGS: dict[str, Do] = {
    **{name: _looking(look) for name, look in LOOKS.items()},
    "a card": _card,
    "the digest": _digest,
}


async def _seconds(urls: tuple[str, str], times: int) -> dict[str, tuple[list[float], list[float]]]:
    """What each takes on two databases, by turns; the first time of each is not counted."""
    async with AsyncExitStack() as stack:
        started = (opened(Settings(database_url=url), real=lambda: AT) for url in urls)
        programs = [await stack.enter_async_context(each) for each in started]
        settle()
        took: dict[str, tuple[list[float], list[float]]] = {name: ([], []) for name in DOINGS}
        for n in range(times + 1):
            for name, do in DOINGS.items():
                for program, seconds in zip(programs, took[name], strict=True):
                    begun = perf_counter()
                    await do(program)
                    if n:
                        seconds.append(perf_counter() - begun)
        return took


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured: rows, how many times each; and a bar for the digest other than ours."""

    rows: int
    times: int
    at_most: float | None = None


def costs(kind: str, fresh: Fresh, month: Path, size: Size) -> Iterator[Cost]:
    """Each list, the card and the digest at so many rows, beside itself at a tenth of them."""
    urls = fresh(), fresh()
    for url, rows in zip(urls, (size.rows, size.rows // TENTH), strict=True):
        fill(url, month, rows)
    bar = BARS[kind] if size.at_most is None else size.at_most
    for name, both in asyncio.run(_seconds(urls, size.times)).items():
        many, few = map(milliseconds, both)
        kept = bar if name == "the digest" else None
        yield Cost(f"{kind}: {name}, {size.rows:,} requests", many, few, at_most=kept)


def _measured(kinds: Iterable[str], size: Size) -> Iterator[Cost]:
    with TemporaryDirectory(prefix="groundwork-") as folder:
        month = asyncio.run(played(Path(folder)))
        for kind in kinds:
            with databases(kind) as fresh:
                yield from costs(kind, fresh, month, size)


def main(arguments: list[str] | None = None) -> int:
    """Print the rows; with --check, 1 where the digest grows faster than it may."""
    parser = asking(__doc__, 0.0)
    asking_which(parser)
    parser.set_defaults(at_most=None)
    parser.add_argument("--rows", type=int, default=MANY)
    parser.add_argument("--times", type=int, default=_TIMES)
    given = parser.parse_args(arguments)
    found = _measured(given.on, Size(given.rows, given.times, given.at_most))
    return verdict(found, check=given.check)


if __name__ == "__main__":
    raise SystemExit(main())
