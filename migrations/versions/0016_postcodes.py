"""postcodes beyond the district, and the lists they came from."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "postcode",
        sa.Column("code", sa.String(5), nullable=False),
        sa.Column("name", sa.String(180), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=False),
        sa.Column("longitude", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_postcode"),
    )
    op.create_table(
        "place_list_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(200), nullable=False),
        sa.Column("check_number", sa.String(64), nullable=False),
        sa.Column("postcodes", sa.Integer(), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_place_list_version"),
    )


def downgrade() -> None:
    op.drop_table("place_list_version")
    op.drop_table("postcode")
