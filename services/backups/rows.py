"""Rows of either database as JSON and back: what the database says of its columns decides."""

from __future__ import annotations

import base64
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Column, Connection, MetaData, Table, inspect
from sqlalchemy.types import JSON, Date, DateTime, LargeBinary, TypeEngine

from services.backups.archive import Row

VERSION_TABLE = "alembic_version"


def tables_of(connection: Connection) -> list[Table]:
    """Return the tables the database has, as it describes them; their models may be newer."""
    inspector = inspect(connection)
    names = sorted(name for name in inspector.get_table_names() if name != VERSION_TABLE)
    return [
        Table(
            name,
            MetaData(),
            *(
                Column(column["name"], _own_type(column["type"]))
                for column in inspector.get_columns(name)
                if "computed" not in column
            ),
        )
        for name in names
    ]


def as_json(row: Any) -> Row:
    """Return a row with JSON values only."""
    return {name: _plain(value) for name, value in row._mapping.items()}


def reader_of(table: Table, dialect: str) -> Callable[[Row], Row]:
    """Return the function that makes a row of ``table`` from JSON values."""
    ways = {column.name: _way_back(column.type, dialect) for column in table.columns}

    def read(row: Row) -> Row:
        return {
            name: None if row[name] is None else way(row[name])
            for name, way in ways.items()
            if name in row
        }

    return read


def _own_type(kind: TypeEngine[Any]) -> TypeEngine[Any]:
    return JSON(none_as_null=True) if isinstance(kind, JSON) else kind


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        moment = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
        return moment.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return value


def _way_back(kind: TypeEngine[Any], dialect: str) -> Callable[[Any], Any]:
    if isinstance(kind, DateTime):
        return _moment_without_zone if dialect == "sqlite" else datetime.fromisoformat
    if isinstance(kind, Date):
        return date.fromisoformat
    if isinstance(kind, LargeBinary):
        return base64.b64decode
    return _same


def _moment_without_zone(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC).replace(tzinfo=None)


def _same(value: Any) -> Any:
    return value
