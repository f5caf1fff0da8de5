"""A backup holds the whole database of one moment; a killed one leaves nothing under its name."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from storage import backup
from storage.reader import Reader, Waiting
from tests.backing_up import (
    KINDS,
    Make,
    databases,
    everything,
    kept,
    killed_at,
    lived_in,
    meanwhile,
    problem_of,
)
from tests.postgres import Server
from tests.storage.given import NOW, say, take


@pytest.fixture
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Make]:
    with databases(request, tmp_path) as make:
        yield make


@pytest.mark.parametrize("of", KINDS)
def test_a_backup_is_one_file_that_only_its_owner_can_read(
    of: str, fresh: Make, tmp_path: Path
) -> None:
    url, folder = lived_in(fresh(of)), tmp_path / "backups"
    folder.mkdir()
    backup.backup(url, folder / "kept.backup")

    assert [path.name for path in folder.iterdir()] == ["kept.backup"]
    assert (folder / "kept.backup").stat().st_mode & 0o077 == 0
    with closing(sqlite3.connect(folder / "kept.backup")) as file:
        assert file.execute("PRAGMA journal_mode").fetchone() == ("delete",)


# While the program is writing


@pytest.mark.parametrize(
    ("of", "stage"), [("sqlite", "pages copied"), ("postgresql", "table copied")]
)
def test_what_is_written_meanwhile_is_in_no_part_of_it(
    of: str, stage: str, fresh: Make, tmp_path: Path
) -> None:
    url, file = lived_in(fresh(of)), tmp_path / "kept.backup"
    before = everything(url)
    with meanwhile(stage, lambda: kept(url, lambda work: work.file(say("later"), NOW))) as written:
        backup.backup(url, file)

    assert written.times > 1
    assert len(everything(url)["outbox"]) == 100 + written.times
    assert everything(f"sqlite:///{file}") == before


# Killed


@pytest.mark.parametrize(
    ("of", "stage", "times"),
    [
        ("sqlite", "backup begun", 1),
        ("sqlite", "pages copied", 2),
        ("sqlite", "backup copied", 1),
        ("postgresql", "backup begun", 1),
        ("postgresql", "table copied", 5),
        ("postgresql", "backup copied", 1),
    ],
)
def test_a_backup_that_is_killed_leaves_nothing_under_its_name(
    of: str, stage: str, times: int, fresh: Make, tmp_path: Path
) -> None:
    url, file = lived_in(fresh(of)), tmp_path / "kept.backup"

    assert killed_at(stage, times, "backup", url, file)
    assert not file.exists()

    backup.backup(url, file)
    assert everything(f"sqlite:///{file}") == everything(url)


# Refused


def test_a_file_that_is_there_is_never_replaced(fresh: Make, tmp_path: Path) -> None:
    url, file = lived_in(fresh("sqlite")), tmp_path / "kept.backup"
    file.write_text("mine")

    assert "never replaces a file" in problem_of(backup.backup, url, file)
    assert file.read_text() == "mine"


def test_a_file_that_appears_meanwhile_is_not_replaced_either(fresh: Make, tmp_path: Path) -> None:
    url, file = lived_in(fresh("sqlite")), tmp_path / "kept.backup"
    with meanwhile("backup begun", lambda: file.write_text("mine")):
        assert "never replaces a file" in problem_of(backup.backup, url, file)

    assert file.read_text() == "mine"
    assert list(tmp_path.glob("*.part")) == []


def test_a_folder_that_is_not_there_is_named(fresh: Make, tmp_path: Path) -> None:
    url, file = lived_in(fresh("sqlite")), tmp_path / "nowhere" / "kept.backup"

    assert problem_of(backup.backup, url, file) == (
        f"The backup cannot be written to {file}: No such file or directory."
    )


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_database_is_not_backed_up(kind: str, fresh: Make, tmp_path: Path) -> None:
    url = fresh(kind)
    assert "has no tables of Groundwork" in problem_of(backup.backup, url, tmp_path / "kept.backup")
    assert not (tmp_path / "kept.backup").exists()
    assert list(tmp_path.glob("*.db")) == []


def test_an_address_that_is_none_is_told(tmp_path: Path) -> None:
    assert "is not one that Groundwork can use" in problem_of(
        backup.backup, "wibble", tmp_path / "x"
    )


def test_a_server_that_is_away_is_told(postgres: Server, tmp_path: Path) -> None:
    url = postgres.url("nowhere")
    assert "There is no database nowhere" in problem_of(backup.backup, url, tmp_path / "x")


# It runs where no file may grow beyond 64 KiB, as on a disk that is nearly full.
NO_ROOM = """
import resource, sys
from pathlib import Path
from storage import backup
from storage.problems import StorageProblem

resource.setrlimit(resource.RLIMIT_FSIZE, (65_536, 65_536))
try:
    backup.backup(sys.argv[1], Path(sys.argv[2]))
except StorageProblem as problem:
    print(problem)
"""


@pytest.mark.parametrize("kind", KINDS)
def test_a_disk_without_room_is_told_and_keeps_no_part(
    kind: str, fresh: Make, tmp_path: Path
) -> None:
    url, folder = lived_in(fresh(kind)), tmp_path / "backups"
    folder.mkdir()
    words = [sys.executable, "-c", NO_ROOM, url, str(folder / "kept.backup")]
    # What measures the tests has no room either: it would leave half a file behind.
    ours = {key: each for key, each in os.environ.items() if not key.startswith("COVERAGE_")}
    told = subprocess.run(words, check=True, capture_output=True, text=True, env=ours).stdout

    assert told.startswith("The backup cannot be written to ")
    assert list(folder.iterdir()) == []


# What waits


@pytest.mark.parametrize("kind", KINDS)
def test_a_reader_sees_what_waits_while_another_program_writes(kind: str, fresh: Make) -> None:
    url = lived_in(fresh(kind))
    with closing(Reader(url)) as reader:
        assert reader.waiting() == Waiting(99, NOW, 0)

        later = NOW + timedelta(minutes=1)
        kept(url, lambda work: work.mark_refused(take(work, later)[0].id, "closed", NOW))
        assert reader.waiting() == Waiting(98, NOW, 1)
