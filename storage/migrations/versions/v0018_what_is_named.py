"""What requests name, how they were judged and how long their work takes, to be counted by it."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op

from bot.naming import key_of

revision = "0018"
down_revision = "0017"

_COLUMNS = ("judged", "sure", "minutes_a_month")
_COUNTED_BY = ("asked_at", "status", "confidential")
_AT_ONCE = 500
_JSON = ("outcome", "verdicts", "named_gaps", "facts")
_READ = sa.text(
    "SELECT number, asked_at, status, confidential, outcome, verdicts, named_gaps, facts "
    "FROM requests "
    "WHERE number > :last ORDER BY number LIMIT :most"
)
Row = dict[str, Any]


def upgrade() -> None:
    for name in _COLUMNS[:2]:
        op.add_column("requests", sa.Column(name, sa.Text()))
    none = sa.text("0")
    minutes = sa.Column(_COLUMNS[2], sa.Integer(), nullable=False, server_default=none)
    op.add_column("requests", minutes)
    table = op.create_table(
        "named",
        sa.Column("request", sa.Integer(), sa.ForeignKey("requests.number"), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("shown", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("confidential", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("request", "kind", "place"),
    )
    op.create_index("ix_named_key", "named", ["kind", "key", "asked_at"])
    op.create_index("ix_named_asked_at", "named", ["kind", "asked_at"])
    op.create_index("ix_named_status", "named", ["kind", "status", "key"])
    told = sa.text("told_late_at IS NOT NULL")
    op.create_index(
        "ix_requests_told_late",
        "requests",
        ["told_late_at"],
        sqlite_where=told,
        postgresql_where=told,
    )
    _fill(op.get_bind(), table)


def _fill(connection: sa.Connection, table: sa.Table) -> None:
    """A slice at a time, so that not all of what was said is in memory at once."""
    judged = sa.text(
        "UPDATE requests SET judged = :judged, sure = :sure, minutes_a_month = :minutes_a_month "
        "WHERE number = :number"
    )
    last = 0
    while rows := _slice(connection, last):
        last = rows[-1]["number"]
        connection.execute(judged, [_judged(row) for row in rows])
        if names := [name for row in rows for name in _named(row)]:
            connection.execute(sa.insert(table), names)


def _slice(connection: sa.Connection, last: int) -> list[Row]:
    found = connection.execute(_READ, {"last": last, "most": _AT_ONCE}).mappings().all()
    return [dict(row) | {name: json.loads(row[name] or "null") for name in _JSON} for row in found]


def _judged(row: Row) -> Row:
    judgement = (row["outcome"] or {}).get("judgement", {})
    volume, each = (_number(row["facts"], key) for key in ("volume_per_month", "minutes_each"))
    return {
        "number": row["number"],
        "judged": judgement.get("level"),
        "sure": judgement.get("sure"),
        "minutes_a_month": volume * each,
    }


def _number(facts: Mapping[str, Row], key: str) -> int:
    value = facts.get(key, {}).get("value")
    return value if isinstance(value, int) else 0


def _named(row: Row) -> Iterator[Row]:
    outcome = row["outcome"] or {}
    first: dict[str, str] = {}
    for name in (*outcome.get("gaps", ()), *row["named_gaps"]):
        first.setdefault(key_of(name), name)
    kinds = {
        "unmet": first,
        "judged": {one["block"]: one["verdict"] for one in row["verdicts"]},
        "offered": {one["id"]: one["name"] for one in outcome.get("offers", ())},
        "warned": {one["text"]: one["text"] for one in outcome.get("warnings", ())},
    }
    for kind, each in kinds.items():
        for place, (key, shown) in enumerate(each.items()):
            counted_by = {name: row[name] for name in _COUNTED_BY}
            named = {"kind": kind, "place": place, "key": key, "shown": shown}
            yield {"request": row["number"], **named, **counted_by}


def downgrade() -> None:
    op.drop_index("ix_requests_told_late", "requests")
    op.drop_table("named")
    for name in reversed(_COLUMNS):
        op.drop_column("requests", name)
