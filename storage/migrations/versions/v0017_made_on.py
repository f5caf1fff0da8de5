"""On which platform a request was made, and what people were called before they were linked.

Of the requests there are it is the platform on which whoever asked is met.
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"

_FILL = sa.text(
    "UPDATE requests SET platform = :platform "
    "WHERE requester IN (SELECT key FROM people WHERE home LIKE :homes)"
)


def upgrade() -> None:
    unknown = sa.text("''")
    op.add_column(
        "requests", sa.Column("platform", sa.Text(), nullable=False, server_default=unknown)
    )
    op.add_column(
        "identities", sa.Column("name", sa.Text(), nullable=False, server_default=unknown)
    )
    for platform in ("page", "slack", "teams"):
        op.get_bind().execute(_FILL, {"platform": platform, "homes": f"{platform}:%"})


def downgrade() -> None:
    op.drop_column("identities", "name")
    op.drop_column("requests", "platform")
