"""the same days of a stand-in are entered once."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_DAYS = ["caseworker_id", "stand_in_id", "starts_on", "ends_on"]


def upgrade() -> None:
    op.create_index("uq_stand_in_days", "stand_in", _DAYS, unique=True)


def downgrade() -> None:
    op.drop_index("uq_stand_in_days", "stand_in")
