"""Databases of both kinds that were lived in, and what is done to them as a whole."""

import asyncio
import itertools
import logging
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine

from bot.drafts import Conversation
from bot.events import Stopped
from bot.figures import Period
from bot.ports import Work
from bot.requests import Entry
from storage.problems import StorageProblem
from storage.store import open_store
from storage.tables import metadata
from tests.postgres import Server
from tests.storage.given import LONDON, NOW, TEAM, asked, dean, say, take

KINDS = ("sqlite", "postgresql")
TABLES = tuple(table.name for table in metadata.sorted_tables)

# It dies when this stage is logged for this time.
DIES = """
import logging, os, signal, sys
from pathlib import Path
from storage import backup

command, url, file, stage, times = sys.argv[1:]
left = int(times)

class Dies(logging.Handler):
    def emit(self, record):
        global left
        left -= record.getMessage() == stage
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)

log = logging.getLogger("storage.backup")
log.setLevel(logging.DEBUG)
log.addHandler(Dies())
getattr(backup, command)(url, Path(file))
"""

Make = Callable[[str], str]


@contextmanager
def databases(request: pytest.FixtureRequest, folder: Path) -> Iterator[Make]:
    """Makes the address of a database without tables, of the kind given."""
    made: list[str] = []
    numbers = itertools.count(1)

    def make(kind: str) -> str:
        if kind == "sqlite":
            return f"sqlite:///{folder}/{next(numbers)}.db"
        server: Server = request.getfixturevalue("postgres")
        made.append(server.fresh())
        return server.url(made[-1])

    yield make
    for name in made:
        request.getfixturevalue("postgres").drop(name)


def lived_in(url: str) -> str:
    """The address of a database in which something of everything has happened."""

    def live(work: Work) -> None:
        person = dean(work)
        work.first_time("a", NOW)
        request = asked(work)
        work.keep(person.key, Conversation(introduced=True), NOW)
        work.record(Entry(request.number, NOW, "Dean Marsh", Stopped(1, "no", "ring")), person.key)
        work.index(request.number, frozenset({"permit", "visitor"}))
        work.tally("fault", NOW, person.key, "the printer is broken")
        work.remember("name", "välue ’ \N{SLIGHTLY SMILING FACE}")
        work.reminded("team", date(2026, 12, 8))
        work.digest_posted(TEAM, Period(date(2026, 11, 30), date(2026, 12, 6)), NOW)
        for n in range(100):
            work.file(say(f"{n}: " + "x" * 2_000), NOW)
        work.mark_sent(take(work)[0].id, "sent-1", NOW)

    kept(url, live)
    return url


def kept(url: str, do: Callable[[Work], Any]) -> Any:
    store = open_store(url, LONDON)
    try:
        return asyncio.run(store.transact(do))
    finally:
        store.close()


def everything(url: str) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, and the version; true is told as 1."""
    engine = create_engine(url)
    with engine.connect() as connection:
        rows = {
            name: connection.exec_driver_sql(f"SELECT * FROM {name}").all()
            for name in (*TABLES, "alembic_version")
        }
    engine.dispose()
    return {
        name: sorted(tuple(str(int(x) if isinstance(x, bool) else x) for x in row) for row in each)
        for name, each in rows.items()
    }


def problem_of(do: Callable[[str, Path], object], url: str, file: Path) -> str:
    with pytest.raises(StorageProblem) as problem:
        do(url, file)
    return str(problem.value)


def killed_at(stage: str, times: int, command: str, url: str, file: Path) -> bool:
    words = (command, url, str(file), stage, str(times))
    died = subprocess.run([sys.executable, "-c", DIES, *words], check=False)
    return died.returncode == -signal.SIGKILL


class Meanwhile(logging.Handler):
    """Does something at every stage of this name."""

    def __init__(self, stage: str, do: Callable[[], object]) -> None:
        super().__init__(logging.DEBUG)
        self.times = 0
        self._stage = stage
        self._do = do

    def emit(self, record: logging.LogRecord) -> None:
        if record.getMessage() == self._stage:
            self.times += 1
            self._do()


@contextmanager
def meanwhile(stage: str, do: Callable[[], object]) -> Iterator[Meanwhile]:
    log, handler = logging.getLogger("storage.backup"), Meanwhile(stage, do)
    before = log.level
    log.setLevel(logging.DEBUG)
    log.addHandler(handler)
    yield handler
    log.removeHandler(handler)
    log.setLevel(before)
