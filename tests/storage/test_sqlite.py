"""SQLite: what is kept is durable, and every bad state of a file is told in a clear sentence."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Pool, event

from bot.ports import Work
from storage.engine import Database
from storage.problems import StorageProblem
from storage.store import open_store
from tests.storage.given import LONDON, NOW, refused, say


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A database that was made and closed."""
    path = tmp_path / "store.db"
    open_store(f"sqlite:///{path}", LONDON).close()
    return path


@pytest.fixture
def full_disk(file: Path) -> Iterator[Path]:
    """The same, on a disk that has no room for another page."""

    def limit(connection: Any, _: object) -> None:
        connection.execute("PRAGMA max_page_count=1")  # or as many as there are already

    event.listen(Pool, "connect", limit)
    yield file
    event.remove(Pool, "connect", limit)


def test_a_missing_folder_is_made(tmp_path: Path) -> None:
    open_store(f"sqlite:///{tmp_path}/var/deep/store.db", LONDON).close()

    assert (tmp_path / "var/deep/store.db").exists()


def test_a_new_database_is_its_owners_alone_and_so_is_what_is_put_beside_it(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/store.db", LONDON)
    modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    store.close()

    assert modes == dict.fromkeys(("store.db", "store.db-wal", "store.db-shm"), 0o600)


def test_a_database_that_others_may_read_by_their_owners_will_stays_so(file: Path) -> None:
    file.chmod(0o640)
    open_store(f"sqlite:///{file}", LONDON).close()

    assert file.stat().st_mode & 0o777 == 0o640


async def test_a_store_in_memory_serves_a_trial() -> None:
    store = open_store("sqlite://", LONDON)

    assert await store.transact(lambda work: work.first_time("a", NOW))
    store.close()


def test_what_is_kept_is_durable_and_hangs_together(file: Path) -> None:
    database = Database(f"sqlite:///{file}")
    names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
    with database.transaction() as connection:
        settings = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names]
    database.close()

    assert settings == ["wal", 2, 1, 5000]  # 2 is FULL


def test_a_read_only_database_is_told(file: Path) -> None:
    assert "is read-only" in refused(f"sqlite:///file:{file}?mode=ro&uri=true")


def test_a_read_only_database_that_does_not_exist_is_told(tmp_path: Path) -> None:
    assert "cannot be opened" in refused(f"sqlite:///file:{tmp_path}/no.db?mode=ro&uri=true")


def test_a_folder_that_cannot_be_made_is_told(file: Path) -> None:
    assert "cannot be made: " in refused(f"sqlite:///{file}/folder/store.db")


def test_a_locked_database_is_told(file: Path) -> None:
    with closing(sqlite3.connect(file)) as other:
        other.execute("BEGIN IMMEDIATE")

        assert "Another program is holding" in refused(f"sqlite:///{file}?timeout=0.01")


async def test_a_database_locked_while_running_is_told_and_serves_again(file: Path) -> None:
    store = open_store(f"sqlite:///{file}?timeout=0.01", LONDON)
    with closing(sqlite3.connect(file)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageProblem, match="Another program is holding"):
            await store.transact(lambda work: work.first_time("a", NOW))

    assert await store.transact(lambda work: work.first_time("a", NOW))
    store.close()


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "notes.db").write_text("Remember the milk. " * 100)

    assert "notes.db is not a database" in refused(f"sqlite:///{tmp_path}/notes.db")
    assert (tmp_path / "notes.db").read_text() == "Remember the milk. " * 100


async def test_a_full_disk_is_told_and_nothing_of_the_transaction_is_kept(full_disk: Path) -> None:
    def much(work: Work) -> None:
        work.remember("before", "1")
        for _ in range(100):
            work.file(say("x" * 10_000), NOW)

    store = open_store(f"sqlite:///{full_disk}", LONDON)
    with pytest.raises(StorageProblem, match="There is no room left"):
        await store.transact(much)

    assert await store.transact(lambda work: work.recall("before")) is None
    store.close()
