"""The way to a database, whichever kind it is, and its schema brought up to date."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from sqlalchemy import (
    URL,
    Column,
    Connection,
    Engine,
    MetaData,
    Table,
    Text,
    inspect,
    select,
    update,
)
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from storage.migrations import HEAD
from storage.problems import HALF_MADE, NEWER, NOT_A_URL, StorageProblem
from storage.tables import metadata

_schema = Table("alembic_version", MetaData(), Column("version_num", Text))
_VERSION = select(_schema)
_TOUCH = update(_schema).values(version_num=_schema.c.version_num)


class Kind(Protocol):
    """What is particular to a kind of database."""

    REWRITE: tuple[str, ...]

    def make_engine(self, url: URL) -> Engine:
        """An engine whose transactions take the writer's lock as they begin."""
        ...

    def name_of(self, url: URL) -> str:
        """What the database is called in a sentence, without its password."""
        ...

    def check(self, connection: Connection) -> None:
        """Raises StorageProblem for a database that could not hold what people write."""
        ...

    def problem(self, error: DBAPIError, where: str) -> str | None:
        """What is wrong, in a sentence, if it is something that an operator can mend."""
        ...


class Database:
    """The database at a URL; `where` is what it is called. Raises StorageProblem."""

    def __init__(self, url: str) -> None:
        try:
            parsed, self._kind = _of_kind(url)
            self._engine = self._kind.make_engine(parsed)
        except (ArgumentError, ValueError):
            raise StorageProblem(NOT_A_URL) from None
        self.where = self._kind.name_of(parsed)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """One transaction, alone. What is wrong with the database is raised as StorageProblem."""
        try:
            with self._engine.begin() as connection:
                yield connection
        except DBAPIError as error:
            if (sentence := self._kind.problem(error, self.where)) is None:
                raise
            raise StorageProblem(sentence) from error

    def check(self, connection: Connection) -> None:
        """Raises StorageProblem if it could not hold what people write."""
        self._kind.check(connection)

    def prepare(self) -> None:
        """Upgrade the schema if it is behind. Raises StorageProblem if it is ahead."""
        with self.transaction() as connection:
            self.check(connection)
            bring_up_to_date(connection, self.where)

    def rewrite(self) -> None:
        """Write everything anew, so that no unused corner has what was. Raises StorageProblem."""
        with self.transaction() as connection:
            # Every connection of ours begins a transaction, and in one this cannot be done.
            for statement in ("COMMIT", *self._kind.REWRITE):
                connection.exec_driver_sql(statement)

    def close(self) -> None:
        """Let go of it."""
        self._engine.dispose()


def bring_up_to_date(connection: Connection, where: str) -> None:
    """Upgrade the schema if it is behind. Raises StorageProblem if it is ahead or incomplete."""
    version = version_of(connection)
    if version == HEAD:
        if not set(metadata.tables) <= set(inspect(connection).get_table_names()):
            raise StorageProblem(HALF_MADE.format(where=where))
        # A database that takes no writing says so now, not when somebody has said something.
        connection.execute(_TOUCH)
        return
    from storage.migrations.upgrade import is_known, upgrade  # noqa: PLC0415 - Alembic takes some 150 ms to load, and only tables of another release need it

    if version and not is_known(version):
        raise StorageProblem(NEWER.format(where=where))
    upgrade(connection, where)


def version_of(connection: Connection) -> str | None:
    """The revision of the database's tables; None where there are none."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(_VERSION).scalar()


def _of_kind(url: str) -> tuple[URL, Kind]:
    parsed = make_url(url)
    if parsed.drivername in ("sqlite", "sqlite+pysqlite"):
        from storage import sqlite  # noqa: PLC0415 - only the driver of the database that is set is loaded

        return parsed, sqlite
    if parsed.drivername in ("postgresql", "postgres", "postgresql+psycopg"):
        from storage import postgresql  # noqa: PLC0415 - only the driver of the database that is set is loaded

        return parsed, postgresql
    raise ArgumentError
