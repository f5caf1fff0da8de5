"""A row for its key, whether one is there already or not: SQLite and PostgreSQL write it alike."""

from typing import Any

from sqlalchemy import ClauseElement, ColumnElement, Insert, Table, alias, insert
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.base import SyntaxExtension
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.visitors import InternalTraversal


class _OnConflict(SyntaxExtension, ClauseElement):
    """What happens to the row that has the key already: these changes, or nothing."""

    # What tells one clause from another where SQLAlchemy keeps the SQL that it made.
    _traverse_internals = [  # noqa: RUF012 - SQLAlchemy declares it so
        ("table", InternalTraversal.dp_clauseelement),
        ("changes", InternalTraversal.dp_dml_values),
    ]

    def __init__(self, table: Table, changes: dict[str, ColumnElement[Any]]) -> None:
        self.table = table
        self.changes = changes

    def apply_to_insert(self, insert_stmt: Insert) -> None:
        """SQLAlchemy asks every extension of an insert for this."""
        insert_stmt.apply_syntax_extension_point(self.append_replacing_same_type, "post_values")


@compiles(_OnConflict)
def _compiled(clause: _OnConflict, compiler: SQLCompiler, **options: Any) -> str:
    quote = compiler.preparer.quote
    key = ", ".join(quote(column.name) for column in clause.table.primary_key)
    changes = ", ".join(
        f"{quote(name)} = {compiler.process(value, **options)}"
        for name, value in clause.changes.items()
    )
    return f"ON CONFLICT ({key}) DO " + (f"UPDATE SET {changes}" if changes else "NOTHING")


def insert_or_leave(table: Table) -> Insert:
    """Insert a row unless its key is there; then it returns nothing."""
    return insert(table).ext(_OnConflict(table, {}))


def insert_or_change(table: Table, **changes: ColumnElement[Any]) -> Insert:
    """Insert a row, or make these changes to the one that has its key."""
    return insert(table).ext(_OnConflict(table, changes))


def upsert(table: Table, *columns: str) -> Insert:
    """Insert a row, or lay these columns of it over the one that has its key; all of none named."""
    new = alias(table, name="excluded").c
    names = columns or [column.name for column in table.c if not column.primary_key]
    return insert_or_change(table, **{name: new[name] for name in names})
