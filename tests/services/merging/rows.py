"""A row of every table that points to a person, made from the tables themselves."""

from __future__ import annotations

import itertools
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Column, Table, insert, inspect, select
from sqlalchemy import Enum as EnumType

from domain.access import Role
from domain.clock import office_day
from models import Base, Candidate, db, transactional
from tests.factories import Office
from tests.factories.office import NOW

_numbers = itertools.count(1)

NEEDED: dict[str, dict[str, Any]] = {
    "letter": {"channel": "sms", "state": "sent"},
    "course": {"seats": 10, "taken": 1},
    "scheme_period": {"ends_on": None},
}
"""What the checks of a table need and its columns do not say."""


def columns_to_people() -> list[Column[Any]]:
    """Return what refers to a person as the database says it, not as merging reads its tables."""
    keys = inspect(db.engine).get_multi_foreign_keys()
    return [
        Base.metadata.tables[name].c[key["constrained_columns"][0]]
        for (_schema, name), found in sorted(keys.items())
        for key in found
        if key["referred_table"] == Candidate.__tablename__
    ]


def a_row_in_every_table(candidate_id: int, office: Office) -> set[str]:
    """Store one row for each column that refers to a person; return ``table.column`` of each."""
    made = {}
    for column in columns_to_people():
        if column.table.name in {"name_key", "comparison", "duplicate_pair", "position_list"}:
            continue
        make_row(column.table, office, {column.name: candidate_id})
        made[f"{column.table.name}.{column.name}"] = True
    return set(made)


@transactional
def make_row(table: Table, office: Office, given: dict[str, Any]) -> int:
    """Store a row with a believable value in each column that needs one, and return its id."""
    values = NEEDED.get(table.name, {}) | given
    for column in table.columns:
        if column.name not in values and _is_needed(column):
            values[column.name] = _value(column, office)
    decoded = {name: _typed(table.c[name], value) for name, value in values.items()}
    key = db.session.execute(insert(table).values(decoded)).inserted_primary_key
    assert key is not None
    return int(key[0])


def _is_needed(column: Column[Any]) -> bool:
    has_default = column.default is not None or column.server_default is not None
    return not (column.nullable or has_default or (column.primary_key and not column.foreign_keys))


def _value(column: Column[Any], office: Office) -> Any:
    number = next(_numbers)
    for key in column.foreign_keys:
        return _referred(key.column.table, office)
    if isinstance(column.type, EnumType):
        enum_class = column.type.enum_class
        assert enum_class
        return next(iter(enum_class))
    kind = getattr(column.type, "impl_instance", column.type).python_type
    if issubclass(kind, datetime):
        return NOW + timedelta(minutes=number)
    if issubclass(kind, date):
        return office_day(NOW) + timedelta(days=number)
    simple = {bool: False, int: number, float: 1.0, dict: {}, list: []}
    return simple.get(kind, f"{number:05d}"[: getattr(column.type, "length", None)])


def _referred(table: Table, office: Office) -> int:
    if table.name == "account":
        return office.account(Role.CASEWORKER).id
    if table.name in {"office", "employer", "fair", "stand", "position"}:
        return int(getattr(office, table.name)().id)
    return make_row(table, office, {})


def _typed(column: Column[Any], value: Any) -> Any:
    if isinstance(column.type, EnumType) and isinstance(value, str) and column.type.enum_class:
        return column.type.enum_class(value)
    return value


def all_rows() -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table that a merge and its undoing must leave as they were."""
    kept_out = {"audit_entry", "merge", "comparison", "ranking_mark"}
    return {
        table.name: [
            tuple(row) for row in db.session.execute(select(table).order_by(*table.primary_key))
        ]
        for table in Base.metadata.sorted_tables
        if table.name not in kept_out
    }
