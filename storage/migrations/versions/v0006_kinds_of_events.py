"""The kind of each thing that happened, to count it by; and when people were asked if it helped."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_KIND = {
    "sqlite": "UPDATE history SET kind = json_extract(event, '$._')",
    "postgresql": "UPDATE history SET kind = CAST(event AS json) ->> '_'",
}


def upgrade() -> None:
    op.add_column("requests", sa.Column("asked_if_helped_at", sa.Text()))
    kind = sa.Column("kind", sa.Text(), nullable=False, server_default=sa.text("''"))
    op.add_column("history", kind)
    op.execute(sa.text(_KIND[op.get_bind().dialect.name]))
    op.create_index("ix_history_kind", "history", ["kind", "at"])


def downgrade() -> None:
    op.drop_index("ix_history_kind", "history")
    op.drop_column("history", "kind")
    op.drop_column("requests", "asked_if_helped_at")
