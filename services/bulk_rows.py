"""Many rows into one table at once: ``COPY`` on PostgreSQL, one prepared statement on SQLite.

The ORM leaves empty columns out row by row, so rows that differ in them become statements of
their own: tens of thousands where one will do. Here every row has every column.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from sqlalchemy import Column, Connection, Dialect, Table, inspect

from models import Base, db

Row = Mapping[str, Any]
Lines = Iterator[tuple[Any, ...]]


def write_rows(kind: type[Base], rows: Sequence[Row]) -> None:
    """Write rows into the running transaction; what a row does not name gets its default.

    Events of the table are not called.

    Raises
    ------
    KeyError
        If the first row names something the table does not have.
    """
    if not rows:
        return
    mapper, connection = inspect(kind), db.session.connection()
    table: Table = kind.__table__  # type: ignore[assignment]  # what a mapped class has
    names = {column: mapper.get_property_by_column(column).key for column in table.columns}
    unknown = rows[0].keys() - set(names.values())
    if unknown:
        raise KeyError(*sorted(unknown))
    cells = [_cell(name, column, connection.dialect) for column, name in names.items()]
    lines = (tuple(cell(row) for cell in cells) for row in rows)
    write = _copy if connection.dialect.name == "postgresql" else _insert
    write(connection, table, lines)


def _cell(name: str, column: Column[Any], dialect: Dialect) -> Callable[[Row], Any]:
    """Return what gives a row's value of a column, as the database driver takes it."""
    default = _default(column)
    encode = column.type.dialect_impl(dialect).bind_processor(dialect) or _plain

    def cell(row: Row) -> Any:
        value = row[name] if name in row else default(row)
        return None if value is None else encode(value)

    return cell


@dataclass(frozen=True, slots=True)
class _Given:
    """What a default that looks at the rest of its row asks for it."""

    row: Row

    def get_current_parameters(self) -> Row:
        """Return the values that were given."""
        return self.row


def _default(column: Column[Any]) -> Callable[[Row], Any]:
    default: Any = column.default
    if default is None:
        return lambda _row: None
    if default.is_callable:
        return lambda row: default.arg(_Given(row))
    return lambda _row: default.arg


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, Enum) else value


def _insert(connection: Connection, table: Table, lines: Lines) -> None:
    statement = str(table.insert().compile(dialect=connection.dialect))
    connection.exec_driver_sql(statement, list(lines))


def _copy(connection: Connection, table: Table, lines: Lines) -> None:
    from psycopg.sql import SQL, Identifier  # noqa: PLC0415 - most starts need no PostgreSQL

    columns = SQL(", ").join(Identifier(column.name) for column in table.columns)
    statement = SQL("COPY {} ({}) FROM STDIN").format(Identifier(table.name), columns)
    driver: Any = connection.connection
    with driver.cursor() as cursor, cursor.copy(statement) as copy:
        for line in lines:
            copy.write_row(line)
