"""The whole database as one file, and back.

A backup is a SQLite file whatever the database is, so it also serves to move from one to another.
"""

import logging
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from functools import partial
from pathlib import Path
from tempfile import mkstemp
from typing import cast

import sqlalchemy as sa
from sqlalchemy import URL, Connection, select
from sqlalchemy.exc import DBAPIError

from storage.engine import Database, version_of
from storage.filling import Copied, fill, go_down, tables
from storage.problems import NOTHING_HERE, StorageProblem
from storage.reader import Reader

log = logging.getLogger(__name__)

PAGES_AT_ONCE = 32
"""Pages of a SQLite database that are copied before anybody else has a turn: 128 KiB."""

ROWS_AT_ONCE = 500

TAKEN = "{file} is there already, and a backup never replaces a file. Choose another name."
CANNOT_WRITE = "The backup cannot be written to {file}: {why}."
NO_FILE = "There is no file {file}. Check its name."
NO_BACKUP = "{file} is no backup that Groundwork made. Choose another file."
DAMAGED = "{file} is damaged, so nothing was restored. Choose another backup."
NEWER_FILE = (
    "{file} was made by a newer version of Groundwork, so nothing was restored. "
    "Restore it with that version."
)


def backup(url: str, to: Path) -> Copied:
    """Write the whole database, as it is at one moment, into a new file. Raises StorageProblem.

    The file has its name only once it is whole and on the disk.
    """
    if to.exists():
        raise StorageProblem(TAKEN.format(file=to))
    reader = Reader(url)
    try:
        with reader.moment() as source:
            if (version := version_of(source)) is None:
                raise StorageProblem(NOTHING_HERE.format(where=reader.where))
            with _whole_or_not_at_all(to) as unfinished:
                log.debug("backup begun")
                _copy_all(source, version, unfinished)
                log.debug("backup copied")
    finally:
        reader.close()
    return Copied(reader.where, version)


def restore(url: str, file: Path) -> Copied:
    """Fill an empty database from a backup, in one transaction. Raises StorageProblem.

    A backup of an older version is brought up to this one.
    """
    if not file.is_file():
        raise StorageProblem(NO_FILE.format(file=file))
    read_only = {"mode": "ro", "uri": "true"}
    address = URL.create("sqlite", database=file.resolve().as_uri(), query=read_only)
    kept = Reader(address.render_as_string())
    database = Database(url)
    try:
        version = _checked(kept, file)
        with kept.moment() as source:
            return fill(database, version, partial(_restore_rows, source))
    finally:
        kept.close()
        database.close()


# Backing up


@contextmanager
def _whole_or_not_at_all(to: Path) -> Iterator[Path]:
    """A file beside this name, which gets it at the end. What is killed leaves a `.part`."""
    try:
        handle, name = mkstemp(".part", f"{to.name}.", to.parent)
    except OSError as error:
        raise StorageProblem(CANNOT_WRITE.format(file=to, why=error.strerror)) from error
    unfinished = Path(name)
    try:
        yield unfinished
        os.fsync(handle)  # before it has its name, or a name could outlive what it names
        if to.exists():
            raise StorageProblem(TAKEN.format(file=to))
        unfinished.rename(to)
    finally:
        os.close(handle)
        with suppress(FileNotFoundError):
            unfinished.unlink()


def _copy_all(source: Connection, version: str, to: Path) -> None:
    try:
        if source.dialect.name == "sqlite":
            _copy_pages(source, to)
        else:
            _copy_tables(source, version, to)
    except (sqlite3.Error, DBAPIError) as error:
        why = error.orig if isinstance(error, DBAPIError) else error
        if not isinstance(why, sqlite3.Error):
            raise
        raise StorageProblem(CANNOT_WRITE.format(file=to, why=why)) from error


def _copy_pages(source: Connection, to: Path) -> None:
    """By SQLite's online backup. The reading transaction keeps others' writing out of it."""
    driver = cast("sqlite3.Connection", source.connection.driver_connection)
    with closing(sqlite3.connect(to)) as target:
        driver.backup(target, pages=PAGES_AT_ONCE, progress=lambda *_: log.debug("pages copied"))
        target.execute("PRAGMA journal_mode=DELETE")  # one file, with none beside it


def _copy_tables(source: Connection, version: str, to: Path) -> None:
    from storage.migrations.upgrade import upgrade  # noqa: PLC0415 - Alembic takes some 150 ms to load, and a start needs none of it

    engine = sa.create_engine(URL.create("sqlite", database=str(to)), hide_parameters=True)
    try:
        with engine.begin() as target:
            upgrade(target, str(to))
            go_down(target, version, str(to))
            _copy_rows(source, target)
    finally:
        engine.dispose()


# Restoring


def _checked(reader: Reader, file: Path) -> str:
    """The version of a backup that is whole and that this release can read."""
    from storage.migrations.upgrade import is_known  # noqa: PLC0415 - Alembic takes some 150 ms to load, and a start needs none of it

    try:
        with reader.moment() as connection:
            whole = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all() == ["ok"]
            astray = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
            version = version_of(connection)
    except StorageProblem as problem:
        raise StorageProblem(DAMAGED.format(file=file)) from problem
    if not whole or astray:
        raise StorageProblem(DAMAGED.format(file=file))
    if version is None:
        raise StorageProblem(NO_BACKUP.format(file=file))
    if not is_known(version):
        raise StorageProblem(NEWER_FILE.format(file=file))
    return version


def _restore_rows(source: Connection, target: Connection) -> None:
    _copy_rows(source, target)
    log.debug("rows restored")


def _copy_rows(source: Connection, target: Connection) -> None:
    for each in tables(target):
        rows = source.execution_options(yield_per=ROWS_AT_ONCE).execute(select(each))
        for some in rows.mappings().partitions():
            target.execute(sa.insert(each), [dict(row) for row in some])
        log.debug("table copied")
