"""Requests by who has them."""

from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.create_index("ix_requests_taker", "requests", ["taker", "status"])


def downgrade() -> None:
    op.drop_index("ix_requests_taker", "requests")
