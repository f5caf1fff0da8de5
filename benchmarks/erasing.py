"""What erasing somebody costs among very many requests: `python -m benchmarks.erasing --check`.

Somebody who has sent 50 requests is erased as `erase PERSON` does it, in one transaction, among
100,000 requests with 1,000,000 rows of history, which `scale` makes. What they wrote may stand
anywhere, so all that is kept in words has to be looked through; the floor is reading that once, a
thousand rows at a time and with nothing made of it. By turns, on SQLite and on PostgreSQL. The
person and their requests are made by events; writing the database anew afterwards is not measured.
"""

import asyncio
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from sqlalchemy import Column, Text, select, type_coerce

from benchmarks.rig.costs import Cost, asking, milliseconds, verdict
from benchmarks.rig.databases import Fresh, asking_which, databases
from benchmarks.scale import AT, MANY, fill, played
from bot import erasing
from bot.app import Program, opened
from bot.app.running import settle
from bot.events import AskedForPerson, Event, Incoming, Said
from bot.people import Identity, Place, PlaceKind
from bot.ports import Work
from bot.settings import Settings
from storage.engine import Database
from storage.tables import conversations, history, outbox, requests

_AT_MOST = 20.0
_PEOPLE, _REQUESTS, _AT_ONCE = 3, 50, 1_000
_PARTS = ("bram", "cleg", "dunt", "fosk", "grib", "holp", "jund", "kelm", "lorb", "murk")
_TEXT = "people in {a} fill in the {b} form by hand, and we key {c} of it into {a}{b} each week"


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured: rows, people who are erased, and requests of each."""

    rows: int
    people: int
    requests: int


def who(n: int) -> Identity:
    """Somebody whose name nobody else has."""
    name = f"Zed{_word(n)} Quommer{_word(n + 7)}"
    return Identity("page", f"zed-{n}", name, "Parking")


def _word(n: int) -> str:
    """Another one for each number up to a thousand, which nobody else says."""
    return "".join(_PARTS[n // 10**place % 10] for place in range(3))


async def made(program: Program, size: Size) -> None:
    """Each of them sends their requests, in words that are theirs alone."""
    for n in range(size.people):
        for one in range(size.requests):
            a, b, c = (_word(n * size.requests + one + more) for more in (0, 331, 662))
            for event in (Said(_TEXT.format(a=a, b=b, c=c)), AskedForPerson()):
                await program.bot.handle(_incoming(n, one, event))


def _incoming(n: int, one: int, event: Event) -> Incoming:
    key, at = f"zed-{n}", AT + timedelta(minutes=one)
    place, echo = Place("page", PlaceKind.DIRECT, key), getattr(event, "text", "")
    return Incoming(f"{key} {one} {type(event).__name__}", who(n), place, at, event, echo)


async def erased(program: Program, n: int) -> erasing.Found:
    """As the command does it."""

    def erase(work: Work) -> erasing.Found:
        person = work.person(who(n), None)
        return erasing.erase(person, work, AT, program.bot.library.current(work))

    return await program.store.transact(erase)


def read_once(url: str) -> None:
    """Every column in words of what is looked through, as text, in slices."""
    with closing(Database(url)) as database, database.transaction() as connection:
        for every, key in _in_words():
            rows = connection.execute(every).all()
            while rows:
                rows = connection.execute(every.where(key > rows[-1][0])).all()


def _in_words() -> Iterator[tuple[Any, Column[Any]]]:
    """What is looked through of each table, and its key."""
    for table in (requests, history, outbox, conversations):
        (key,) = table.primary_key
        texts = (type_coerce(one, Text) for one in table.c if isinstance(one.type, Text))
        yield select(key, *texts).order_by(key).limit(_AT_ONCE), key


async def seconds(url: str, size: Size) -> tuple[list[float], list[float]]:
    """What erasing each takes, and what reading once took, by turns."""
    ours, floor = list[float](), list[float]()
    async with opened(Settings(database_url=url), real=lambda: AT) as program:
        await made(program, size)
        settle()
        for n in range(size.people):
            begun = perf_counter()
            found = await erased(program, n)
            ours.append(perf_counter() - begun)
            if len(found.own) != size.requests:
                raise RuntimeError(f"{len(found.own)} requests were theirs, not {size.requests}")
            begun = perf_counter()
            await asyncio.to_thread(read_once, url)
            floor.append(perf_counter() - begun)
    return ours, floor


def cost(kind: str, fresh: Fresh, month: Path, size: Size, at_most: float) -> Cost:
    """Erasing among so many requests, over reading them once."""
    url = fresh()
    fill(url, month, size.rows)
    ours, floor = map(milliseconds, asyncio.run(seconds(url, size)))
    name = f"{kind}: erasing somebody with {size.requests} of {size.rows:,} requests"
    return Cost(name, ours, floor, at_most=at_most)


def _measured(kinds: Iterable[str], size: Size, at_most: float) -> Iterator[Cost]:
    with TemporaryDirectory(prefix="groundwork-") as folder:
        month = asyncio.run(played(Path(folder)))
        for kind in kinds:
            with databases(kind) as fresh:
                yield cost(kind, fresh, month, size, at_most)


def main(arguments: list[str] | None = None) -> int:
    """Print the rows; with --check, 1 where erasing takes more than reading so often."""
    parser = asking(__doc__, _AT_MOST)
    asking_which(parser)
    parser.add_argument("--rows", type=int, default=MANY)
    parser.add_argument("--people", type=int, default=_PEOPLE)
    parser.add_argument("--requests", type=int, default=_REQUESTS)
    given = parser.parse_args(arguments)
    size = Size(given.rows, given.people, given.requests)
    return verdict(_measured(given.on, size, given.at_most), check=given.check)


if __name__ == "__main__":
    raise SystemExit(main())
