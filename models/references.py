"""Which columns point to which table: read from the tables themselves, so none is forgotten."""

from __future__ import annotations

from sqlalchemy import Column, Table

from models.base import Base


def pointers_to(table_name: str) -> list[Column[int]]:
    """Return every column whose foreign key leads to a table, in the order of their names."""
    found = [
        column
        for table in Base.metadata.tables.values()
        for column in table.columns
        if any(key.column.table.name == table_name for key in column.foreign_keys)
    ]
    return sorted(found, key=str)


def tables_below(table_name: str) -> list[Table]:
    """Return a table and all whose rows hang on its rows, parents first."""
    below = {table_name}
    for table in Base.metadata.sorted_tables:
        if any(key.column.table.name in below for key in table.foreign_keys):
            below.add(table.name)
    return [table for table in Base.metadata.sorted_tables if table.name in below]
