"""learning from decisions: legal basis, versions, and how well shown pairs fitted."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "learning_basis",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("basis", sa.String(length=400), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("set_by_id", sa.Integer(), nullable=False),
        sa.Column("set_at", _MOMENT, nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_learning_basis_number")),
        sa.CheckConstraint("NOT is_on OR basis <> ''", name=op.f("ck_learning_basis_basis")),
        sa.ForeignKeyConstraint(
            ["set_by_id"], ["account.id"], name=op.f("fk_learning_basis_set_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learning_basis")),
        sa.UniqueConstraint("number", name=op.f("uq_learning_basis_number")),
    )
    op.create_table(
        "learned_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("trained_at", _MOMENT, nullable=False),
        sa.Column("engine", sa.String(length=32), nullable=False),
        sa.Column("compared_with", sa.Integer(), nullable=False),
        sa.Column("prior", sa.Integer(), nullable=False),
        sa.Column("decisions", sa.Integer(), nullable=False),
        sa.Column("points", sa.JSON(), nullable=False),
        sa.Column("card", sa.JSON(), nullable=False),
        sa.Column("bands", sa.JSON(), nullable=False),
        sa.Column("refusals", sa.JSON(), nullable=False),
        sa.Column("model", sa.LargeBinary(), nullable=False),
        sa.Column("check_number", sa.String(length=64), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_learned_version_number")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learned_version")),
        sa.UniqueConstraint("number", name=op.f("uq_learned_version_number")),
    )
    op.add_column("shown_match", sa.Column("shares", sa.LargeBinary(), nullable=True))
    with op.batch_alter_table("ranking_weights") as table:
        table.add_column(sa.Column("learned_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk_ranking_weights_learned_id"), "learned_version", ["learned_id"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("ranking_weights") as table:
        table.drop_constraint(op.f("fk_ranking_weights_learned_id"), type_="foreignkey")
        table.drop_column("learned_id")
    op.drop_column("shown_match", "shares")
    op.drop_table("learned_version")
    op.drop_table("learning_basis")
