"""The words by which people find requests, those of the requests that are there among them."""

import json
from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

from bot.catalogue.terms import in_any

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    table = op.create_table(
        "found_by",
        sa.Column("stem", sa.Text(), nullable=False),
        sa.Column("request", sa.Integer(), nullable=False),
        sa.Column("team_only", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["request"], ["requests.number"]),
        sa.PrimaryKeyConstraint("stem", "request"),
    )
    op.create_index("ix_found_by_request", "found_by", ["request"])
    connection = op.get_bind()
    for rows in _rows(connection):
        connection.execute(sa.insert(table), rows)


def _rows(connection: sa.Connection) -> Iterator[list[dict[str, object]]]:
    """What was said before this was kept."""
    said = sa.text("SELECT number, title, said FROM requests ORDER BY number")
    for number, title, lines in connection.execute(said).all():
        stems = in_any((title, *(line["text"] for line in json.loads(lines))))
        if stems:
            yield [{"stem": each, "request": number, "team_only": False} for each in sorted(stems)]


def downgrade() -> None:
    op.drop_table("found_by")
