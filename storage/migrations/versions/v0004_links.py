"""How requests hang together: merged, split, moved up."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    links = sa.Column("links", sa.Text(), nullable=False, server_default=sa.text("'[]'"))
    op.add_column("requests", links)


def downgrade() -> None:
    op.drop_column("requests", "links")
