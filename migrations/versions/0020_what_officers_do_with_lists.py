"""rows shown, people left out, orders chosen by hand."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_REASONS = (
    *("qualification", "german", "licence", "overqualified"),
    *("works_already", "in_course", "hours", "too_far"),
    *("own_wish", "firm_knows", "other"),
)
_HELD = sa.text("lifted_at IS NULL")


def _key(table: str, column: str, parent: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{parent}")
    return sa.ForeignKeyConstraint([column], [f"{parent}.id"], name=name)


def upgrade() -> None:
    op.create_table(
        "shown_match",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("position_id", sa.Integer(), nullable=False),
        sa.Column("of_position", sa.Boolean(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("version", sa.String(32), nullable=False),
        sa.Column("seed", sa.String(32), nullable=False),
        _key("shown_match", "account_id", "account"),
        _key("shown_match", "candidate_id", "candidate"),
        _key("shown_match", "position_id", "position"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shown_match")),
    )
    op.create_index("ix_shown_match_at", "shown_match", ["at"])
    op.create_index("ix_shown_match_candidate_id_at", "shown_match", ["candidate_id", "at"])
    op.create_index("ix_shown_match_position_id", "shown_match", ["position_id"])
    op.create_table(
        "exclusion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position_id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column(
            "reason",
            sa.Enum(*_REASONS, name="exclusionreason", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("note", sa.String(400), server_default="", nullable=False),
        sa.Column("set_by_id", sa.Integer(), nullable=False),
        sa.Column("set_at", _MOMENT, nullable=False),
        sa.Column("lifted_by_id", sa.Integer(), nullable=True),
        sa.Column("lifted_at", _MOMENT, nullable=True),
        sa.CheckConstraint(
            "lifted_at IS NULL OR lifted_by_id IS NOT NULL", name=op.f("ck_exclusion_lifted")
        ),
        sa.CheckConstraint("reason <> 'other' OR note <> ''", name=op.f("ck_exclusion_note")),
        _key("exclusion", "position_id", "position"),
        _key("exclusion", "candidate_id", "candidate"),
        _key("exclusion", "set_by_id", "account"),
        _key("exclusion", "lifted_by_id", "account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exclusion")),
    )
    op.create_index("ix_exclusion_position_id", "exclusion", ["position_id"])
    op.create_index("ix_exclusion_candidate_id", "exclusion", ["candidate_id"])
    op.create_index(
        "uq_exclusion_held",
        "exclusion",
        ["position_id", "candidate_id"],
        unique=True,
        sqlite_where=_HELD,
        postgresql_where=_HELD,
    )
    op.create_table(
        "shortlist_order",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("proposal_ids", sa.JSON(), nullable=False),
        sa.Column("reason", sa.String(400), nullable=False),
        sa.Column("set_by_id", sa.Integer(), nullable=False),
        sa.Column("set_at", _MOMENT, nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_shortlist_order_number")),
        _key("shortlist_order", "position_id", "position"),
        _key("shortlist_order", "set_by_id", "account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shortlist_order")),
        sa.UniqueConstraint(
            "position_id", "number", name=op.f("uq_shortlist_order_position_id_number")
        ),
    )


def downgrade() -> None:
    for table in ("shortlist_order", "exclusion", "shown_match"):
        op.drop_table(table)
