"""What those were told who look after the catalogue's blocks, and what they answered."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.create_table(
        "chores",
        sa.Column("capability", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False, server_default=sa.text("''")),
        sa.PrimaryKeyConstraint("capability", "what"),
    )


def downgrade() -> None:
    op.drop_table("chores")
