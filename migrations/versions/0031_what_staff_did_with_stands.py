"""a log of what staff did with stands, each with its reason."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

_TO = {"fair_id": "fair", "employer_id": "employer", "account_id": "account"}


def upgrade() -> None:
    op.create_table(
        "stand_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(32), nullable=False),
        sa.Column("reason", sa.String(400), nullable=False),
        sa.Column("was", sa.Integer(), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(64), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_stand_move_staff_say_why")),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_stand_move_{column}_{table}")
            )
            for column, table in _TO.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stand_move")),
        sa.UniqueConstraint("key", name=op.f("uq_stand_move_key")),
    )
    op.create_index("ix_stand_move_fair_id_at", "stand_move", ["fair_id", "at"])
    for column in ("employer_id", "account_id"):
        op.create_index(op.f(f"ix_stand_move_{column}"), "stand_move", [column])
    with op.batch_alter_table("stand_waiting") as batch:
        batch.drop_column("jump_reason")


def downgrade() -> None:
    with op.batch_alter_table("stand_waiting") as batch:
        batch.add_column(sa.Column("jump_reason", sa.String(400), nullable=False, server_default=""))
    op.drop_table("stand_move")
