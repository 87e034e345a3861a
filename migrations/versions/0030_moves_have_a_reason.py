"""a move into another group has a reason."""

from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

def upgrade() -> None:
    _say_why("what NOT IN ('jumped', 'overridden', 'moved') OR reason <> ''")

def downgrade() -> None:
    _say_why("what NOT IN ('jumped', 'overridden') OR reason <> ''")

def _say_why(rule: str) -> None:
    with op.batch_alter_table("place_move") as batch:
        batch.drop_constraint(op.f("ck_place_move_staff_say_why"), type_="check")
        batch.create_check_constraint(op.f("ck_place_move_staff_say_why"), rule)
