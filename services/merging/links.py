"""Which columns point to a table, and which rows cannot stand twice: read from the tables."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Column, Index, Table, UniqueConstraint, and_, false
from sqlalchemy.sql.elements import ColumnElement

from models import Base, db
from services.merging.story import Row, is_row, rows_where

SAYS_THE_SAME: dict[str, tuple[str, ...]] = {"work_experience": ("own_words", "is_wish")}
"""Rows of a person that say the same although the database lets both stand."""


def links_to(table: Table) -> Iterator[Column[object]]:
    """Return every column that refers to the table, in the order of the tables."""
    for other in Base.metadata.sorted_tables:
        for column in other.columns:
            if any(key.column.table is table for key in column.foreign_keys):
                yield column


def twins(column: Column[object], row: Row, owner: int) -> list[Row]:
    """Return the rows of ``owner`` that cannot stand beside ``row`` once it is the owner's, too."""
    table = column.table
    found: dict[tuple[object, ...], Row] = {}
    for condition in _clashes(column, row):
        for twin in rows_where(table, and_(column == owner, condition)):
            found[tuple(twin[key.name] for key in table.primary_key)] = twin
    return list(found.values())


def _clashes(column: Column[object], row: Row) -> Iterator[ColumnElement[bool]]:
    table = column.table
    for names, where in _unique_sets(table):
        if column.name not in names or (where is not None and not _holds(table, row, where)):
            continue
        others = [name for name in names if name != column.name]
        if any(row[name] is None for name in others):
            continue
        same = [table.c[name] == row[name] for name in others]
        yield and_(*same, where if where is not None else ~false())


def _holds(table: Table, row: Row, where: ColumnElement[bool]) -> bool:
    return bool(rows_where(table, and_(is_row(table, row), where)))


def _unique_sets(table: Table) -> Iterator[tuple[list[str], ColumnElement[bool] | None]]:
    """Return the columns that are unique together, and under which condition."""
    yield [column.name for column in table.primary_key], None
    for column in table.columns:
        if column.unique:
            yield [column.name], None
    for constraint in table.constraints:
        if isinstance(constraint, UniqueConstraint):
            yield [column.name for column in constraint.columns], None
    for index in table.indexes:
        if index.unique:
            yield [column.name for column in index.columns], _condition(index)
    if table.name in SAYS_THE_SAME:
        yield ["candidate_id", *SAYS_THE_SAME[table.name]], None


def _condition(index: Index) -> ColumnElement[bool] | None:
    return index.dialect_options[db.engine.dialect.name].get("where")
