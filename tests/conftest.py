"""What holds for every test."""

import os
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest
from hypothesis import settings

from storage.store import open_store
from tests.postgres import Server, serving

# How long an example takes depends on the machine; speed is for the benchmarks. The same examples
# each time, so that a change is what breaks a law; `make soak` looks for new ones.
settings.register_profile("house", deadline=None, derandomize=True)
settings.register_profile("soak", deadline=None)
settings.load_profile(os.environ.get("GROUNDWORK_LAWS", "house"))


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL server, started for the first test that asks for it."""
    with serving() as server:
        yield server


@pytest.fixture(scope="session")
def postgres_template(postgres: Server) -> str:
    """The name of a database with Groundwork's tables: `postgres.fresh` copies it quickly."""
    name = postgres.fresh()
    open_store(postgres.url(name), ZoneInfo("Europe/London")).close()
    return name


@pytest.fixture
def postgres_url(postgres: Server, postgres_template: str) -> Iterator[str]:
    """The address of a fresh Groundwork database."""
    name = postgres.fresh(postgres_template)
    yield postgres.url(name)
    postgres.drop(name)
