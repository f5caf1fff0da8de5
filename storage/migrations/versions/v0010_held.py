"""Why nothing of a request may be erased."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    held = sa.Column("held", sa.Text(), nullable=False, server_default=sa.text("''"))
    op.add_column("requests", held)


def downgrade() -> None:
    op.drop_column("requests", "held")
