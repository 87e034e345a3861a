"""floors for a group: an order beside the ranking, its end, and who was shown in it."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "floor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("trait", sa.String(length=32), nullable=False),
        sa.Column("group", sa.String(length=32), nullable=False),
        sa.Column("part", sa.Double(), nullable=False),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.Column("basis", sa.String(length=400), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("set_by_id", sa.Integer(), nullable=False),
        sa.Column("set_at", _MOMENT, nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_floor_number")),
        sa.CheckConstraint("part > 0 AND part <= 1", name=op.f("ck_floor_part")),
        sa.CheckConstraint("reason <> '' AND basis <> ''", name=op.f("ck_floor_reasons")),
        sa.ForeignKeyConstraint(["set_by_id"], ["account.id"], name=op.f("fk_floor_set_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_floor")),
        sa.UniqueConstraint("number", name=op.f("uq_floor_number")),
    )
    op.create_table(
        "floor_end",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("floor_id", sa.Integer(), nullable=False),
        sa.Column("ended_by_id", sa.Integer(), nullable=False),
        sa.Column("ended_at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["floor_id"], ["floor.id"], name=op.f("fk_floor_end_floor_id")),
        sa.ForeignKeyConstraint(
            ["ended_by_id"], ["account.id"], name=op.f("fk_floor_end_ended_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_floor_end")),
        sa.UniqueConstraint("floor_id", name=op.f("uq_floor_end_floor_id")),
    )
    with op.batch_alter_table("shown_match") as table:
        table.add_column(sa.Column("floor_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("floor_place", sa.Integer(), nullable=True))
        table.create_foreign_key(op.f("fk_shown_match_floor_id"), "floor", ["floor_id"], ["id"])
        table.create_check_constraint(
            op.f("ck_shown_match_floor_place"), "floor_place IS NULL OR floor_id IS NOT NULL"
        )


def downgrade() -> None:
    with op.batch_alter_table("shown_match") as table:
        table.drop_constraint(op.f("ck_shown_match_floor_place"), type_="check")
        table.drop_constraint(op.f("fk_shown_match_floor_id"), type_="foreignkey")
        table.drop_column("floor_place")
        table.drop_column("floor_id")
    op.drop_table("floor_end")
    op.drop_table("floor")
