"""Who is away, and until when."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.add_column("people", sa.Column("away_until", sa.Date()))


def downgrade() -> None:
    op.drop_column("people", "away_until")
