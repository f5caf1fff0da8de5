"""What was set aside, who joined, what is alike, and what the team said about blocks."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("conversations", sa.Column("ask_at", sa.Text()))
    op.create_index("ix_conversations_ask_at", "conversations", ["ask_at"])
    for column in _of_requests():
        op.add_column("requests", column)
    _elsewhere()
    refused = sa.text("refusal != ''")
    op.create_index(
        "ix_outbox_refused", "outbox", ["id"], sqlite_where=refused, postgresql_where=refused
    )
    _joiners()
    _terms()
    _adoptions()


def _joiners() -> None:
    op.create_table(
        "joiners",
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("request", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.key"]),
        sa.ForeignKeyConstraint(["request"], ["requests.number"]),
        sa.PrimaryKeyConstraint("person", "request"),
    )


def _of_requests() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("confidential", sa.Boolean(), nullable=False, server_default=sa.text("false")),
        *(_text(name, "''") for name in ("on_behalf", "waits_for", "tracked_at", "language")),
        *(_text(name, "'[]'") for name in ("joined", "not_same", "files")),
    )


def _text(name: str, default: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), nullable=False, server_default=sa.text(default))


def _elsewhere() -> None:
    op.create_table(
        "elsewhere",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hand_off", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.key"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_elsewhere_at", "elsewhere", ["at"])


def _terms() -> None:
    op.create_table(
        "terms",
        sa.Column("stem", sa.Text(), nullable=False),
        sa.Column("request", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["request"], ["requests.number"]),
        sa.PrimaryKeyConstraint("stem", "request"),
    )
    op.create_index("ix_terms_request", "terms", ["request"])


def _adoptions() -> None:
    op.create_table(
        "adoptions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("capability", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.Column("steward", sa.Text(), nullable=False),
        sa.Column("used_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["people.key"]),
        sa.PrimaryKeyConstraint("id"),
    )


def downgrade() -> None:
    op.drop_table("adoptions")
    op.drop_index("ix_outbox_refused", "outbox")
    op.drop_table("terms")
    op.drop_table("joiners")
    op.drop_table("elsewhere")
    for column in reversed(_of_requests()):
        op.drop_column("requests", column.name)
    op.drop_index("ix_conversations_ask_at", "conversations")
    op.drop_column("conversations", "ask_at")
