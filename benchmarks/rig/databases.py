"""SQLite and PostgreSQL to measure on, both keeping what they are told through a power cut."""

from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.postgres import serving

Fresh = Callable[[], str]
"""The URL of a new, empty database."""

KINDS = ("SQLite", "PostgreSQL")


def asking_which(parser: ArgumentParser) -> None:
    """Both, unless one is named."""
    parser.add_argument("--on", choices=KINDS, nargs="+", default=KINDS, help="the databases")


@contextmanager
def databases(kind: str) -> Iterator[Fresh]:
    """Databases of one of the `KINDS`, until the end of the block."""
    with _sqlite() if kind == "SQLite" else _postgresql() as fresh:
        yield fresh


@contextmanager
def _sqlite() -> Iterator[Fresh]:
    with TemporaryDirectory(prefix="groundwork-") as folder:
        names = count()
        yield lambda: f"sqlite:///{Path(folder) / f'{next(names)}.db'}"


@contextmanager
def _postgresql() -> Iterator[Fresh]:
    with serving() as server:
        # The tests do without; here it is what a turn costs.
        server.run("ALTER SYSTEM SET fsync = on")
        server.run("SELECT pg_reload_conf()")
        yield lambda: server.url(server.fresh())
