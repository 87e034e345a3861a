"""names folded for the search; the key that finds an interview begun twice."""

import sqlalchemy as sa
from alembic import op

from domain.names import folded

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("candidate") as table:
        table.add_column(
            sa.Column("name_folded", sa.String(length=480), nullable=False, server_default="")
        )
        table.add_column(sa.Column("creation_key", sa.String(length=64), nullable=True))
    op.create_index("ix_candidate_creation_key", "candidate", ["creation_key"], unique=True)
    _fold_names(op.get_bind())


def _fold_names(connection: sa.Connection) -> None:
    people = sa.table(
        "candidate",
        *(sa.column(name) for name in ("id", "given_name", "family_name", "own_script_name")),
        sa.column("name_folded"),
    )
    for row in connection.execute(sa.select(people)).all():
        names = (row.given_name, row.family_name, row.own_script_name)
        text = folded(" ".join(name for name in names if name))[:480]
        connection.execute(
            sa.update(people).where(people.c.id == row.id).values(name_folded=text)
        )


def downgrade() -> None:
    op.drop_index("ix_candidate_creation_key", "candidate")
    with op.batch_alter_table("candidate") as table:
        table.drop_column("creation_key")
        table.drop_column("name_folded")
