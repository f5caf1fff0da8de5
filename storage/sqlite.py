"""SQLite: one file, one writer at a time, and nothing lost when the power fails."""

import os
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError

from storage.problems import BUSY, FULL, READ_ONLY, StorageProblem

LOCK_TIMEOUT = "5"
"""Seconds to wait for another program's transaction; `?timeout=` in the URL changes it."""

# What was said is durable: FULL waits for the disk at every commit.
_SETTINGS = ("foreign_keys=ON", "synchronous=FULL", "journal_mode=WAL")

REWRITE: tuple[str, ...] = ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)")
"""What writes the file anew, and empties the log beside it."""

NO_FOLDER = "The folder for the database {where} cannot be made: {why}. Change `database_url`."

# https://www.sqlite.org/rescode.html; the extended codes begin with these.
_BY_CODE = {
    "READONLY": READ_ONLY,
    "FULL": FULL,
    "BUSY": BUSY,
    "NOTADB": "{where} is not a database. Change `database_url`, or move the file away.",
    "CORRUPT": "The database {where} is damaged. Stop Groundwork and restore a backup.",
    "CANTOPEN": (
        "The database {where} cannot be opened. "
        "Check that its folder is there and that Groundwork may write in it."
    ),
    "IOERR": "The disk cannot read or write the database {where}. Check the disk.",
}


def make_engine(url: URL) -> Engine:
    """An engine whose transactions take the writer's lock as they begin."""
    _make_folder(url.database or "")
    url = url.update_query_dict({"timeout": LOCK_TIMEOUT, **url.query})
    engine = create_engine(url, hide_parameters=True)
    event.listen(engine, "do_connect", partial(_keep_private, url.database or ""))
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def name_of(url: URL) -> str:
    """What the database is called in a sentence."""
    return url.database or ":memory:"


def check(_: Connection) -> None:
    """Any file will do."""


def problem(error: DBAPIError, where: str) -> str | None:
    """What is wrong, in a sentence, if it is something that an operator can mend."""
    code = getattr(error.orig, "sqlite_errorname", "").removeprefix("SQLITE_").split("_")[0]
    return _BY_CODE[code].format(where=where) if code in _BY_CODE else None


def _in_a_file(database: str) -> bool:
    """Whether it is the path of a file, and neither the memory nor an address that says more."""
    return bool(database) and database != ":memory:" and not database.startswith("file:")


def _make_folder(database: str) -> None:
    if not _in_a_file(database):
        return
    try:
        Path(database).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        text = NO_FOLDER.format(where=database, why=error.strerror)
        raise StorageProblem(text) from error


def _keep_private(database: str, *_: object) -> None:
    """Begin a new file as its owner's alone: SQLite gives what it puts beside it the same mode."""
    if _in_a_file(database):
        with suppress(OSError):  # it is there already, or SQLite says what is wrong with the folder
            os.close(os.open(database, os.O_CREAT | os.O_EXCL, 0o600))


def _set_up(connection: Any, _: object) -> None:
    connection.isolation_level = None  # the driver begins nothing by itself: `_begin` does
    for setting in _SETTINGS:
        connection.execute(f"PRAGMA {setting}")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
