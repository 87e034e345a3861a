"""Folding one row into another: all that points to the one points to the other afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, Table

from services.merging.links import links_to, twins
from services.merging.story import Row, Story, is_row, rows_where


@dataclass(frozen=True, slots=True)
class Rules:
    """Where a table is not like the others: what is done there, by the name of table and column."""

    instead: dict[str, Callable[[Story, Column[object], int, int], None]]
    """Deals with all rows of a column at once: (story, column, loser, winner)."""
    is_better: dict[str, Callable[[Row, Row], bool]]
    """Says of two rows that cannot both stand whether the second one is the one to stay."""
    before_drop: dict[str, Callable[[Story, Table, Row, Row], None]]
    """What else happens when a row gives way to another: (story, table, row, the other)."""


@dataclass(frozen=True, slots=True)
class Fold:
    """One merge on its way."""

    story: Story
    rules: Rules
    now: datetime

    def fold(self, table: Table, loser: Row, winner_id: int) -> None:
        """Let everything that points to ``loser`` point to the winner, then take it away."""
        for column in links_to(table):
            instead = self.rules.instead.get(f"{column.table.name}.{column.name}")
            if instead is not None:
                instead(self.story, column, loser["id"], winner_id)
                continue
            for row in rows_where(column.table, column == loser["id"]):
                self._move(column, row, winner_id)
        self.story.drop(table, loser)

    def _move(self, column: Column[object], row: Row, winner_id: int) -> None:
        table = column.table
        for twin in twins(column, row, winner_id):
            is_better = self.rules.is_better.get(table.name)
            if is_better is None or not is_better(twin, row):
                self._give_way(table, row, twin)
                return
            self._give_way(table, twin, row)
        self.story.move(table, fresh(table, row), {column.name: winner_id})

    def _give_way(self, table: Table, row: Row, stays: Row) -> None:
        """Let one of two rows that cannot both stand give way to the other."""
        before_drop = self.rules.before_drop.get(table.name)
        if before_drop is not None:
            before_drop(self.story, table, row, stays)
        if "id" in table.c:
            self.fold(table, row, stays["id"])
        else:
            self.story.drop(table, row)


def fresh(table: Table, row: Row) -> Row:
    """Return the row as it stands now."""
    return rows_where(table, is_row(table, row))[0]
