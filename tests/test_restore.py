"""A restore gives back what was backed up, all of it or nothing, in either kind of database."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage import backup, migrating
from storage.migrations import HEAD
from storage.store import open_store
from tests.backing_up import (
    KINDS,
    Make,
    databases,
    everything,
    kept,
    killed_at,
    lived_in,
    problem_of,
)
from tests.storage.given import LONDON, NOW, asked, say, sql


@pytest.fixture
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Make]:
    with databases(request, tmp_path) as make:
        yield make


# Whole, from any kind of database into any


@pytest.mark.parametrize("to", KINDS)
@pytest.mark.parametrize("of", KINDS)
def test_what_is_restored_is_what_was_backed_up(
    of: str, to: str, fresh: Make, tmp_path: Path
) -> None:
    before, after, file = lived_in(fresh(of)), fresh(to), tmp_path / "kept.backup"

    assert backup.backup(before, file).version == HEAD
    assert backup.restore(after, file).version == HEAD

    assert everything(after) == everything(before)
    filled = {name for name, rows in everything(after).items() if rows}
    assert {"people", "requests", "history", "terms", "outbox", "digests", "remembered"} <= filled


def test_what_is_restored_is_as_private_as_its_backup(fresh: Make, tmp_path: Path) -> None:
    before, file = lived_in(fresh("sqlite")), tmp_path / "kept.backup"
    backup.backup(before, file)
    backup.restore(f"sqlite:///{tmp_path}/again.db", file)

    assert (tmp_path / "again.db").stat().st_mode == file.stat().st_mode


@pytest.mark.parametrize("to", KINDS)
def test_numbering_goes_on_after_a_restore(to: str, fresh: Make, tmp_path: Path) -> None:
    before, after, file = lived_in(fresh("sqlite")), fresh(to), tmp_path / "my 1% #?.db"
    backup.backup(before, file)
    backup.restore(after, file)

    assert kept(after, lambda work: work.next_number()) == 2
    kept(after, lambda work: work.file(say("one more"), NOW))
    assert sql(after, "SELECT max(id) FROM outbox")[0][0] == 101


@pytest.mark.parametrize("of", KINDS)
@pytest.mark.parametrize("to", KINDS)
def test_an_older_versions_backup_is_brought_up(
    of: str, to: str, fresh: Make, tmp_path: Path
) -> None:
    older, after, file = fresh(of), fresh(to), tmp_path / "kept.backup"
    kept(older, asked)
    migrating.down(older, "0001")

    assert backup.backup(older, file).version == "0001"
    assert backup.restore(after, file).version == HEAD
    assert sql(after, "SELECT title, confidential FROM requests") == [("Visitor permits online", 0)]


# Killed


@pytest.mark.parametrize("to", KINDS)
@pytest.mark.parametrize(
    ("stage", "times"), [("table copied", 1), ("table copied", 9), ("rows restored", 1)]
)
def test_a_restore_that_is_killed_leaves_it_empty_and_can_be_run_again(
    stage: str, times: int, to: str, fresh: Make, tmp_path: Path
) -> None:
    before, after, file = lived_in(fresh("sqlite")), fresh(to), tmp_path / "my 1% #?.db"
    backup.backup(before, file)

    assert killed_at(stage, times, "restore", after, file)
    assert migrating.needed(after).before == "empty"

    backup.restore(after, file)
    assert everything(after) == everything(before)


# Refused


@pytest.mark.parametrize("kind", KINDS)
def test_a_database_that_holds_anything_is_not_written_over(
    kind: str, fresh: Make, tmp_path: Path
) -> None:
    url, file = lived_in(fresh(kind)), tmp_path / "kept.backup"
    backup.backup(url, file)
    before = everything(url)

    assert "Name a new database in `database_url`" in problem_of(backup.restore, url, file)
    assert everything(url) == before


@pytest.mark.parametrize("kind", KINDS)
def test_tables_without_rows_are_as_good_as_none(kind: str, fresh: Make, tmp_path: Path) -> None:
    before, after, file = lived_in(fresh("sqlite")), fresh(kind), tmp_path / "kept.backup"
    backup.backup(before, file)
    open_store(after, LONDON).close()

    backup.restore(after, file)
    assert everything(after) == everything(before)


def test_a_file_from_a_newer_version_is_not_restored(fresh: Make, tmp_path: Path) -> None:
    url, file, after = lived_in(fresh("sqlite")), tmp_path / "kept.backup", fresh("sqlite")
    sql(url, "UPDATE alembic_version SET version_num = '9999'")
    assert backup.backup(url, file).version == "9999"

    assert "was made by a newer version" in problem_of(backup.restore, after, file)


def test_a_damaged_file_is_not_restored(fresh: Make, tmp_path: Path) -> None:
    url, file, after = lived_in(fresh("sqlite")), tmp_path / "kept.backup", fresh("sqlite")
    backup.backup(url, file)
    whole = file.read_bytes()
    half = len(whole) // 2

    for damaged in (
        whole[:half],
        whole[:half] + b"x" * 9_000 + whole[half + 9_000 :],
        b"x" * 9_000,
    ):
        file.write_bytes(damaged)
        assert "is damaged, so nothing was restored" in problem_of(backup.restore, after, file)


def test_a_file_whose_rows_point_nowhere_is_not_restored(fresh: Make, tmp_path: Path) -> None:
    url, file, after = lived_in(fresh("sqlite")), tmp_path / "kept.backup", fresh("sqlite")
    backup.backup(url, file)
    sql(f"sqlite:///{file}", "DELETE FROM people")

    assert "is damaged" in problem_of(backup.restore, after, file)


def test_what_is_no_backup_is_not_restored(fresh: Make, tmp_path: Path) -> None:
    other = tmp_path / "other.backup"
    sql(f"sqlite:///{other}", "CREATE TABLE cats (name TEXT)")

    assert "is no backup that Groundwork made" in problem_of(backup.restore, fresh("sqlite"), other)
    assert "There is no file" in problem_of(backup.restore, fresh("sqlite"), tmp_path / "nothing")
