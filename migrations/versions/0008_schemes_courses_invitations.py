"""scheme periods with office and basis, courses, invitations, sealed handovers."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_CLASH = """
SELECT 1 FROM scheme_period AS other
WHERE other.candidate_id = NEW.candidate_id AND other.id <> {own}
AND other.starts_on <= COALESCE(NEW.ends_on, '9999-12-31')
AND COALESCE(other.ends_on, '9999-12-31') >= NEW.starts_on
"""
_TRIGGER = """
CREATE TRIGGER scheme_period_no_overlap_{name} BEFORE {deed} ON scheme_period
WHEN EXISTS ({clash}) BEGIN SELECT RAISE(ABORT, 'scheme periods overlap'); END
"""
_EXCLUSION = """
ALTER TABLE scheme_period ADD CONSTRAINT ex_scheme_period_no_overlap EXCLUDE USING gist
(int4range(candidate_id, candidate_id, '[]') WITH &&, daterange(starts_on, ends_on, '[]') WITH &&)
"""


def upgrade() -> None:
    _widen_periods()
    _forbid_overlaps()
    with op.batch_alter_table("handover") as table:
        table.add_column(sa.Column("summary", sa.JSON(), nullable=True))
        table.add_column(sa.Column("check_number", sa.String(64), nullable=True))
        table.add_column(sa.Column("supplements", sa.JSON(), nullable=True))
    _add_courses()
    _add_invitations()


def _widen_periods() -> None:
    with op.batch_alter_table("scheme_period") as table:
        table.add_column(
            sa.Column("reason_kind", sa.String(32), nullable=False, server_default="other")
        )
        table.add_column(
            sa.Column("basis", sa.String(32), nullable=False, server_default="unknown")
        )
        table.add_column(sa.Column("decided_on", sa.Date(), nullable=True))
        table.add_column(sa.Column("office_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("unit", sa.String(80), nullable=False, server_default=""))
        table.add_column(sa.Column("began_at", sa.DateTime(timezone=True), nullable=True))
        table.create_foreign_key(
            "fk_scheme_period_office_id", "office", ["office_id"], ["id"]
        )
        table.create_index("ix_scheme_period_office_id", ["office_id"])


def _forbid_overlaps() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(_EXCLUSION)
        return
    for name, deed, own in (("insert", "INSERT", "COALESCE(NEW.id, -1)"), ("update", "UPDATE", "NEW.id")):
        op.execute(_TRIGGER.format(name=name, deed=deed, clash=_CLASH.format(own=own)))


def _add_courses() -> None:
    op.create_table(
        "course",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(160), nullable=False),
        sa.Column("provider", sa.String(160), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("seats", sa.Integer(), nullable=True),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "ends_on IS NULL OR ends_on >= starts_on", name=op.f("ck_course_in_order")
        ),
        sa.CheckConstraint(
            "taken >= 0 AND (seats IS NULL OR taken <= seats)", name=op.f("ck_course_seats")
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["account.id"], name=op.f("fk_course_created_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course")),
    )
    op.create_index("ix_course_starts_on", "course", ["starts_on"])
    op.create_table(
        "course_part",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(200), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "ends_on IS NULL OR ends_on >= starts_on", name=op.f("ck_course_part_in_order")
        ),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["candidate.id"], name=op.f("fk_course_part_candidate_id")
        ),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name=op.f("fk_course_part_course_id")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["account.id"], name=op.f("fk_course_part_recorded_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course_part")),
        sa.UniqueConstraint(
            "course_id", "candidate_id", name=op.f("uq_course_part_course_id_candidate_id")
        ),
    )
    op.create_index("ix_course_part_candidate_id", "course_part", ["candidate_id"])
    op.create_index("ix_course_part_course_id", "course_part", ["course_id"])


def _add_invitations() -> None:
    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("invited_by_id", sa.Integer(), nullable=False),
        sa.Column("invited_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["candidate.id"], name=op.f("fk_invitation_candidate_id")
        ),
        sa.ForeignKeyConstraint(["fair_id"], ["fair.id"], name=op.f("fk_invitation_fair_id")),
        sa.ForeignKeyConstraint(
            ["invited_by_id"], ["account.id"], name=op.f("fk_invitation_invited_by_id")
        ),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name=op.f("fk_invitation_letter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint(
            "fair_id", "candidate_id", name=op.f("uq_invitation_fair_id_candidate_id")
        ),
    )
    for column in ("candidate_id", "fair_id", "letter_id"):
        op.create_index(f"ix_invitation_{column}", "invitation", [column])


def downgrade() -> None:
    op.drop_table("invitation")
    op.drop_table("course_part")
    op.drop_table("course")
    with op.batch_alter_table("handover") as table:
        for column in ("supplements", "check_number", "summary"):
            table.drop_column(column)
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint("ex_scheme_period_no_overlap", "scheme_period")
    else:
        for name in ("insert", "update"):
            op.execute(f"DROP TRIGGER scheme_period_no_overlap_{name}")
    with op.batch_alter_table("scheme_period") as table:
        table.drop_index("ix_scheme_period_office_id")
        table.drop_constraint("fk_scheme_period_office_id", type_="foreignkey")
        for column in ("began_at", "unit", "office_id", "decided_on", "basis", "reason_kind"):
            table.drop_column(column)
