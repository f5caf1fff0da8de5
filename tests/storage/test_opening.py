"""Opening a store: its schema, and what is said where it cannot be opened, on both databases."""

import subprocess
import sys

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from storage.indexes import WHOLE
from storage.migrations import HEAD
from storage.migrations.upgrade import scripts
from storage.store import open_store
from tests.storage.given import LONDON, refused, sql


def test_the_migrations_make_the_tables_as_they_are_described(url: str) -> None:
    engine = create_engine(url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, WHOLE)
    engine.dispose()

    assert differences == []


def test_the_head_that_start_up_looks_for_is_the_newest_revision() -> None:
    assert scripts().get_current_head() == HEAD


def loaded(url: str, *libraries: str) -> set[str]:
    """Which of these are loaded by a program that opens the store."""
    program = (
        "import sys, datetime; from storage.store import open_store;"
        f"open_store({url!r}, datetime.UTC).close();"
        f"print(*set({libraries!r}) & set(sys.modules))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], check=True, stdout=subprocess.PIPE, text=True
    )
    return set(ran.stdout.split())


def test_opening_an_up_to_date_store_does_not_load_alembic(url: str) -> None:
    driver = {"psycopg"} if url.startswith("postgresql") else set()

    assert loaded(url, "alembic", "psycopg") == driver


def test_opening_loads_postgresql_only_where_it_is_used(url: str) -> None:
    used = {"sqlalchemy.dialects.postgresql"} if url.startswith("postgresql") else set()

    assert loaded(url, "sqlalchemy.dialects.postgresql") == used


async def test_what_was_kept_is_there_after_opening_again(url: str) -> None:
    first = open_store(url, LONDON)
    await first.transact(lambda work: work.remember("clock", "1"))
    first.close()

    second = open_store(url, LONDON)
    assert await second.transact(lambda work: work.recall("clock")) == "1"
    second.close()


def test_a_database_of_a_newer_version_is_told(url: str) -> None:
    sql(url, "UPDATE alembic_version SET version_num = '9999'")

    assert "a newer version of Groundwork" in refused(url)
    assert sql(url, "SELECT version_num FROM alembic_version") == [("9999",)]


@pytest.mark.parametrize("lost", ["alembic_version", "outbox"])
def test_tables_that_are_half_there_are_told(url: str, lost: str) -> None:
    sql(url, f"DROP TABLE {lost}")

    assert "are not those of any version of Groundwork" in refused(url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "groundwork.db",
        "mysql://localhost/x",
        "postgresql+asyncpg://localhost/x",
        "postgresql://localhost:many/x",
        "postgresql://localhost/x?timeout=long",
        "sqlite:///x.db?timeout=long",
    ],
)
def test_a_url_of_another_kind_is_told(url: str) -> None:
    assert "sqlite:///folder/file.db" in refused(url)
