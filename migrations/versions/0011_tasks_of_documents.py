"""one task a person and last day of a document."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_NAME = "uq_task_document_ends"
_KIND = sa.text("kind = 'document_ends'")


def upgrade() -> None:
    op.create_index(
        _NAME,
        "task",
        ["candidate_id", "hint"],
        unique=True,
        sqlite_where=_KIND,
        postgresql_where=_KIND,
    )


def downgrade() -> None:
    op.drop_index(_NAME, "task")
