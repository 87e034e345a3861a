"""Makes a small world large: every row gets copies, beside itself and below copies of its parents.

A copy stays as near to its pattern as the unique constraints allow: the same caseworker, the same
fair, the same firm. So each list of a page grows, whatever it lists, and a new table grows along
without being named here.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import JSON, Column, Enum, Table, UniqueConstraint, func, insert, select

from domain.clock import office_day
from matching.catalogue import load_catalogue
from models import Base, db, transactional
from tests.factories.office import NOW

Values = dict[str, Any]
Columns = tuple[Column[Any], ...]

NOT_GROWN = {
    "setting": "there is one of each",
    "lead_time": "there is one of each",
    "official_file": "there is one of each",
    "occupation_content": "the newest is in use, no page lists them",
    "job_run": "there is one of each",
    "attempt": "they would use up the limits",
    "one_time_key": "no page lists them",
}
KEYS = {"skill": load_catalogue().skills[0].key, "status_key": "duldung_60c"}
"""Words that must be known, by column."""
# A table without a number of its own marks rows of another one; it is no list.
TABLES = [one for one in Base.metadata.sorted_tables if one.name not in NOT_GROWN and "id" in one.c]


@transactional
def furnish(own: Mapping[str, object]) -> None:
    """Put a row into each table that is empty, below the objects of the role."""
    for table in TABLES:
        if not _rows(table):
            values = {one.name: _first(one, own) for one in table.c if not one.primary_key}
            values |= _two_sides(table)
            db.session.execute(
                insert(table).values({k: v for k, v in values.items() if v is not None})
            )


def _two_sides(table: Table) -> Values:
    """Return the oldest and the newest person where a row stands between two of them."""
    people = [one for one in table.c if one.references(Base.metadata.tables["candidate"].c.id)]
    if len(people) != 2:
        return {}
    ids = sorted(db.session.scalars(select(Base.metadata.tables["candidate"].c.id)))
    return {people[0].name: ids[0], people[1].name: ids[-1]}


def _first(column: Column[Any], own: Mapping[str, object]) -> Any:
    """Return a believable value, None where the column may do without or has a default."""
    parent = next(iter(column.foreign_keys), None)
    if parent is not None:
        table = parent.column.table
        newest = select(func.max(table.c.id))
        return own.get(f"{table.name}_id") or db.session.scalar(newest)
    if column.nullable or column.default is not None:
        return None
    if isinstance(column.type, Enum) and column.type.enum_class:
        return next(iter(column.type.enum_class))
    if column.name in KEYS:
        return KEYS[column.name]
    if isinstance(column.type, JSON):
        return {}
    kind = getattr(column.type, "impl", column.type).python_type  # a decorated type has none
    return {
        str: "de",
        int: 1,
        float: 1.0,
        bool: False,
        date: office_day(NOW),
        datetime: NOW,
        bytes: b"",
    }[kind]


class Growth:
    """Copies the rows there are when it is made, as often as asked."""

    def __init__(self) -> None:
        self.patterns = {table: _rows(table) for table in TABLES}
        self.numbers = itertools.count(1)
        self.copies: dict[tuple[str, int], list[int]] = defaultdict(list)
        self.taken: dict[Columns, set[tuple[Any, ...]]] = defaultdict(set)

    @transactional
    def grow(self, count: int) -> dict[str, int]:
        """Add ``count`` copies of each row, and as many below each parent; return what came."""
        self.copies.clear()
        return {table.name: self._grow_table(table, count) for table in self.patterns}

    def _grow_table(self, table: Table, count: int) -> int:
        for columns in _unique_sets(table):
            self.taken[columns] = {tuple(row[one.name] for one in columns) for row in _rows(table)}
        first = (db.session.scalar(select(func.max(table.c.id))) or 0) + 1
        patterns = [
            (row, copy) for row in self.patterns[table] for copy in self._of(table, row, count)
        ]
        new = [copy | {"id": number} for number, (_row, copy) in enumerate(patterns, start=first)]
        if new:  # what an index with a condition refuses is left out
            db.session.execute(insert(table).prefix_with("OR IGNORE"), new)
        kept = set(db.session.scalars(select(table.c.id).where(table.c.id >= first)))
        for (row, _copy), copy in zip(patterns, new, strict=True):
            if copy["id"] in kept:
                self.copies[table.name, row["id"]].append(copy["id"])
        return len(kept)

    def _of(self, table: Table, row: Mapping[str, Any], count: int) -> Iterator[Values]:
        """Yield copies that vary nothing, then those that vary one parent each."""
        parents = [column for column in table.c if self._parents(column, row)]
        for varied in (None, *parents):
            for turn in range(count):
                copy = dict(row)
                if varied is not None:
                    others = self._parents(varied, row)
                    copy[varied.name] = others[turn % len(others)]
                if all(self._is_unique(one, copy, row, turn) for one in _unique_sets(table)):
                    yield copy

    def _parents(self, column: Column[Any], row: Mapping[str, Any]) -> list[int]:
        """Return the copies of the row's parent in this column."""
        parent = next(iter(column.foreign_keys), None)
        if parent is None or row[column.name] is None:
            return []
        return self.copies[parent.column.table.name, row[column.name]]

    def _is_unique(self, columns: Columns, copy: Values, row: Mapping[str, Any], turn: int) -> bool:
        """Change the copy until it is the only one of its kind; say whether that was possible."""
        for varied in sorted(columns, key=lambda one: -_ease(one, copy[one.name])):
            if self._is_free(columns, copy):
                break
            parents = self._parents(varied, row)
            if parents:
                copy[varied.name] = parents[turn % len(parents)]
            elif not varied.foreign_keys:
                copy.update(_varied(copy, varied, next(self.numbers)))
        free = self._is_free(columns, copy)
        self.taken[columns].add(tuple(copy[one.name] for one in columns))
        return free

    def _is_free(self, columns: Columns, copy: Values) -> bool:
        values = tuple(copy[one.name] for one in columns)
        return None in values or values not in self.taken[columns]


def _rows(table: Table) -> list[Values]:
    return [dict(row) for row in db.session.execute(select(table)).mappings()]


def _unique_sets(table: Table) -> list[Columns]:
    named = [tuple(one.columns) for one in table.constraints if isinstance(one, UniqueConstraint)]
    whole = [one for one in table.indexes if one.unique and not one.dialect_kwargs]
    return named + [tuple(one.columns) for one in whole]


def _ease(column: Column[Any], value: object) -> int:
    """Say how little it changes the meaning of a row to vary this column."""
    if column.foreign_keys:
        return 1
    return {str: 3, int: 2, date: 2, datetime: 2}.get(type(value), 0)


def _varied(copy: Values, column: Column[Any], number: int) -> Values:
    """Return the column with another value; a day or moment moves with the others of the row."""
    value = copy[column.name]
    if isinstance(value, date):
        way = timedelta(minutes=number) if isinstance(value, datetime) else timedelta(days=number)
        return {name: one + way for name, one in copy.items() if type(one) is type(value)}
    if type(value) is int:
        return {column.name: value + 1000 + number}
    if type(value) is str:
        return {column.name: f"{number}x{value}"[: getattr(column.type, "length", None)]}
    return {}
