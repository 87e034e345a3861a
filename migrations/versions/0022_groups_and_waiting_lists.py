"""groups of a fair with their places, waiting lists, parties, moves; firms that wait."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_NO = sa.text("false")
_WHAT = (
    *("booked", "joined", "offered", "accepted", "declined", "expired", "jumped"),
    *("overridden", "moved", "cancelled", "left", "capacity_changed"),
)
_WAITS = ("waiting", "offered", "placed", "left", "expired")
_ONE_GROUP = """
    INSERT INTO fair_group (fair_id, number, name, languages, starts_at, ends_at, capacity, taken,
                            beyond, waiting, queue_last)
    SELECT id, 1, 'Alle', '[]', starts_at, ends_at, capacity, taken, 0, 0, 0 FROM fair
"""
_INTO_IT = """
    UPDATE registration SET group_id =
    (SELECT id FROM fair_group WHERE fair_group.fair_id = registration.fair_id)
"""
_SUMS = """
    UPDATE fair SET
    capacity = (SELECT sum(capacity + beyond) FROM fair_group WHERE fair_id = fair.id),
    taken = (SELECT sum(taken) FROM fair_group WHERE fair_id = fair.id)
"""
_HERE = "state IN ('registered', 'cancelled')"


def _key(table: str, column: str, parent: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{parent}")
    return sa.ForeignKeyConstraint([column], [f"{parent}.id"], name=name)


def _whole(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _word(name: str, words: tuple[str, ...], kind: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(
        name, sa.Enum(*words, name=kind, native_enum=False, length=32), nullable=nullable
    )


def upgrade() -> None:
    _create_groups()
    op.execute(_ONE_GROUP)
    _widen_registrations()
    with op.batch_alter_table("fair") as table:
        table.drop_constraint(op.f("ck_fair_places"), type_="check")
        table.drop_column("capacity")
        table.drop_column("taken")
        table.add_column(
            sa.Column("fills_gaps", sa.Boolean(), server_default=_NO, nullable=False)
        )
    _create_moves()
    _create_waiting_firms()


def _create_groups() -> None:
    op.create_table(
        "fair_group",
        _whole("id"),
        _whole("fair_id"),
        _whole("number"),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("starts_at", _MOMENT, nullable=False),
        sa.Column("ends_at", _MOMENT, nullable=False),
        *(_whole(one) for one in ("capacity", "taken", "beyond", "waiting", "queue_last")),
        sa.CheckConstraint(
            "capacity >= 0 AND beyond >= 0 AND taken >= 0 AND taken <= capacity + beyond",
            name=op.f("ck_fair_group_places"),
        ),
        sa.CheckConstraint("waiting >= 0", name=op.f("ck_fair_group_waiting")),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_fair_group_in_order")),
        _key("fair_group", "fair_id", "fair"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fair_group")),
        sa.UniqueConstraint("fair_id", "number", name=op.f("uq_fair_group_fair_id_number")),
    )
    op.create_index("ix_fair_group_fair_id", "fair_group", ["fair_id"])
    op.create_table(
        "party",
        _whole("id"),
        _whole("fair_id"),
        sa.Column("made_at", _MOMENT, nullable=False),
        _key("party", "fair_id", "fair"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_party")),
    )
    op.create_index("ix_party_fair_id", "party", ["fair_id"])


def _widen_registrations() -> None:
    with op.batch_alter_table("registration") as table:
        table.add_column(_whole("group_id", nullable=True))
        table.add_column(_whole("party_id", nullable=True))
        table.add_column(_whole("queue_number", nullable=True))
        for moment in ("queued_at", "offered_until", "comes_later_at"):
            table.add_column(sa.Column(moment, _MOMENT, nullable=True))
        for flag in ("beyond", "walked_in"):
            table.add_column(sa.Column(flag, sa.Boolean(), server_default=_NO, nullable=False))
        table.add_column(_word("absence", ("excused", "not_excused"), "absence", nullable=True))
        table.add_column(sa.Column("children", sa.Integer(), server_default="0", nullable=False))
    op.execute(_INTO_IT)
    with op.batch_alter_table("registration") as table:
        table.alter_column("group_id", existing_type=sa.Integer(), nullable=False)
        for column, parent in (("group_id", "fair_group"), ("party_id", "party")):
            name = op.f(f"fk_registration_{column}_{parent}")
            table.create_foreign_key(name, parent, [column], ["id"])
        table.create_check_constraint(
            op.f("ck_registration_waits_in_order"),
            "state <> 'waiting' OR queue_number IS NOT NULL",
        )
        table.create_check_constraint(
            op.f("ck_registration_offer_ends"), "state <> 'offered' OR offered_until IS NOT NULL"
        )
        table.create_check_constraint(op.f("ck_registration_children"), "children >= 0")
        table.create_index("ix_registration_queue", ["group_id", "state", "queue_number"])
        table.create_index("ix_registration_party_id", ["party_id"])


def _create_moves() -> None:
    op.create_table(
        "place_move",
        _whole("id"),
        _whole("group_id"),
        _whole("registration_id", nullable=True),
        _whole("candidate_id", nullable=True),
        _word("what", _WHAT, "placemovekind"),
        sa.Column("reason", sa.String(400), nullable=False),
        _whole("was", nullable=True),
        _whole("became", nullable=True),
        _whole("account_id", nullable=True),
        sa.Column("key", sa.String(64), nullable=True),
        sa.Column("at", _MOMENT, nullable=False),
        sa.CheckConstraint(
            "what NOT IN ('jumped', 'overridden') OR reason <> ''",
            name=op.f("ck_place_move_staff_say_why"),
        ),
        _key("place_move", "group_id", "fair_group"),
        _key("place_move", "registration_id", "registration"),
        _key("place_move", "candidate_id", "candidate"),
        _key("place_move", "account_id", "account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place_move")),
        sa.UniqueConstraint("key", name=op.f("uq_place_move_key")),
    )
    op.create_index("ix_place_move_group_id_at", "place_move", ["group_id", "at"])
    for column in ("registration_id", "candidate_id"):
        op.create_index(f"ix_place_move_{column}", "place_move", [column])


def _create_waiting_firms() -> None:
    op.create_table(
        "stand_waiting",
        _whole("id"),
        _whole("fair_id"),
        _whole("employer_id"),
        _word("state", _WAITS, "standwaitingstate"),
        _whole("queue_number"),
        sa.Column("queued_at", _MOMENT, nullable=False),
        sa.Column("offered_until", _MOMENT, nullable=True),
        _whole("desks"),
        sa.Column("needs", sa.String(400), nullable=False),
        sa.Column("jump_reason", sa.String(400), nullable=False),
        sa.CheckConstraint("desks BETWEEN 1 AND 10", name=op.f("ck_stand_waiting_desks")),
        sa.CheckConstraint(
            "state <> 'offered' OR offered_until IS NOT NULL",
            name=op.f("ck_stand_waiting_offer_ends"),
        ),
        _key("stand_waiting", "fair_id", "fair"),
        _key("stand_waiting", "employer_id", "employer"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stand_waiting")),
        sa.UniqueConstraint(
            "fair_id", "employer_id", name=op.f("uq_stand_waiting_fair_id_employer_id")
        ),
    )
    for column in ("fair_id", "employer_id"):
        op.create_index(f"ix_stand_waiting_{column}", "stand_waiting", [column])


def downgrade() -> None:
    """Put the places back into the fair; who waits has no registration there."""
    op.drop_table("stand_waiting")
    op.drop_table("place_move")
    with op.batch_alter_table("fair") as table:
        table.drop_column("fills_gaps")
        for name in ("capacity", "taken"):
            table.add_column(sa.Column(name, sa.Integer(), server_default="0", nullable=False))
    op.execute(_SUMS)
    with op.batch_alter_table("fair") as table:
        table.create_check_constraint(
            op.f("ck_fair_places"), "taken >= 0 AND taken <= capacity"
        )
        for name in ("capacity", "taken"):
            table.alter_column(name, existing_type=sa.Integer(), server_default=None)
    op.execute(f"UPDATE registration SET state = 'cancelled' WHERE NOT {_HERE}")
    with op.batch_alter_table("registration") as table:
        table.drop_index("ix_registration_queue")
        table.drop_index("ix_registration_party_id")
        for check in ("waits_in_order", "offer_ends", "children"):
            table.drop_constraint(op.f(f"ck_registration_{check}"), type_="check")
        for column, parent in (("group_id", "fair_group"), ("party_id", "party")):
            table.drop_constraint(op.f(f"fk_registration_{column}_{parent}"), type_="foreignkey")
        for column in (
            *("group_id", "party_id", "queue_number", "queued_at", "offered_until"),
            *("comes_later_at", "beyond", "walked_in", "absence", "children"),
        ):
            table.drop_column(column)
    op.drop_table("party")
    op.drop_table("fair_group")
