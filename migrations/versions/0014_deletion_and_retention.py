"""deletion and retention: requests, proofs, counts, periods; a lawful way out of the audit."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_DAYS = (
    "COALESCE((SELECT days FROM retention_period WHERE kind = 'audit' ORDER BY id DESC LIMIT 1), "
    "365)"
)
_SAME = ("id", "at", "role", "account_id", "action", "subject_kind")

_REFUSE_UNTIL_DUE = f"""
CREATE OR REPLACE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
  IF TG_OP = 'DELETE' AND OLD.at < now() - {_DAYS} * interval '1 day' THEN RETURN OLD; END IF;
  IF TG_OP = 'UPDATE' AND NEW.subject_id = 0 AND NEW.other_id IS NULL
     AND {" AND ".join(f"NEW.{one} IS NOT DISTINCT FROM OLD.{one}" for one in _SAME)}
  THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'audit entries are append-only';
END $$
"""
_REFUSE = """
CREATE OR REPLACE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'audit entries are append-only'; END $$
"""
_ALLOWED = {
    "update": "NEW.subject_id = 0 AND NEW.other_id IS NULL AND "
    + " AND ".join(f"NEW.{one} IS OLD.{one}" for one in _SAME),
    "delete": f"OLD.at < datetime('now', '-' || {_DAYS} || ' days')",
}


def upgrade() -> None:
    op.create_table(
        "deletion_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", _MOMENT, nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["candidate_id"],
            ["candidate.id"],
            name=op.f("fk_deletion_request_candidate_id_candidate"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deletion_request")),
        sa.UniqueConstraint("candidate_id", name=op.f("uq_deletion_request_candidate_id")),
    )
    op.create_index(op.f("ix_deletion_request_due_on"), "deletion_request", ["due_on"])
    op.create_table(
        "person_deletion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(32), nullable=False),
        sa.Column("role", sa.String(32), nullable=False),
        sa.Column("account_id", sa.Integer()),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("done_at", _MOMENT, nullable=False),
        sa.Column("deleted", sa.JSON(), nullable=False),
        sa.Column("unlinked", sa.JSON(), nullable=False),
        sa.Column("searched_at", _MOMENT),
        sa.Column("words_searched", sa.Integer()),
        sa.Column("words_shared", sa.Integer()),
        sa.Column("leftovers", sa.JSON(), nullable=False),
        sa.Column("check_number", sa.String(64)),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_person_deletion_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.id"], name=op.f("fk_person_deletion_office_id_office")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_deletion")),
    )
    op.create_index(op.f("ix_person_deletion_office_id"), "person_deletion", ["office_id"])
    op.create_table(
        "month_count",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.CheckConstraint("number >= 0", name=op.f("ck_month_count_number")),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.id"], name=op.f("fk_month_count_office_id_office")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_month_count")),
        sa.UniqueConstraint("month", "office_id", "kind", name=op.f("uq_month_count_month_office_id_kind")),
    )
    op.create_table(
        "retention_period",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(200), nullable=False),
        sa.Column("set_by_id", sa.Integer(), nullable=False),
        sa.Column("set_at", _MOMENT, nullable=False),
        sa.CheckConstraint("days BETWEEN 1 AND 3653", name=op.f("ck_retention_period_days")),
        sa.ForeignKeyConstraint(
            ["set_by_id"], ["account.id"], name=op.f("fk_retention_period_set_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retention_period")),
    )
    op.create_index("ix_retention_period_kind", "retention_period", ["kind", "id"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute(_REFUSE_UNTIL_DUE)
        return
    for deed, allowed in _ALLOWED.items():
        _renew_trigger(deed, f"WHEN NOT COALESCE({allowed}, 0)")


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(_REFUSE)
    else:
        for deed in _ALLOWED:
            _renew_trigger(deed, "")
    for name in ("retention_period", "month_count", "person_deletion", "deletion_request"):
        op.drop_table(name)


def _renew_trigger(deed: str, condition: str) -> None:
    op.execute(f"DROP TRIGGER audit_append_only_{deed}")
    op.execute(
        f"CREATE TRIGGER audit_append_only_{deed} BEFORE {deed.upper()} ON audit_entry {condition} "
        "BEGIN SELECT RAISE(ABORT, 'audit entries are append-only'); END"
    )
