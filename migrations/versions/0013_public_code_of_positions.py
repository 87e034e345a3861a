"""positions: a random code for their public page, instead of the number."""

import sqlalchemy as sa
from alembic import op

from domain.codes import new_personal_code

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("position", sa.Column("public_code", sa.String(length=9), nullable=True))
    connection = op.get_bind()
    position = sa.table("position", sa.column("id"), sa.column("public_code"))
    for number in connection.scalars(sa.select(position.c.id)).all():
        code = new_personal_code()
        connection.execute(
            sa.update(position).where(position.c.id == number).values(public_code=code)
        )
    op.create_index("ix_position_public_code", "position", ["public_code"], unique=True)


def downgrade() -> None:
    op.drop_index("ix_position_public_code", "position")
    op.drop_column("position", "public_code")
