"""Databases of both kinds, with Groundwork's tables and nothing in them."""

import itertools
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from storage.store import open_store
from tests.postgres import Server

KINDS = ("sqlite", "postgresql")
LONDON = ZoneInfo("Europe/London")

Make = Callable[[str], str]


@contextmanager
def grounds(request: pytest.FixtureRequest, folder: Path) -> Iterator[Make]:
    """Makes the address of another new database, of the kind given."""
    made: list[str] = []
    numbers = itertools.count(1)

    def make(kind: str) -> str:
        if kind == "sqlite":
            url = f"sqlite:///{folder}/{next(numbers)}.db"
            open_store(url, LONDON).close()
            return url
        server: Server = request.getfixturevalue("postgres")
        made.append(server.fresh(request.getfixturevalue("postgres_template")))
        return server.url(made[-1])

    yield make
    for name in made:
        request.getfixturevalue("postgres").drop(name)


def database_of(url: str) -> str:
    """What the server calls the database at this address."""
    return re.sub(r".*/(\w+)\?.*", r"\1", url)
