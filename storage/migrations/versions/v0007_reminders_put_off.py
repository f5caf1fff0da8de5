"""What is put off or dismissed, and since when an answer is waited for."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.add_column("requests", sa.Column("waiting_since", sa.Text()))
    op.add_column("requests", sa.Column("snoozed_until", sa.Date()))
    dismissed = sa.Column("dismissed", sa.Text(), nullable=False, server_default=sa.text("''"))
    op.add_column("requests", dismissed)


def downgrade() -> None:
    for name in ("dismissed", "snoozed_until", "waiting_since"):
        op.drop_column("requests", name)
