"""official classifications: files, concepts, labels, relations, titles, what staff picked."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def _word(name, **more):
    return sa.Column(name, sa.String(32), nullable=False, **more)


def upgrade() -> None:
    op.create_table(
        "official_file",
        sa.Column("id", sa.Integer(), nullable=False),
        _word("kind"),
        sa.Column("version", sa.String(40), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("file_name", sa.String(200), nullable=False),
        sa.Column("check_number", sa.String(64), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("attribution", sa.String(200), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_official_file")),
    )
    op.create_index("ix_official_file_kind", "official_file", ["kind"])
    op.create_table(
        "concept",
        sa.Column("id", sa.Integer(), nullable=False),
        _word("scheme"),
        sa.Column("code", sa.String(100), nullable=False),
        sa.Column("about", sa.Text(), server_default="", nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concept")),
        sa.UniqueConstraint("scheme", "code", name=op.f("uq_concept_scheme_code")),
    )
    op.create_table(
        "concept_label",
        sa.Column("concept_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(300), nullable=False),
        sa.ForeignKeyConstraint(
            ["concept_id"],
            ["concept.id"],
            name=op.f("fk_concept_label_concept_id_concept"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("concept_id", "language", "place", name=op.f("pk_concept_label")),
    )
    op.create_table(
        "concept_relation",
        sa.Column("concept_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        _word("relation"),
        *[
            sa.ForeignKeyConstraint(
                [column],
                ["concept.id"],
                name=op.f(f"fk_concept_relation_{column}_concept"),
                ondelete="CASCADE",
            )
            for column in ("concept_id", "other_id")
        ],
        sa.PrimaryKeyConstraint(
            "concept_id", "other_id", "relation", name=op.f("pk_concept_relation")
        ),
    )
    op.create_index("ix_concept_relation_other_id", "concept_relation", ["other_id"])
    op.create_table(
        "coded_title",
        sa.Column("key", sa.String(300), nullable=False),
        sa.Column("code", sa.String(5), nullable=False),
        _word("kind"),
        sa.Column("title", sa.String(300), nullable=False),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("is_main", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("key", "code", "kind", name=op.f("pk_coded_title")),
    )
    op.create_index("ix_coded_title_kind", "coded_title", ["kind"])
    op.create_table(
        "remembered_title",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(100), nullable=False),
        sa.Column("title", sa.String(80), nullable=False),
        sa.Column("code", sa.String(5), nullable=False),
        sa.Column("picks", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("remembered_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("picks >= 1", name=op.f("ck_remembered_title_picks")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_remembered_title_account_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remembered_title")),
        sa.UniqueConstraint("key", "code", name=op.f("uq_remembered_title_key_code")),
    )
    op.create_index("ix_remembered_title_code", "remembered_title", ["code"])


def downgrade() -> None:
    for table in (
        "remembered_title",
        "coded_title",
        "concept_relation",
        "concept_label",
        "concept",
        "official_file",
    ):
        op.drop_table(table)
