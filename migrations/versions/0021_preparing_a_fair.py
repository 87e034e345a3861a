"""what a fair is prepared with: way, things to bring, interpreters, steps; needs of stands."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_FAIR = (
    ("directions_in", sa.JSON(), "{}"),
    ("bus_stop", sa.String(120), ""),
    ("bring", sa.JSON(), "[]"),
    ("bring_words", sa.JSON(), "{}"),
)
_STAND = (
    ("power", sa.Boolean(), sa.false()),
    ("tables", sa.Integer(), "0"),
    ("screens", sa.Integer(), "0"),
    ("interpreters", sa.JSON(), "[]"),
)


def _key(table: str, column: str, parent: str, ondelete: str | None = None) -> sa.Constraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [f"{parent}.id"], name=name, ondelete=ondelete)


def upgrade() -> None:
    with op.batch_alter_table("fair") as table:
        for name, kind, default in _FAIR:
            table.add_column(sa.Column(name, kind, nullable=False, server_default=default))
        table.add_column(sa.Column("stand_deadline", _MOMENT, nullable=True))
        table.add_column(sa.Column("copied_from_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk_fair_copied_from_id"), "fair", ["copied_from_id"], ["id"]
        )
        table.create_index("ix_fair_copied_from_id", ["copied_from_id"])
    with op.batch_alter_table("stand") as table:
        for name, kind, default in _STAND:
            table.add_column(sa.Column(name, kind, nullable=False, server_default=default))
        table.create_check_constraint(
            op.f("ck_stand_things"), "tables BETWEEN 0 AND 20 AND screens BETWEEN 0 AND 5"
        )
    _add_tables()


def _add_tables() -> None:
    op.create_table(
        "fair_interpreter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(16), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.CheckConstraint("number BETWEEN 1 AND 99", name=op.f("ck_fair_interpreter_number")),
        _key("fair_interpreter", "fair_id", "fair"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fair_interpreter")),
        sa.UniqueConstraint(
            "fair_id", "language", name=op.f("uq_fair_interpreter_fair_id_language")
        ),
    )
    op.create_index("ix_fair_interpreter_fair_id", "fair_interpreter", ["fair_id"])
    op.create_table(
        "fair_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(32), nullable=False),
        sa.Column("done_at", _MOMENT, nullable=False),
        sa.Column("done_by_id", sa.Integer(), nullable=False),
        _key("fair_step", "fair_id", "fair"),
        _key("fair_step", "done_by_id", "account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fair_step")),
        sa.UniqueConstraint("fair_id", "step", name=op.f("uq_fair_step_fair_id_step")),
    )
    op.create_index("ix_fair_step_fair_id", "fair_step", ["fair_id"])
    op.create_table(
        "stand_staff",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stand_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        _key("stand_staff", "stand_id", "stand", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stand_staff")),
        sa.UniqueConstraint("stand_id", "number", name=op.f("uq_stand_staff_stand_id_number")),
    )
    op.create_index("ix_stand_staff_stand_id", "stand_staff", ["stand_id"])


def downgrade() -> None:
    for table in ("stand_staff", "fair_step", "fair_interpreter"):
        op.drop_table(table)
    with op.batch_alter_table("stand") as table:
        table.drop_constraint(op.f("ck_stand_things"), type_="check")
        for name, _kind, _default in _STAND:
            table.drop_column(name)
    with op.batch_alter_table("fair") as table:
        table.drop_index("ix_fair_copied_from_id")
        table.drop_constraint(op.f("fk_fair_copied_from_id"), type_="foreignkey")
        for name in ("copied_from_id", "stand_deadline", *(one[0] for one in _FAIR)):
            table.drop_column(name)
