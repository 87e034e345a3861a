"""residence documents become a chain; lead times of the authorities."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_AUTHORITY = sa.Enum(
    "abh_stadt_herford", "abh_kreis_herford", "zab_bielefeld", "bamf", "elsewhere", "unknown",
    name="authority", native_enum=False, length=32,
)
_CLOCK = sa.Enum(
    "asylum_registration", "asylum_procedure", "permitted_stay", "toleration_possession",
    "any_stay",
    name="clock", native_enum=False, length=32,
)
_EVIDENCE = sa.Enum(
    "seen", "copy", "authority", "stated", name="documentevidence", native_enum=False, length=32
)
_GROUP = sa.Enum(
    "asylum", "toleration", "protection", "work", "settled", "provisional", "open",
    name="documentgroup", native_enum=False, length=32,
)
_KIND = sa.Enum(
    "unknown", "ankunftsnachweis", "aufenthaltsgestattung", "duldung", "aufenthaltserlaubnis",
    "niederlassungserlaubnis", "fiktionsbescheinigung",
    name="residencedocumentkind", native_enum=False, length=32,
)

_NAMED = """UPDATE residence_document SET
  status_key = CASE WHEN kind IN ('ankunftsnachweis', 'niederlassungserlaubnis')
    THEN kind ELSE 'ungeklaert' END,
  document_words = CASE kind
    WHEN 'ankunftsnachweis' THEN 'Ankunftsnachweis'
    WHEN 'aufenthaltsgestattung' THEN 'Aufenthaltsgestattung'
    WHEN 'duldung' THEN 'Duldung'
    WHEN 'aufenthaltserlaubnis' THEN 'Aufenthaltserlaubnis'
    WHEN 'niederlassungserlaubnis' THEN 'Niederlassungserlaubnis'
    WHEN 'fiktionsbescheinigung' THEN 'Fiktionsbescheinigung'
    ELSE '' END,
  begins_on = date(noted_at),
  extends_id = (SELECT max(earlier.id) FROM residence_document AS earlier
    WHERE earlier.candidate_id = residence_document.candidate_id
    AND earlier.id < residence_document.id)"""

_AS_BEFORE = """UPDATE residence_document SET kind = CASE
  WHEN document_words IN ('Aufenthaltsgestattung', 'Duldung', 'Aufenthaltserlaubnis',
    'Fiktionsbescheinigung') THEN lower(document_words)
  WHEN status_key IN ('ankunftsnachweis', 'niederlassungserlaubnis') THEN status_key
  WHEN status_key LIKE 'gestattung%' THEN 'aufenthaltsgestattung'
  WHEN status_key LIKE 'duldung%' THEN 'duldung'
  WHEN status_key LIKE 'ae_%' THEN 'aufenthaltserlaubnis'
  WHEN status_key LIKE 'fiktion%' THEN 'fiktionsbescheinigung'
  ELSE 'unknown' END"""

_NEW = [
    sa.Column("document_words", sa.String(160), nullable=False, server_default=""),
    sa.Column("entry_words", sa.String(400), nullable=False, server_default=""),
    sa.Column("valid_from", sa.Date(), nullable=True),
    sa.Column("is_unlimited", sa.Boolean(), nullable=False, server_default=sa.false()),
    sa.Column("issued_by", _AUTHORITY, nullable=False, server_default="unknown"),
    sa.Column("extends_id", sa.Integer(), nullable=True),
    sa.Column("corrects_id", sa.Integer(), nullable=True),
    sa.Column("clock_start", sa.Date(), nullable=True),
    sa.Column("clock_kind", _CLOCK, nullable=True),
    sa.Column("clock_source", sa.String(160), nullable=False, server_default=""),
    sa.Column("in_facility", sa.Boolean(), nullable=True),
    sa.Column("place_restriction", sa.String(200), nullable=False, server_default=""),
    sa.Column("evidence", _EVIDENCE, nullable=False, server_default="seen"),
]
_LATER_NEEDED = [("status_key", sa.String(48)), ("begins_on", sa.Date())]
_LINKS = ("extends_id", "corrects_id")


def upgrade() -> None:
    with op.batch_alter_table("residence_document") as table:
        for column in _NEW:
            table.add_column(column)
        for name, kind in _LATER_NEEDED:
            table.add_column(sa.Column(name, kind, nullable=True))
    op.execute(_NAMED)
    with op.batch_alter_table("residence_document") as table:
        for name, kind in _LATER_NEEDED:
            table.alter_column(name, existing_type=kind, nullable=False)
        for name in _LINKS:
            table.create_foreign_key(
                f"fk_residence_document_{name}", "residence_document", [name], ["id"],
                ondelete="SET NULL",
            )
        table.create_check_constraint(
            op.f("ck_residence_document_in_order"),
            "valid_from IS NULL OR valid_until IS NULL OR valid_until >= valid_from",
        )
        table.create_check_constraint(
            op.f("ck_residence_document_one_end"),
            "NOT (is_unlimited AND valid_until IS NOT NULL)",
        )
        table.create_check_constraint(
            op.f("ck_residence_document_looks_back"), "extends_id < id AND corrects_id < id"
        )
        table.create_unique_constraint(op.f("uq_residence_document_corrects_id"), ["corrects_id"])
        table.drop_column("kind")
        table.create_index("ix_residence_document_chain", ["candidate_id", "begins_on"])
    op.create_table(
        "lead_time",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("authority", _AUTHORITY, nullable=False),
        sa.Column("document_group", _GROUP, nullable=False),
        sa.Column("weeks", sa.Integer(), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("weeks BETWEEN 1 AND 52", name=op.f("ck_lead_time_weeks")),
        sa.ForeignKeyConstraint(
            ["changed_by_id"], ["account.id"], name=op.f("fk_lead_time_changed_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lead_time")),
        sa.UniqueConstraint(
            "authority", "document_group", name=op.f("uq_lead_time_authority_document_group")
        ),
    )


def downgrade() -> None:
    op.drop_table("lead_time")
    with op.batch_alter_table("residence_document") as table:
        table.add_column(sa.Column("kind", _KIND, nullable=True))
    op.execute(_AS_BEFORE)
    with op.batch_alter_table("residence_document") as table:
        table.alter_column("kind", existing_type=_KIND, nullable=False)
        table.drop_index("ix_residence_document_chain")
        table.drop_constraint(op.f("uq_residence_document_corrects_id"), type_="unique")
        for name in ("in_order", "one_end", "looks_back"):
            table.drop_constraint(op.f(f"ck_residence_document_{name}"), type_="check")
        for name in _LINKS:
            table.drop_constraint(op.f(f"fk_residence_document_{name}"), type_="foreignkey")
        for column in [*_NEW, *(sa.Column(name, kind) for name, kind in _LATER_NEEDED)]:
            table.drop_column(column.name)
