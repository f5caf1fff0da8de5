"""The schema goes up whole or not at all, comes down for an older release, and says where it is."""

import signal
import subprocess
import sys

import pytest
from sqlalchemy import create_engine, inspect

from storage import migrating
from storage.migrating import Step
from storage.migrations import HEAD
from storage.problems import StorageProblem
from storage.store import open_store
from tests.storage.given import LONDON, asked, sql

# It dies after the first statement in which the word stands, when nothing is committed yet.
DIES = """
import datetime, os, signal, sys
from sqlalchemy import Engine, event
from storage.store import open_store

def die(connection, cursor, statement, *rest):
    if sys.argv[2] in statement:
        os.kill(os.getpid(), signal.SIGKILL)

event.listen(Engine, "after_cursor_execute", die)
open_store(sys.argv[1], datetime.UTC).close()
"""


def versions(step: Step) -> tuple[str, str]:
    return step.before, step.after


def tables(url: str) -> set[str]:
    engine = create_engine(url)
    names = set(inspect(engine).get_table_names())
    engine.dispose()
    return names


def read_only(url: str) -> str:
    """The same database, for somebody who may only read it."""
    if url.startswith("sqlite"):
        return f"{url.replace('///', '///file:')}?mode=ro&uri=true"
    return f"{url}&options=-c%20default_transaction_read_only%3Don"


def killed_at(url: str, word: str) -> bool:
    died = subprocess.run([sys.executable, "-c", DIES, url, word], check=False)
    return died.returncode == -signal.SIGKILL


def test_an_empty_database_is_brought_up_once(empty: str) -> None:
    assert versions(migrating.needed(empty)) == ("empty", HEAD)
    assert tables(empty) == set()

    assert versions(migrating.up(empty)) == ("empty", HEAD)
    assert versions(migrating.up(empty)) == (HEAD, HEAD)
    assert versions(migrating.needed(empty)) == (HEAD, HEAD)


async def test_what_was_kept_lives_through_a_way_down_and_up_again(url: str) -> None:
    store = open_store(url, LONDON)
    before = await store.transact(asked)
    store.close()

    assert versions(migrating.down(url, "0001")) == (HEAD, "0001")
    assert versions(migrating.needed(url)) == ("0001", HEAD)
    assert "terms" not in tables(url)

    store = open_store(url, LONDON)
    assert await store.transact(lambda work: work.request(before.number)) == before
    store.close()
    assert versions(migrating.needed(url)) == (HEAD, HEAD)


@pytest.mark.parametrize("version", ["base", "9999", HEAD, "-1", "000"])
def test_there_is_no_way_down_to_what_is_no_older_version(url: str, version: str) -> None:
    with pytest.raises(StorageProblem, match=f"is at version {HEAD} and cannot go down to") as said:
        migrating.down(url, version)

    assert "It can go down to: " in str(said.value)
    assert "0001" in str(said.value)


def test_there_is_no_way_down_from_nothing(empty: str) -> None:
    with pytest.raises(StorageProblem, match="It can go down to: none"):
        migrating.down(empty, "0001")


def test_an_older_program_leaves_a_newer_database_alone(url: str) -> None:
    sql(url, "UPDATE alembic_version SET version_num = '9999'")

    for change in (migrating.needed, migrating.up, lambda url: migrating.down(url, "0001")):
        with pytest.raises(StorageProblem, match="a newer version of Groundwork"):
            change(url)


def test_a_program_killed_in_a_first_migration_leaves_nothing(empty: str) -> None:
    assert killed_at(empty, "CREATE TABLE outbox")
    assert tables(empty) == set()

    open_store(empty, LONDON).close()


def test_a_program_killed_in_a_later_migration_leaves_what_was(url: str) -> None:
    migrating.down(url, "0001")
    before = tables(url)

    assert killed_at(url, "CREATE TABLE terms")
    assert tables(url) == before
    assert migrating.needed(url).before == "0001"

    open_store(url, LONDON).close()
    assert migrating.needed(url).before == HEAD


def test_a_migration_that_meets_other_tables_is_told_and_changes_nothing(url: str) -> None:
    migrating.down(url, "0001")
    sql(url, "CREATE TABLE adoptions (id INTEGER)")
    before = tables(url)

    with pytest.raises(StorageProblem, match="are not those of any version of Groundwork"):
        migrating.up(url)

    assert tables(url) == before


def test_a_migration_that_may_not_write_says_so(empty: str) -> None:
    migrating.up(empty)
    migrating.down(empty, "0001")

    with pytest.raises(StorageProblem, match="is read-only"):
        migrating.up(read_only(empty))
    assert migrating.needed(empty).before == "0001"
