"""whose scan it was, so that it goes with the person."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("door_scan") as batch:
        batch.add_column(sa.Column("candidate_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(
            op.f("fk_door_scan_candidate_id_candidate"), "candidate", ["candidate_id"], ["id"]
        )
        batch.create_index(op.f("ix_door_scan_candidate_id"), ["candidate_id"])
    op.execute(
        "UPDATE door_scan SET candidate_id = (SELECT candidate_id FROM registration "
        "WHERE registration.id = door_scan.registration_id)"
    )


def downgrade() -> None:
    with op.batch_alter_table("door_scan") as batch:
        batch.drop_index(op.f("ix_door_scan_candidate_id"))
        batch.drop_constraint(op.f("fk_door_scan_candidate_id_candidate"), type_="foreignkey")
        batch.drop_column("candidate_id")
