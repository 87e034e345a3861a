"""blank cards: printed in advance for people nobody knows yet."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "blank_card",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("batch", sa.String(length=16), nullable=False),
        sa.Column("issued_by_id", sa.Integer(), nullable=False),
        sa.Column("issued_at", _MOMENT, nullable=False),
        sa.Column("used_at", _MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["issued_by_id"], ["account.id"], name=op.f("fk_blank_card_issued_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blank_card")),
        sa.UniqueConstraint("code", name=op.f("uq_blank_card_code")),
    )
    op.create_index(op.f("ix_blank_card_batch"), "blank_card", ["batch"])
    op.create_index(op.f("ix_blank_card_issued_by_id"), "blank_card", ["issued_by_id"])


def downgrade() -> None:
    op.drop_table("blank_card")
