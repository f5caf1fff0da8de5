"""What the team says of a request: why its level, how its blocks fit, what is not built yet."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_COLUMNS = {"level_reason": "''", "verdicts": "'[]'", "named_gaps": "'[]'"}


def upgrade() -> None:
    for name, default in _COLUMNS.items():
        column = sa.Column(name, sa.Text(), nullable=False, server_default=sa.text(default))
        op.add_column("requests", column)


def downgrade() -> None:
    for name in reversed(_COLUMNS):
        op.drop_column("requests", name)
