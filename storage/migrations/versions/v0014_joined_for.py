"""For whom somebody joined a request who has no chat."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    nobody = sa.text("'[]'")
    op.add_column(
        "requests", sa.Column("joined_for", sa.Text(), nullable=False, server_default=nobody)
    )


def downgrade() -> None:
    op.drop_column("requests", "joined_for")
