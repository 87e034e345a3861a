"""rules the office entered itself, and the answers decisions rested on."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _add_rules()
    _add_notes()
    op.create_index(
        "uq_task_rule_change",
        "task",
        ["candidate_id", "hint"],
        unique=True,
        sqlite_where=sa.text("kind = 'rule_change'"),
        postgresql_where=sa.text("kind = 'rule_change'"),
    )


def _account(column: str, table: str, nullable: bool = True) -> tuple[sa.Column, sa.ForeignKeyConstraint]:
    return (
        sa.Column(column, sa.Integer(), nullable=nullable),
        sa.ForeignKeyConstraint([column], ["account.id"], name=f"fk_{table}_{column}"),
    )


def _add_rules() -> None:
    entered, entered_key = _account("entered_by_id", "access_rule", nullable=False)
    reviewed, reviewed_key = _account("reviewed_by_id", "access_rule")
    op.create_table(
        "access_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document", sa.String(48), nullable=False),
        sa.Column("activity", sa.String(32), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("access", sa.String(32), nullable=False),
        sa.Column("waiting_months", sa.Integer(), nullable=True),
        sa.Column("clock", sa.String(32), nullable=True),
        sa.Column("condition", sa.String(600), nullable=False),
        sa.Column("cite", sa.String(300), nullable=False),
        sa.Column("source", sa.String(200), nullable=False),
        sa.Column("confidence", sa.String(32), nullable=False),
        entered,
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        reviewed,
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("discarded_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to >= valid_from", name=op.f("ck_access_rule_in_order")
        ),
        sa.CheckConstraint(
            "reviewed_by_id <> entered_by_id", name=op.f("ck_access_rule_second_person")
        ),
        sa.CheckConstraint(
            "(reviewed_by_id IS NULL) = (reviewed_at IS NULL)", name=op.f("ck_access_rule_reviewed")
        ),
        sa.CheckConstraint(
            "reviewed_at IS NULL OR discarded_at IS NULL", name=op.f("ck_access_rule_one_end")
        ),
        sa.CheckConstraint(
            "waiting_months BETWEEN 0 AND 120", name=op.f("ck_access_rule_waiting_months")
        ),
        sa.CheckConstraint(
            "COALESCE(waiting_months, 0) = 0 OR (clock IS NOT NULL AND access <> 'prohibited')",
            name=op.f("ck_access_rule_clock"),
        ),
        entered_key,
        reviewed_key,
        sa.PrimaryKeyConstraint("id", name="pk_access_rule"),
    )
    op.create_index("ix_access_rule_reviewed_at", "access_rule", ["reviewed_at"])


def _add_notes() -> None:
    decided, decided_key = _account("decided_by_id", "ruling_note")
    op.create_table(
        "ruling_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("position_id", sa.Integer(), nullable=True),
        sa.Column("decision", sa.String(24), nullable=False),
        decided,
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("document", sa.String(48), nullable=False),
        sa.Column("activity", sa.String(32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("clock_start", sa.Date(), nullable=True),
        sa.Column("entry", sa.String(32), nullable=False),
        sa.Column("answer", sa.String(32), nullable=False),
        sa.Column("reason", sa.String(32), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("cite", sa.String(1000), nullable=False),
        sa.Column("rule_valid_from", sa.Date(), nullable=True),
        sa.Column("rule_recorded_on", sa.Date(), nullable=True),
        sa.Column("confidence", sa.String(32), nullable=True),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["candidate.id"], name="fk_ruling_note_candidate_id"
        ),
        sa.ForeignKeyConstraint(
            ["position_id"], ["position.id"], name="fk_ruling_note_position_id"
        ),
        decided_key,
        sa.PrimaryKeyConstraint("id", name="pk_ruling_note"),
    )
    op.create_index("ix_ruling_note_candidate", "ruling_note", ["candidate_id", "decided_at"])
    op.create_index("ix_ruling_note_position_id", "ruling_note", ["position_id"])


def downgrade() -> None:
    op.drop_index("uq_task_rule_change", "task")
    op.drop_table("ruling_note")
    op.drop_table("access_rule")
