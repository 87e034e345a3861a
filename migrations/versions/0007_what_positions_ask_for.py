"""positions: kinds of the law, four skills of German, pay, hours; several contacts a firm."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_LEVELS = ("none", "A1", "A2", "B1", "B2", "C1", "C2")
_GERMAN = ("german_understanding", "german_speaking", "german_reading", "german_writing")


def upgrade() -> None:
    _add_contacts()
    # Column by column: made anew as a whole, SQLite would lose the checks of the table.
    for table, column in _columns():
        op.add_column(table, column, inline_references=True)
    op.create_index("ix_position_contact_id", "position", ["contact_id"])
    op.create_table(
        "position_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_position_change_account_id"
        ),
        sa.ForeignKeyConstraint(
            ["position_id"], ["position.id"], name="fk_position_change_position_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_position_change"),
    )
    op.create_index("ix_position_change_position_at", "position_change", ["position_id", "at"])
    _keep_old_positions_sensible()


def _add_contacts() -> None:
    op.create_table(
        "employer_contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("role", sa.String(length=120), nullable=False),
        sa.Column("phone", sa.String(length=32), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("is_preferred", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employer.id"], name="fk_employer_contact_employer_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_employer_contact"),
    )
    op.create_index("ix_employer_contact_employer_id", "employer_contact", ["employer_id"])
    op.create_index(
        "uq_employer_contact_preferred",
        "employer_contact",
        ["employer_id"],
        unique=True,
        sqlite_where=sa.text("is_preferred"),
        postgresql_where=sa.text("is_preferred"),
    )
    op.execute(
        "INSERT INTO employer_contact (employer_id, name, role, phone, is_preferred)"
        " SELECT id, contact_name, '', contact_phone, true FROM employer"
    )


def _columns() -> list[tuple[str, sa.Column]]:
    levels = _enum("languagelevel", *_LEVELS)
    word = _enum("employersword", "yes", "no", "unknown")
    need = _enum("skillneed", "must", "wished", "learned_here")
    contact = sa.ForeignKey("employer_contact.id", name="fk_position_contact_id")
    of_position = [
        sa.Column("version", sa.Integer(), nullable=False, server_default="1"),
        sa.Column("contact_id", sa.Integer(), contact, nullable=True),
        sa.Column("is_regulated", word, nullable=False, server_default="unknown"),
        *(sa.Column(one, levels, nullable=False, server_default="none") for one in _GERMAN),
        sa.Column("licences", sa.JSON(), nullable=False, server_default="[]"),
        sa.Column("duration_months", sa.Integer(), nullable=True),
        sa.Column("duration_weeks", sa.Integer(), nullable=True),
        sa.Column("school", sa.String(length=160), nullable=False, server_default=""),
        sa.Column("weekly_hours", sa.Float(), nullable=True),
        sa.Column("hours", _enum("hours", "full_time", "part_time", "marginal"), nullable=True),
        sa.Column("shifts", sa.JSON(), nullable=False, server_default="[]"),
        sa.Column("reachable_by_bus", word, nullable=False, server_default="unknown"),
        sa.Column("pay_cents", sa.Integer(), nullable=True),
        sa.Column("pay_unit", _enum("payunit", "hour", "month"), nullable=True),
        sa.Column("collective_agreement", sa.String(160), nullable=False, server_default=""),
    ]
    return [
        ("employer", sa.Column("version", sa.Integer(), nullable=False, server_default="1")),
        ("employer", sa.Column("establishment_number", sa.String(length=8), nullable=True)),
        ("employer", sa.Column("team_languages", sa.JSON(), nullable=False, server_default="[]")),
        *(("position", column) for column in of_position),
        ("position_skill", sa.Column("need", need, nullable=False, server_default="must")),
        ("position_skill", sa.Column("weeks", sa.Integer(), nullable=True)),
    ]


def _enum(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, length=32)


def _keep_old_positions_sensible() -> None:
    """Read an old level as all four skills; an internship of no kind as the strictest kind."""
    op.execute(
        "UPDATE position SET "
        + ", ".join(f"{column} = german_level" for column in _GERMAN)
    )
    op.execute("UPDATE position SET kind = 'internship_voluntary' WHERE kind = 'internship'")
    op.execute(
        "UPDATE position SET decided_at = created_at"
        " WHERE state = 'released' AND decided_at IS NULL"
    )
    op.execute(
        "UPDATE position SET contact_id = (SELECT min(id) FROM employer_contact"
        " WHERE employer_contact.employer_id = position.employer_id)"
    )


def downgrade() -> None:
    op.execute("UPDATE position SET kind = 'internship' WHERE kind LIKE 'internship_%'")
    op.execute("UPDATE position SET state = 'submitted' WHERE state = 'paused'")
    op.execute("UPDATE employer SET state = 'blocked' WHERE state = 'refused'")
    op.drop_table("position_change")
    op.execute("DELETE FROM position_skill WHERE need <> 'must'")
    op.drop_index("ix_position_contact_id", "position")
    for table, column in reversed(_columns()):
        if column.name == "contact_id":  # SQLite drops no column that points to another table
            with op.batch_alter_table(table) as batch:
                batch.drop_column(column.name)
        else:
            op.drop_column(table, column.name)
    op.drop_table("employer_contact")
