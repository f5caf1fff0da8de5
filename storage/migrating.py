"""What the command `migrate` does with the schema: look, bring it up, take it down."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection

from storage.engine import Database, bring_up_to_date, version_of
from storage.migrations import HEAD
from storage.migrations.upgrade import below, downgrade, is_known
from storage.problems import NEWER, NO_VERSION, StorageProblem

EMPTY = "empty"
"""What stands for the version of a database without tables."""


@dataclass(frozen=True, slots=True)
class Step:
    """From which version of the schema to which, in the database called `where`."""

    where: str
    before: str
    after: str


def needed(url: str) -> Step:
    """What an upgrade would do; nothing is changed. Raises StorageProblem."""
    with _schema_of(url) as (_, where, version):
        return Step(where, version, HEAD)


def up(url: str) -> Step:
    """Bring the schema to the newest version. Raises StorageProblem."""
    with _schema_of(url) as (connection, where, version):
        bring_up_to_date(connection, where)
        return Step(where, version, HEAD)


def down(url: str, to: str) -> Step:
    """Take the schema down to an older version, for an older release. Raises StorageProblem.

    What only newer tables and columns can hold is lost.
    """
    with _schema_of(url) as (connection, where, version):
        older = () if version == EMPTY else below(version)
        if to not in older:
            known = ", ".join(older) or "none"
            text = NO_VERSION.format(where=where, now=version, version=to, older=known)
            raise StorageProblem(text)
        downgrade(connection, to, where)
        return Step(where, version, to)


@contextmanager
def _schema_of(url: str) -> Iterator[tuple[Connection, str, str]]:
    """The database, held in one transaction, what it is called, and its schema's version."""
    database = Database(url)
    try:
        with database.transaction() as connection:
            database.check(connection)
            version = version_of(connection) or EMPTY
            if version != EMPTY and not is_known(version):
                raise StorageProblem(NEWER.format(where=database.where))
            yield connection, database.where, version
    finally:
        database.close()
