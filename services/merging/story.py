"""What a merge did, row by row, as JSON: enough to take every deed back."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import Enum, StrEnum
from typing import Any

from sqlalchemy import Column, Table, and_, delete, insert, select, update
from sqlalchemy import Enum as EnumType
from sqlalchemy.sql.elements import ColumnElement

from models import db
from services.records import changed_rows

Row = dict[str, Any]


class Deed(StrEnum):
    """What was done to a row."""

    MOVED = "moved"
    DROPPED = "dropped"
    CHANGED = "changed"
    ADDED = "added"
    FREED = "freed"
    """A place was given back: a counter went down by one."""


class Story:
    """The deeds of one merge in their order; every change of rows goes through here."""

    def __init__(self) -> None:
        self.deeds: list[dict[str, Any]] = []

    def move(self, table: Table, row: Row, values: Row) -> None:
        """Let a row point elsewhere."""
        self._update(Deed.MOVED, table, row, values)

    def change(self, table: Table, row: Row, values: Row) -> None:
        """Write other values into a row that stays."""
        changed = {name: value for name, value in values.items() if row[name] != value}
        if changed:
            self._update(Deed.CHANGED, table, row, changed)

    def drop(self, table: Table, row: Row) -> None:
        """Take a row out of its table; the story keeps all of it."""
        db.session.execute(delete(table).where(is_row(table, row)))
        self._tell(Deed.DROPPED, table, row, row=encoded(table, row))

    def add(self, table: Table, values: Row) -> None:
        """Write a new row."""
        done = db.session.execute(insert(table).values(values).returning(*table.primary_key))
        row = dict(done.mappings().one())
        self._tell(Deed.ADDED, table, row)

    def free(self, table: Table, row_id: int, column: str) -> None:
        """Give one place back, and remember that it was one."""
        counter = table.c[column]
        db.session.execute(update(table).where(table.c.id == row_id).values({counter: counter - 1}))
        self._tell(Deed.FREED, table, {"id": row_id}, column=column)

    def _update(self, deed: Deed, table: Table, row: Row, values: Row) -> None:
        result = db.session.execute(update(table).where(is_row(table, row)).values(values))
        if changed_rows(result) != 1:
            raise LookupError(f"{table.name} lost a row while it was merged")
        before = encoded(table, {name: row[name] for name in values})
        moved_row = row | values
        self._tell(deed, table, moved_row, before=before, after=encoded(table, values))

    def _tell(self, deed: Deed, table: Table, subject: Row, **more: Any) -> None:
        key = encoded(table, {column.name: subject[column.name] for column in table.primary_key})
        self.deeds.append({"deed": deed.value, "table": table.name, "key": key, **more})


def rows_where(table: Table, condition: ColumnElement[bool]) -> list[Row]:
    """Return whole rows in the order of their keys."""
    statement = select(table).where(condition).order_by(*table.primary_key)
    return [dict(row) for row in db.session.execute(statement).mappings()]


def is_row(table: Table, row: Row) -> ColumnElement[bool]:
    """Return the condition that names one row by its key."""
    return and_(*(column == row[column.name] for column in table.primary_key))


def encoded(table: Table, row: Row) -> Row:
    """Return values of columns as JSON keeps them."""
    return {name: _encode(value) for name, value in row.items() if name in table.c}


def decoded(table: Table, row: Row) -> Row:
    """Return values as their columns want them; columns that are no more are left out."""
    return {name: _decode(table.c[name], value) for name, value in row.items() if name in table.c}


def _encode(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _decode(column: Column[Any], value: Any) -> Any:
    if value is None:
        return None
    if isinstance(column.type, EnumType) and column.type.enum_class:
        return column.type.enum_class(value)
    kind = getattr(column.type, "impl_instance", column.type).python_type
    if issubclass(kind, datetime):
        return datetime.fromisoformat(value)
    if issubclass(kind, date):
        return date.fromisoformat(value)
    return Decimal(value) if issubclass(kind, Decimal) else value
