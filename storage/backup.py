"""The whole database as one file, and back; and a look at it beside the program that writes it.

A backup is a SQLite file whatever the database is, so it also serves to move from one to another.
"""

import logging
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import mkstemp
from typing import cast

import sqlalchemy as sa
from sqlalchemy import URL, Connection, Engine, event, func, select
from sqlalchemy.exc import ArgumentError, DBAPIError

from storage.engine import Database, _of_kind, bring_up_to_date, version_of
from storage.migrations import HEAD
from storage.problems import NOT_A_URL, StorageProblem
from storage.tables import metadata, outbox

log = logging.getLogger(__name__)

PAGES_AT_ONCE = 32
"""Pages of a SQLite database that are copied before anybody else has a turn: 128 KiB."""

ROWS_AT_ONCE = 500

TAKEN = "{file} is there already, and a backup never replaces a file. Choose another name."
CANNOT_WRITE = "The backup cannot be written to {file}: {why}."
NOTHING_HERE = (
    "There is nothing to back up: the database {where} has no tables of Groundwork. "
    "Check `database_url`."
)
NO_FILE = "There is no file {file}. Check its name."
NO_BACKUP = "{file} is no backup that Groundwork made. Choose another file."
DAMAGED = "{file} is damaged, so nothing was restored. Choose another backup."
NEWER_FILE = (
    "{file} was made by a newer version of Groundwork, so nothing was restored. "
    "Restore it with that version."
)
NOT_EMPTY = (
    "The database {where} holds something already, and a restore never writes over it. "
    "Name a new database in `database_url`; or stop Groundwork and move this one away."
)


@dataclass(frozen=True, slots=True)
class Copied:
    """The database that was copied from or to, and the version of its tables."""

    where: str
    version: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """What the outbox has yet to send, since when, and what was refused for good."""

    unsent: int
    oldest: datetime | None
    undelivered: int


_UNSENT = select(func.count(), func.min(outbox.c.at)).where(outbox.c.settled_at.is_(None))
_UNDELIVERED = select(func.count()).where(outbox.c.refusal != "")


class Reader:
    """Reads a database while others write it: it takes no lock. Raises StorageProblem."""

    def __init__(self, url: str) -> None:
        try:
            parsed, self._kind = _of_kind(url)
            in_file = parsed.get_backend_name() == "sqlite"
            self._engine = _sqlite(parsed) if in_file else _postgresql(parsed)
        except (ArgumentError, ValueError):
            raise StorageProblem(NOT_A_URL) from None
        self.where = self._kind.name_of(parsed)

    @contextmanager
    def moment(self) -> Iterator[Connection]:
        """The database as it is at one moment, however long the reading takes."""
        try:
            with self._engine.begin() as connection:
                yield connection
        except DBAPIError as error:
            if (sentence := self._kind.problem(error, self.where)) is None:
                raise
            raise StorageProblem(sentence) from error

    def waiting(self) -> Waiting:
        """What the outbox has yet to send."""
        with self.moment() as connection:
            unsent, oldest = connection.execute(_UNSENT).one()
            return Waiting(unsent, oldest, connection.execute(_UNDELIVERED).scalar_one())

    def close(self) -> None:
        """Let go of it."""
        self._engine.dispose()


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
        with kept.moment() as source, database.transaction() as target:
            database.check(target)
            if any(target.execute(select(each).limit(1)).first() for each in _tables(target)):
                raise StorageProblem(NOT_EMPTY.format(where=database.where))
            _fill(source, version, target, database.where)
            log.debug("rows restored")
    finally:
        kept.close()
        database.close()
    return Copied(database.where, HEAD)


# Reading beside a writer


def _sqlite(url: URL) -> Engine:
    path = url.database or ""
    if not path.startswith("file:") and not Path(path).is_file():
        raise StorageProblem(NOTHING_HERE.format(where=path))  # or SQLite would make it
    # The driver begins nothing by itself, not even for several reads of one moment.
    engine = sa.create_engine(url, hide_parameters=True, isolation_level="AUTOCOMMIT")
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    return engine


def _postgresql(url: URL) -> Engine:
    url = url.set(drivername="postgresql+psycopg").difference_update_query(["timeout"])
    url = url.update_query_dict({"connect_timeout": "5", "client_encoding": "utf8", **url.query})
    settings = {"hide_parameters": True, "pool_pre_ping": True}
    return sa.create_engine(url, isolation_level="REPEATABLE READ", **settings)


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
    from storage.migrations.upgrade import upgrade  # noqa: PLC0415 - it loads Alembic

    engine = sa.create_engine(URL.create("sqlite", database=str(to)), hide_parameters=True)
    try:
        with engine.begin() as target:
            upgrade(target, str(to))
            _go_down(target, version, str(to))
            _copy_rows(source, target)
    finally:
        engine.dispose()


# Restoring


def _checked(reader: Reader, file: Path) -> str:
    """The version of a backup that is whole and that this release can read."""
    from storage.migrations.upgrade import is_known  # noqa: PLC0415 - it loads Alembic

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


def _fill(source: Connection, version: str, target: Connection, where: str) -> None:
    """The rows go into tables of their own version; then all of it is brought up to this one."""
    bring_up_to_date(target, where)
    _go_down(target, version, where)
    _copy_rows(source, target)
    bring_up_to_date(target, where)
    if target.dialect.name == "postgresql":
        _count_on(target)


def _count_on(target: Connection) -> None:
    """PostgreSQL goes on numbering after the highest number that was copied."""
    for each in metadata.sorted_tables:
        if (number := each.autoincrement_column) is not None:
            sequence = func.pg_get_serial_sequence(each.name, number.name)
            target.execute(select(func.setval(sequence, func.max(number))))


# Both


def _go_down(target: Connection, version: str, where: str) -> None:
    from storage.migrations.upgrade import downgrade  # noqa: PLC0415 - it loads Alembic

    if version != HEAD:
        downgrade(target, version, where)


def _tables(connection: Connection) -> Iterator[sa.TableClause]:
    """Our tables in a database, whatever its version, those first that others point to.

    Their columns hold text as it lies: what it says may have been written by another version.
    """
    names = set(sa.inspect(connection).get_table_names()) & set(metadata.tables)
    found = sa.MetaData()
    found.reflect(connection, only=sorted(names))
    for each in found.sorted_tables:
        yield sa.table(
            each.name, *(sa.column(one.name, one.type.as_generic()) for one in each.columns)
        )


def _copy_rows(source: Connection, target: Connection) -> None:
    for each in _tables(target):
        rows = source.execution_options(yield_per=ROWS_AT_ONCE).execute(select(each))
        for some in rows.mappings().partitions():
            target.execute(sa.insert(each), [dict(row) for row in some])
        log.debug("table copied")
