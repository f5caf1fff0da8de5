"""The stores that the contract holds for."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.store import SqlStore, open_store
from tests.new_databases import laid
from tests.postgres import Server
from tests.storage.given import LONDON

KINDS = ("sqlite", "postgresql")


@pytest.fixture(params=KINDS)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database that was made and closed."""
    if request.param == "sqlite":
        return laid(tmp_path / "store.db")
    copied: str = request.getfixturevalue("postgres_url")
    return copied


@pytest.fixture(params=KINDS)
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without tables."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/store.db"
        return
    postgres: Server = request.getfixturevalue("postgres")
    name = postgres.fresh()
    yield postgres.url(name)
    postgres.drop(name)


@pytest.fixture
def store(url: str) -> Iterator[SqlStore]:
    opened = open_store(url, LONDON)
    yield opened
    opened.close()
