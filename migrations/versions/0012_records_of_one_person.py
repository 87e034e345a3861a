"""keys by which spellings of one name are found; suspected pairs; merges that can be undone."""

import sqlalchemy as sa
from alembic import op

from domain.identity import Birth, Identity, blocking_keys

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_STEP = 2_000
_NAMES = ("given_name", "family_name", "own_script_name")


def upgrade() -> None:
    _never_give_an_id_twice()
    op.create_table(
        "name_key",
        _candidate("name_key"),
        sa.Column("key", sa.String(48), nullable=False),
        sa.PrimaryKeyConstraint("candidate_id", "key", name="pk_name_key"),
    )
    op.create_table(
        "comparison",
        _candidate("comparison"),
        sa.Column("compared_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("candidate_id", name="pk_comparison"),
    )
    _create_pairs()
    _create_merges()
    _write_keys(op.get_bind())
    op.create_index("ix_name_key_key", "name_key", ["key", "candidate_id"])


def _never_give_an_id_twice() -> None:
    """Let SQLite not give the id of a record that is gone to the next person."""
    if op.get_bind().dialect.name == "sqlite":
        with op.batch_alter_table(
            "candidate", recreate="always", table_kwargs={"sqlite_autoincrement": True}
        ):
            pass


def _candidate(table: str, column: str = "candidate_id") -> sa.Column:
    key = sa.ForeignKey("candidate.id", ondelete="CASCADE", name=f"fk_{table}_{column}")
    return sa.Column(column, sa.Integer(), key, nullable=False)


def _account(table: str, column: str) -> sa.Column:
    key = sa.ForeignKey("account.id", name=f"fk_{table}_{column}")
    return sa.Column(column, sa.Integer(), key, nullable=True)


def _moment(name: str, *, nullable: bool = True) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _create_pairs() -> None:
    op.create_table(
        "duplicate_pair",
        sa.Column("id", sa.Integer(), nullable=False),
        _candidate("duplicate_pair", "one_id"),
        _candidate("duplicate_pair", "other_id"),
        sa.Column("per_cent", sa.Integer(), nullable=False),
        _moment("found_at", nullable=False),
        _moment("told_apart_at"),
        _account("duplicate_pair", "told_apart_by_id"),
        sa.CheckConstraint("one_id < other_id", name="ck_duplicate_pair_in_order"),
        sa.PrimaryKeyConstraint("id", name="pk_duplicate_pair"),
    )
    op.create_index(
        "uq_duplicate_pair_one_id", "duplicate_pair", ["one_id", "other_id"], unique=True
    )
    op.create_index("ix_duplicate_pair_other_id", "duplicate_pair", ["other_id"])
    op.create_index("ix_duplicate_pair_per_cent", "duplicate_pair", ["per_cent"])


def _create_merges() -> None:
    op.create_table(
        "merge",
        sa.Column("id", sa.Integer(), nullable=False),
        _candidate("merge", "kept_id"),
        sa.Column("gone_id", sa.Integer(), nullable=False),
        _moment("merged_at", nullable=False),
        _account("merge", "merged_by_id"),
        sa.Column("story", sa.JSON(), nullable=True),
        _moment("undone_at"),
        _account("merge", "undone_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_merge"),
    )
    op.create_index("ix_merge_kept_id", "merge", ["kept_id"])
    op.create_index("ix_merge_gone_id", "merge", ["gone_id"])


def _write_keys(connection: sa.Connection) -> None:
    people = sa.table("candidate", *(sa.column(name) for name in ("id", "birth_year", *_NAMES)))
    keys = sa.table("name_key", sa.column("candidate_id"), sa.column("key"))
    last = 0
    while True:
        rows = connection.execute(
            sa.select(people).where(people.c.id > last).order_by(people.c.id).limit(_STEP)
        ).all()
        if not rows:
            return
        found = [{"candidate_id": row.id, "key": key} for row in rows for key in _keys_of(row)]
        if found:
            connection.execute(sa.insert(keys), found)
        last = rows[-1].id


def _keys_of(row: sa.Row) -> frozenset[str]:
    return blocking_keys(
        Identity(
            given_name=row.given_name,
            family_name=row.family_name or "",
            own_script_name=row.own_script_name,
            birth=Birth(row.birth_year),
        )
    )


def downgrade() -> None:
    for table in ("merge", "duplicate_pair", "comparison", "name_key"):
        op.drop_table(table)
