"""how a consent was given: by the person's own click, or said to a colleague."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

def upgrade() -> None:
    op.add_column(
        "consent", sa.Column("way", sa.String(32), nullable=False, server_default="own_page")
    )
    op.execute("UPDATE consent SET way = 'in_a_talk' WHERE recorded_by_id IS NOT NULL")
    with op.batch_alter_table("consent") as batch:
        batch.create_check_constraint(op.f("ck_consent_no_others_click"), "way <> 'own_page' OR recorded_by_id IS NULL")


def downgrade() -> None:
    with op.batch_alter_table("consent") as batch:
        batch.drop_constraint(op.f("ck_consent_no_others_click"), type_="check")
        batch.drop_column("way")
