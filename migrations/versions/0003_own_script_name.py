"""name in the person's own script beside the one on the documents."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("candidate") as table:
        table.add_column(sa.Column("own_script_name", sa.String(length=240), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("candidate") as table:
        table.drop_column("own_script_name")
