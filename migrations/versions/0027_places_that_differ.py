"""one open task a group of a fair that counts wrongly."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

_NAME = "uq_task_places_differ"
_OPEN = sa.text("kind = 'places_differ' AND done_at IS NULL")


def upgrade() -> None:
    op.create_index(
        _NAME, "task", ["hint"], unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN
    )


def downgrade() -> None:
    op.drop_index(_NAME, "task")
