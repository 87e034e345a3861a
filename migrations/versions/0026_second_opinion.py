"""the second opinion beside the list of a position."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("people_list", sa.Column("second_opinion", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    op.drop_column("people_list", "second_opinion")
