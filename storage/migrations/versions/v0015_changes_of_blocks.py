"""What was changed of blocks in chat."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    texts = ("capability", "key", "value", "before", "filed", "at", "why")
    op.create_table(
        "block_changes",
        sa.Column("id", sa.Integer(), primary_key=True),
        *(sa.Column(name, sa.Text(), nullable=False) for name in texts),
        sa.Column("by", sa.Integer(), sa.ForeignKey("people.key"), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("block_changes")
