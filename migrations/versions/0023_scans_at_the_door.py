"""scans at the door."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

_OUTCOMES = (
    *("arrived", "again", "early", "given_back", "waiting"),
    *("elsewhere", "no_place", "unknown", "no_ticket", "fair_cancelled"),
)


def _key(column: str, parent: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_door_scan_{column}_{parent}")
    return sa.ForeignKeyConstraint([column], [f"{parent}.id"], name=name)


def upgrade() -> None:
    op.create_table(
        "door_scan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("scan_id", sa.String(64), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(*_OUTCOMES, name="scanoutcome", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("registration_id", sa.Integer(), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("scanned_at", sa.DateTime(timezone=True), nullable=False),
        _key("fair_id", "fair"),
        _key("registration_id", "registration"),
        _key("account_id", "account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_door_scan")),
        sa.UniqueConstraint("fair_id", "scan_id", name=op.f("uq_door_scan_fair_id_scan_id")),
    )
    for column in ("registration_id", "scanned_at"):
        op.create_index(op.f(f"ix_door_scan_{column}"), "door_scan", [column])


def downgrade() -> None:
    op.drop_table("door_scan")
