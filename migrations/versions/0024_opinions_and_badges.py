"""opinions of a fair, names on badges."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def _word(column: str, kind: str, *values: str) -> sa.Column:
    return sa.Column(
        column, sa.Enum(*values, name=kind, native_enum=False, length=32), nullable=False
    )


def _key(table: str, column: str, parent: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{parent}")
    return sa.ForeignKeyConstraint([column], [f"{parent}.id"], name=name)


def upgrade() -> None:
    op.add_column("fair", sa.Column("firms_asked_at", _MOMENT, nullable=True))
    # Fairs that were before this are not asked about any more.
    op.execute("UPDATE fair SET firms_asked_at = ends_at WHERE ends_at < CURRENT_TIMESTAMP")
    op.add_column(
        "registration",
        sa.Column("badge_name", sa.String(80), server_default="", nullable=False),
    )
    op.create_table(
        "visitor_opinion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        _word("mood", "mood", "good", "so_so", "bad"),
        sa.Column("words", sa.String(400), nullable=False),
        sa.Column("given_at", _MOMENT, nullable=False),
        _key("visitor_opinion", "registration_id", "registration"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visitor_opinion")),
        sa.UniqueConstraint("registration_id", name=op.f("uq_visitor_opinion_registration_id")),
    )
    op.create_table(
        "firm_opinion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stand_id", sa.Integer(), nullable=False),
        _word("mood", "mood", "good", "so_so", "bad"),
        _word("suited", "suited", "many", "some", "none"),
        sa.Column("steps", sa.Integer(), nullable=False),
        _word("again", "comesagain", "yes", "maybe", "no"),
        sa.Column("words", sa.String(400), nullable=False),
        sa.Column("given_by_id", sa.Integer(), nullable=True),
        sa.Column("given_at", _MOMENT, nullable=False),
        sa.CheckConstraint("steps BETWEEN 0 AND 200", name=op.f("ck_firm_opinion_steps")),
        _key("firm_opinion", "stand_id", "stand"),
        _key("firm_opinion", "given_by_id", "account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_firm_opinion")),
        sa.UniqueConstraint("stand_id", name=op.f("uq_firm_opinion_stand_id")),
    )


def downgrade() -> None:
    op.drop_table("firm_opinion")
    op.drop_table("visitor_opinion")
    with op.batch_alter_table("registration") as batch:
        batch.drop_column("badge_name")
    with op.batch_alter_table("fair") as batch:
        batch.drop_column("firms_asked_at")
