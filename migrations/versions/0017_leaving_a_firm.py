"""leaving a firm: when a member left, and one open task a firm without members."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_NAME = "uq_task_firm_left"
_OPEN = sa.text("kind = 'firm_left' AND done_at IS NULL")


def upgrade() -> None:
    op.add_column("account", sa.Column("left_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index(
        _NAME, "task", ["employer_id"], unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN
    )


def downgrade() -> None:
    op.drop_index(_NAME, "task")
    op.drop_column("account", "left_at")
