"""Every row as plain values that anybody can read, and such rows back into an empty database."""

import base64
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import groupby, islice
from operator import itemgetter
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, func, select
from sqlalchemy.exc import IntegrityError, StatementError

from storage.columns import Json
from storage.engine import Database, version_of
from storage.filling import Copied, fill, tables
from storage.problems import NOTHING_HERE, StorageProblem
from storage.reader import Reader
from storage.tables import metadata

ROWS_AT_ONCE = 500
BASE64 = "base64:"
"""Before bytes as text, so that none at all and no value are two things."""

NEWER_EXPORT = (
    "This was exported by a newer version of Groundwork, so nothing was imported. "
    "Import it with that version."
)
NOT_OURS = (
    "Nothing was imported: the export has {what}, which Groundwork does not know. Export it again."
)
BROKEN = (
    "Nothing was imported: a row of {table} has a value that does not belong there, "
    "or points to a row that is missing. Export it again."
)

Row = tuple[str, Mapping[str, Any]]
"""A table's name, and its values by column: text, numbers, true or false, lists and objects."""


@dataclass(frozen=True, slots=True)
class Exported:
    """All rows of one moment, those first that others point to; and how many a table has."""

    version: str
    counts: Mapping[str, int]
    rows: Iterator[Row]


@contextmanager
def exported(url: str) -> Iterator[Exported]:
    """The whole database, as it is at one moment. Raises StorageProblem."""
    reader = Reader(url)
    try:
        with reader.moment() as source:
            if (version := version_of(source)) is None:
                raise StorageProblem(NOTHING_HERE.format(where=reader.where))
            every = tuple(tables(source))
            counts = {
                each.name: source.scalar(select(func.count()).select_from(each)) or 0
                for each in every
            }
            yield Exported(version, counts, _rows(source, every))
    finally:
        reader.close()


def imported(url: str, version: str, rows: Iterable[Row]) -> Copied:
    """Fill an empty database, in one transaction. Raises StorageProblem, and what `rows` raises."""
    from storage.migrations.upgrade import is_known  # noqa: PLC0415 - Alembic takes some 150 ms to load, and a start needs none of it

    if not is_known(version):
        raise StorageProblem(NEWER_EXPORT)
    database = Database(url)
    try:
        return fill(database, version, lambda target: _put(rows, target))
    finally:
        database.close()


# Out


def _rows(source: Connection, every: Iterable[sa.TableClause]) -> Iterator[Row]:
    reading = source.execution_options(yield_per=ROWS_AT_ONCE)
    for each in every:
        nested = _nested(each.name)
        ordered = select(each).order_by(*_keys(each))
        for row in reading.execute(ordered).mappings():
            yield each.name, {name: _plain(value, name in nested) for name, value in row.items()}


def _keys(table: sa.TableClause) -> Iterator[sa.ColumnElement[Any]]:
    """So that the same records are exported in the same order, wherever they lie."""
    return (table.c[each.name] for each in metadata.tables[table.name].primary_key)


def _nested(table: str) -> frozenset[str]:
    """The columns that hold JSON."""
    columns = metadata.tables[table].columns
    return frozenset(each.name for each in columns if isinstance(each.type, Json))


def _plain(value: Any, is_json: bool) -> Any:
    match value:
        case str() if is_json:
            return json.loads(value)
        case bytes() | memoryview():
            return BASE64 + base64.b64encode(value).decode("ascii")
        case date():
            return value.isoformat()
        case _:
            return value


# Back


def _put(rows: Iterable[Row], target: Connection) -> None:
    known = {each.name: each for each in tables(target)}
    for name, those in groupby(rows, key=itemgetter(0)):
        if name not in known:
            raise StorageProblem(NOT_OURS.format(what=f"a table {name}"))
        values = (row for _, row in those)
        while some := list(islice(values, ROWS_AT_ONCE)):
            _insert(known[name], some, target)


def _insert(table: sa.TableClause, rows: list[Mapping[str, Any]], target: Connection) -> None:
    if unknown := {name for row in rows for name in row} - set(table.c.keys()):
        raise StorageProblem(NOT_OURS.format(what=f"a column {min(unknown)} in {table.name}"))
    try:
        target.execute(sa.insert(table), [_values(row, table) for row in rows])
    except (ValueError, TypeError, KeyError, IntegrityError, StatementError) as error:
        raise StorageProblem(BROKEN.format(table=table.name)) from error


def _values(row: Mapping[str, Any], table: sa.TableClause) -> dict[str, Any]:
    ours = metadata.tables[table.name].columns
    may_lack = {each.name for each in ours if each.nullable}
    return {
        name: _typed(value, table.c[name], nullable=name in may_lack) for name, value in row.items()
    }


_TYPED: Mapping[type, Callable[[Any], Any]] = {
    bytes: lambda text: base64.b64decode(text.removeprefix(BASE64), validate=True),
    date: date.fromisoformat,
    bool: lambda value: {True: True, False: False, "true": True, "false": False}[value],
    int: int,
}


def _typed(value: Any, column: sa.ColumnClause[Any], *, nullable: bool) -> Any:
    if value is None or (value == "" and nullable):  # CSV has no other way to say none
        return None
    if isinstance(value, list | dict):
        return json.dumps(value, separators=(",", ":"))
    return _TYPED.get(column.type.python_type, str)(value)
