"""the person's word on a proposal, its end, and what of a person a firm was told by name."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_COLUMNS = (
    ("firm_reminded_at", _MOMENT),
    ("asked_at", _MOMENT),
    ("person_reminded_at", _MOMENT),
    ("word_at", _MOMENT),
    ("word_told", sa.String(32)),
    ("end_reason", sa.String(32)),
    ("ended_at", _MOMENT),
)
_ACCOUNTS = ("asked_by_id", "word_recorded_by_id")
_CHECKS = {
    "proposed": "state NOT IN ('proposed', 'interested', 'declined') "
    "OR (proposed_at IS NOT NULL AND proposed_by_id IS NOT NULL)",
    "seen_until": "state NOT IN ('proposed', 'interested') OR released_until IS NOT NULL",
    "unseen": "state IN ('proposed', 'interested', 'declined') OR released_until IS NULL",
    "answered": "state NOT IN ('interested', 'declined') OR answered_at IS NOT NULL",
    "declined": "state <> 'declined' OR decline_reason IS NOT NULL",
    "ended": "(state IN ('withdrawn', 'closed')) = (end_reason IS NOT NULL) "
    "AND (end_reason IS NULL) = (ended_at IS NULL)",
    "asked": "person_word <> 'asked' OR asked_at IS NOT NULL",
    "word": "(person_word IN ('yes', 'no')) = (word_at IS NOT NULL) "
    "AND (word_at IS NULL) = (word_told IS NULL)",
    "no_is_no": "person_word <> 'no' OR state NOT IN ('shortlisted', 'proposed', 'interested')",
}
_MADE_COHERENT = (
    "UPDATE proposal SET proposed_at = COALESCE(proposed_at, shortlisted_at), "
    "proposed_by_id = COALESCE(proposed_by_id, shortlisted_by_id) "
    "WHERE state IN ('proposed', 'interested', 'declined')",
    "UPDATE proposal SET answered_at = COALESCE(answered_at, proposed_at) "
    "WHERE state IN ('interested', 'declined')",
    "UPDATE proposal SET decline_reason = COALESCE(decline_reason, 'other') "
    "WHERE state = 'declined'",
    "UPDATE proposal SET released_until = COALESCE(released_until, date(proposed_at)) "
    "WHERE state IN ('proposed', 'interested')",
    "UPDATE proposal SET released_until = NULL WHERE state IN ('shortlisted', 'withdrawn')",
    "UPDATE proposal SET end_reason = 'taken_back', "
    "ended_at = COALESCE(answered_at, proposed_at, shortlisted_at) WHERE state = 'withdrawn'",
)


def upgrade() -> None:
    with op.batch_alter_table("proposal") as table:
        table.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
        table.add_column(
            sa.Column("person_word", sa.String(32), nullable=False, server_default="not_asked")
        )
        for name, kind in _COLUMNS:
            table.add_column(sa.Column(name, kind, nullable=True))
        for name in _ACCOUNTS:
            table.add_column(sa.Column(name, sa.Integer(), nullable=True))
            table.create_foreign_key(op.f(f"fk_proposal_{name}"), "account", [name], ["id"])
    for statement in _MADE_COHERENT:
        op.execute(statement)
    with op.batch_alter_table("proposal") as table:
        for name, condition in _CHECKS.items():
            table.create_check_constraint(op.f(f"ck_proposal_{name}"), condition)
        table.create_index("ix_proposal_state_proposed_at", ["state", "proposed_at"])
    _add_releases()


def _add_releases() -> None:
    op.create_table(
        "field_release",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(32), nullable=False),
        sa.Column("agreed_at", _MOMENT, nullable=False),
        sa.Column("purpose", sa.String(32)),
        sa.Column("released_at", _MOMENT),
        sa.Column("released_by_id", sa.Integer()),
        sa.Column("until", sa.Date()),
        sa.Column("ended_at", _MOMENT),
        sa.CheckConstraint(
            "(released_at IS NULL) = (until IS NULL) AND (released_at IS NULL) = (purpose IS NULL) "
            "AND (released_at IS NULL OR released_by_id IS NOT NULL)",
            name=op.f("ck_field_release_whole"),
        ),
        sa.CheckConstraint(
            "released_at IS NULL OR released_at >= agreed_at",
            name=op.f("ck_field_release_agreed_first"),
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_field_release_proposal_id")
        ),
        sa.ForeignKeyConstraint(
            ["released_by_id"], ["account.id"], name=op.f("fk_field_release_released_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_field_release")),
    )
    op.create_index("ix_field_release_proposal_id", "field_release", ["proposal_id"])
    held = sa.text("ended_at IS NULL")
    op.create_index(
        "uq_field_release_held",
        "field_release",
        ["proposal_id", "field"],
        unique=True,
        sqlite_where=held,
        postgresql_where=held,
    )
    op.create_table(
        "answer_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("link_hash", sa.String(64), nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_answer_link_proposal_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_link")),
        sa.UniqueConstraint("link_hash", name=op.f("uq_answer_link_link_hash")),
    )
    op.create_index("ix_answer_link_proposal_id", "answer_link", ["proposal_id"])


def downgrade() -> None:
    op.drop_table("answer_link")
    op.drop_table("field_release")
    op.execute("UPDATE proposal SET state = 'withdrawn' WHERE state = 'closed'")
    with op.batch_alter_table("proposal") as table:
        table.drop_index("ix_proposal_state_proposed_at")
        for name in _CHECKS:
            table.drop_constraint(op.f(f"ck_proposal_{name}"), type_="check")
        for name in _ACCOUNTS:
            table.drop_constraint(op.f(f"fk_proposal_{name}"), type_="foreignkey")
            table.drop_column(name)
        for name, _kind in _COLUMNS:
            table.drop_column(name)
        table.drop_column("person_word")
        table.drop_column("version")
