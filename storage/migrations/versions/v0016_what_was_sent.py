"""A message is found by what its platform calls it."""

from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.create_index("ix_outbox_sent", "outbox", ["place", "platform_id", "id"])


def downgrade() -> None:
    op.drop_index("ix_outbox_sent", "outbox")
