"""What a sweep costs that finds nothing due: `python -m benchmarks.sweep --check`.

`Bot.tick` with 100,000 requests in the record, over the same with 1,000, by turns: at most 1.5
times as long, on SQLite and on PostgreSQL. The rows are inserted as they are: the one place where
no events make them.
"""

import asyncio
from collections.abc import Iterable, Iterator
from contextlib import AsyncExitStack, closing
from datetime import datetime, timedelta
from time import perf_counter
from zoneinfo import ZoneInfo

from sqlalchemy import insert, text

from benchmarks.rig.costs import Cost, asking, milliseconds, verdict
from benchmarks.rig.databases import Fresh, asking_which, databases
from bot.app import opened
from bot.drafts import Line
from bot.people import Person, Place, PlaceKind
from bot.requests import OVER, Request, Status
from bot.settings import Settings
from storage.engine import Database
from storage.room import row_of
from storage.tables import people, requests

AT = datetime(2026, 12, 8, 9, 38, tzinfo=ZoneInfo("Europe/London"))
FEW, MANY = 1_000, 100_000
_AT_MOST = 1.5
_TICKS = 200
_DEAN = Person(1, "Dean Marsh", "Parking", Place("page", PlaceKind.DIRECT, "dean"))
_STATUSES = tuple(Status)


def fill(url: str, rows: int) -> None:
    """A record of so many requests, of which none is due for a day."""
    with closing(Database(url)) as database:
        database.prepare()
        with database.transaction() as connection:
            home = {"name": _DEAN.name, "service": _DEAN.service, "home": _DEAN.home}
            connection.execute(insert(people), {"key": _DEAN.key, **home})
            connection.execute(insert(requests), [row_of(_request(n)) for n in range(1, rows + 1)])
            if connection.dialect.name == "postgresql":
                connection.execute(text("ANALYZE"))  # as it does by itself within minutes


def _request(number: int) -> Request:
    """One an hour, back from now; those that are over are never looked at again."""
    status = _STATUSES[number % len(_STATUSES)]
    return Request(
        number,
        _DEAN,
        f"Visitor permits online {number}",
        (Line("people keep coming to reception w the paper form", AT),),
        asked_at=AT - timedelta(hours=number),
        status=status,
        remind_at=None if status in OVER else AT + timedelta(hours=24 + number % 500),
    )


async def ticks(urls: tuple[str, str], times: int) -> tuple[list[float], list[float]]:
    """Seconds of ticks on two databases, by turns."""
    async with AsyncExitStack() as stack:
        started = (opened(Settings(database_url=url), real=lambda: AT) for url in urls)
        bots = [(await stack.enter_async_context(each)).bot for each in started]
        took: tuple[list[float], list[float]] = ([], [])
        for _ in range(times + 1):
            for bot, seconds in zip(bots, took, strict=True):
                begun = perf_counter()
                await bot.tick(AT)
                seconds.append(perf_counter() - begun)
        return took[0][1:], took[1][1:]  # the first may post a digest


def cost(kind: str, fresh: Fresh, rows: int, times: int, at_most: float) -> Cost:
    """A tick at so many rows beside one at a hundredth of them."""
    urls = fresh(), fresh()
    for url, size in zip(urls, (rows, rows * FEW // MANY), strict=True):
        fill(url, size)
    many, few = map(milliseconds, asyncio.run(ticks(urls, times)))
    return Cost(f"{kind}: an empty sweep of {rows:,} requests", many, few, at_most=at_most)


def _measured(kinds: Iterable[str], rows: int, times: int, at_most: float) -> Iterator[Cost]:
    for kind in kinds:
        with databases(kind) as fresh:
            yield cost(kind, fresh, rows, times, at_most)


def main(arguments: list[str] | None = None) -> int:
    """Print the rows; with --check, 1 where many requests make a sweep slow."""
    parser = asking(__doc__, _AT_MOST)
    asking_which(parser)
    parser.add_argument("--rows", type=int, default=MANY)
    parser.add_argument("--ticks", type=int, default=_TICKS)
    given = parser.parse_args(arguments)
    costs = _measured(given.on, given.rows, given.ticks, given.at_most)
    return verdict(costs, check=given.check)


if __name__ == "__main__":
    raise SystemExit(main())
