"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    _people()
    _requests()
    _history()
    _outbox()
    _diary()


def _people() -> None:
    op.create_table(
        "people",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("home", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "identities",
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.key"]),
        sa.PrimaryKeyConstraint("platform", "key"),
    )
    op.create_table(
        "inbox",
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("event_id"),
    )
    op.create_index("ix_inbox_at", "inbox", ["at"])
    op.create_table(
        "conversations",
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("forget_at", sa.Text()),
        sa.ForeignKeyConstraint(["person"], ["people.key"]),
        sa.PrimaryKeyConstraint("person"),
    )
    op.create_index("ix_conversations_forget_at", "conversations", ["forget_at"])


def _requests() -> None:
    op.create_table(
        "counters",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "requests",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("requester", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text()),
        sa.Column("level", sa.Text()),
        sa.Column("reply_by", sa.Text()),
        sa.Column("heard_at", sa.Text()),
        sa.Column("taker", sa.Integer()),
        sa.Column("accepted", sa.Text()),
        sa.Column("stopped", sa.Text()),
        sa.Column("decided_at", sa.Text()),
        sa.Column("go_live_on", sa.Date()),
        sa.Column("live_on", sa.Date()),
        sa.Column("review_on", sa.Date()),
        sa.Column("follows", sa.Integer()),
        sa.Column("remind_at", sa.Text()),
        sa.Column("reminded_at", sa.Text()),
        sa.Column("told_late_at", sa.Text()),
        sa.ForeignKeyConstraint(["requester"], ["people.key"]),
        sa.ForeignKeyConstraint(["taker"], ["people.key"]),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("ix_requests_asked_at", "requests", ["asked_at"])
    op.create_index("ix_requests_decided_at", "requests", ["decided_at"])
    op.create_index("ix_requests_remind_at", "requests", ["remind_at"])
    op.create_index("ix_requests_requester", "requests", ["requester", "asked_at"])
    op.create_index("ix_requests_status", "requests", ["status", "asked_at"])


def _history() -> None:
    op.create_table(
        "history",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request", sa.Integer(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("by", sa.Integer()),
        sa.Column("event", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["people.key"]),
        sa.ForeignKeyConstraint(["request"], ["requests.number"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_history_request", "history", ["request"])
    op.create_table(
        "hand_offs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hand_off", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_hand_offs_at", "hand_offs", ["at"])


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("card", sa.Text(), nullable=False),
        sa.Column("thread", sa.Text(), nullable=False),
        sa.Column("author", sa.Integer()),
        sa.Column("handed_out", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("maybe_repeat", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("settled_at", sa.Text()),
        sa.Column("platform_id", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("refusal", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.ForeignKeyConstraint(["author"], ["people.key"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    _outbox_indexes()
    op.create_table(
        "claims",
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("until", sa.Text()),
        sa.Column("retry_at", sa.Text()),
        sa.PrimaryKeyConstraint("place"),
    )


def _outbox_indexes() -> None:
    op.create_index("ix_outbox_card", "outbox", ["place", "card", "id"])
    op.create_index("ix_outbox_place", "outbox", ["place", "id"])
    op.create_index(
        "ix_outbox_unsettled",
        "outbox",
        ["id"],
        sqlite_where=sa.text("settled_at IS NULL"),
        postgresql_where=sa.text("settled_at IS NULL"),
    )
    op.create_index(
        "ix_outbox_unsettled_place",
        "outbox",
        ["place", "id"],
        sqlite_where=sa.text("settled_at IS NULL"),
        postgresql_where=sa.text("settled_at IS NULL"),
    )


def _diary() -> None:
    op.create_table(
        "digests",
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("place", "first"),
    )
    op.create_table(
        "reminders",
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("who"),
    )
    op.create_table(
        "remembered",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
