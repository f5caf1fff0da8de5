"""What a request is about, as a vector, and how many requests each stem finds."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.add_column("requests", sa.Column("meant", sa.LargeBinary()))
    op.create_table(
        "stem_counts",
        sa.Column("stem", sa.Text(), nullable=False),
        sa.Column("requests", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("stem"),
    )
    op.execute("INSERT INTO stem_counts SELECT stem, count(*) FROM terms GROUP BY stem")


def downgrade() -> None:
    op.drop_table("stem_counts")
    op.drop_column("requests", "meant")
