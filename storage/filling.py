"""An empty database, filled with rows of this version or of an older one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import Connection, func, select

from storage.engine import Database, bring_up_to_date
from storage.migrations import HEAD
from storage.problems import NOT_EMPTY, StorageProblem
from storage.tables import metadata


@dataclass(frozen=True, slots=True)
class Copied:
    """The database that was copied from or to, and the version of its tables."""

    where: str
    version: str


def fill(database: Database, version: str, put: Callable[[Connection], None]) -> Copied:
    """The rows go into tables of their own version; then all of it is brought up to this one.

    In one transaction. Raises StorageProblem, also for a database that holds anything.
    """
    where = database.where
    with database.transaction() as target:
        database.check(target)
        if any(target.execute(select(each).limit(1)).first() for each in tables(target)):
            raise StorageProblem(NOT_EMPTY.format(where=where))
        bring_up_to_date(target, where)
        go_down(target, version, where)
        put(target)
        bring_up_to_date(target, where)
        if target.dialect.name == "postgresql":
            count_on(target)
    return Copied(where, HEAD)


def count_on(target: Connection) -> None:
    """PostgreSQL goes on numbering after the highest number that was copied."""
    for each in metadata.sorted_tables:
        if (number := each.autoincrement_column) is not None:
            sequence = func.pg_get_serial_sequence(each.name, number.name)
            target.execute(select(func.setval(sequence, func.max(number))))


def go_down(target: Connection, version: str, where: str) -> None:
    from storage.migrations.upgrade import downgrade  # noqa: PLC0415 - Alembic takes some 150 ms to load, and a start needs none of it

    if version != HEAD:
        downgrade(target, version, where)


def tables(connection: Connection) -> Iterator[sa.TableClause]:
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
