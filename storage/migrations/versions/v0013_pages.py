"""The level that a request is shown at, to filter by, and reviews in their order."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

_SHOWN = {
    "sqlite": "UPDATE requests SET shown_level = "
    "COALESCE(level, json_extract(outcome, '$.judgement.level'))",
    "postgresql": "UPDATE requests SET shown_level = "
    "COALESCE(level, CAST(outcome AS json) -> 'judgement' ->> 'level')",
}


def upgrade() -> None:
    op.add_column("requests", sa.Column("shown_level", sa.Text()))
    op.execute(sa.text(_SHOWN[op.get_bind().dialect.name]))
    op.create_index("ix_requests_review", "requests", ["status", "review_on"])


def downgrade() -> None:
    op.drop_index("ix_requests_review", "requests")
    op.drop_column("requests", "shown_level")
