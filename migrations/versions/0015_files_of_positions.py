"""files of positions with a row each, and the reference of a position at its firm."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("position") as table:
        table.add_column(sa.Column("reference", sa.String(80), nullable=True))
        table.create_unique_constraint(
            op.f("uq_position_employer_id_reference"), ["employer_id", "reference"]
        )
    _add_batches()
    _add_rows()


def _add_batches() -> None:
    op.create_table(
        "import_batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("file_name", sa.String(160), nullable=False),
        sa.Column("file_kind", sa.String(8), nullable=False),
        sa.Column("left_aside", sa.JSON(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("total >= 1", name=op.f("ck_import_batch_total")),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employer.id"], name=op.f("fk_import_batch_employer_id")
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_import_batch_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_batch")),
    )
    for column in ("employer_id", "account_id", "created_at"):
        op.create_index(f"ix_import_batch_{column}", "import_batch", [column])


def _add_rows() -> None:
    op.create_table(
        "import_row",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("identity", sa.String(64), nullable=True),
        sa.Column("occupation_code", sa.String(5), nullable=True),
        sa.Column("remarks", sa.JSON(), nullable=False),
        sa.Column("position_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.id"],
            name=op.f("fk_import_row_batch_id"), ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["position_id"], ["position.id"],
            name=op.f("fk_import_row_position_id"), ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_row")),
        sa.UniqueConstraint("batch_id", "line", name=op.f("uq_import_row_batch_id_line")),
    )
    op.create_index("ix_import_row_batch_state", "import_row", ["batch_id", "state", "line"])
    op.create_index("ix_import_row_batch_identity", "import_row", ["batch_id", "identity"])
    op.create_index("ix_import_row_position_id", "import_row", ["position_id"])


def downgrade() -> None:
    op.drop_table("import_row")
    op.drop_table("import_batch")
    with op.batch_alter_table("position") as table:
        table.drop_constraint(op.f("uq_position_employer_id_reference"), type_="unique")
        table.drop_column("reference")
