"""When those who wait for a request last heard that it is not live on the day that was planned."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.add_column("requests", sa.Column("told_slipped_at", sa.Text()))


def downgrade() -> None:
    op.drop_column("requests", "told_slipped_at")
