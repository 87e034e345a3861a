"""what an import taught of how near occupations are."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "occupation_content",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("check_number", sa.String(length=64), nullable=False),
        sa.Column("learned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("weights", sa.JSON(), nullable=False),
        sa.Column("pairs", sa.Integer(), nullable=False),
        sa.Column("explained", sa.Double(), nullable=False),
        sa.Column("codes", sa.JSON(), nullable=False),
        sa.Column("closes", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_occupation_content")),
    )


def downgrade() -> None:
    op.drop_table("occupation_content")
