"""Shares of many pairs from few comparisons: equal facts meet equal requirements only once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.shares import Share

Floats = NDArray[np.float64]
Rows = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Table:
    """Shares of u different facts (rows) for m positions; person ``i`` has fact ``classes[i]``."""

    classes: Rows  # (n,)
    certain: Floats  # (u, m)
    possible: Floats | None = None  # (u, m); None where only whole facts are unknown
    is_unknown: NDArray[np.bool_] | None = None  # (u,) which those are

    def at(self, people: Rows, positions: Rows | None = None) -> Floats:
        """Return the certain shares: of pairs, or of people (rows) for all positions."""
        return _picked(self.certain, self.classes[people], positions)

    def possible_at(self, people: Rows, positions: Rows) -> Floats:
        """Return what the shares of pairs would be at best if the unknown were known."""
        rows = self.classes[people]
        if self.possible is not None:
            return self.possible[rows, positions]
        certain = self.certain[rows, positions]
        return certain if self.is_unknown is None else np.where(self.is_unknown[rows], 1.0, certain)


def _picked(values: Floats, rows: Rows, columns: Rows | None) -> Floats:
    return values[rows] if columns is None else values[rows, columns]


def classified(values: Sequence[Hashable]) -> tuple[list[Any], Rows]:
    """Return the different values and, for each value, which one it is."""
    places: dict[Hashable, int] = {}
    classes = [places.setdefault(value, len(places)) for value in values]  # each hashed only once
    return list(places), np.array(classes, dtype=np.intp)


def compared(
    facts: Sequence[Hashable], asked: Sequence[Hashable], compare: Callable[[Any, Any], Share]
) -> Table:
    """Return the table of ``compare`` over all facts and requirements, each different pair once."""
    rows, classes = classified(facts)
    columns, wanted = classified(asked)
    values = np.array(
        [[compare(fact, one) for one in columns] for fact in rows], dtype=np.float64
    ).reshape(len(rows), len(columns), 2)
    wide = values[:, wanted]
    return Table(classes, np.ascontiguousarray(wide[..., 0]), np.ascontiguousarray(wide[..., 1]))


def averaged(tables: Sequence[Table], asks: Floats) -> Table:
    """Return one table that is the mean of several small ones."""
    scaled = scaled_to_mean(tables, asks)
    distinct, merged = np.unique(
        np.stack([table.classes for table in scaled]), axis=1, return_inverse=True
    )
    certain = sum(table.certain[rows] for table, rows in zip(scaled, distinct, strict=True))
    possible = sum(
        (table.certain if table.possible is None else table.possible)[rows]
        for table, rows in zip(scaled, distinct, strict=True)
    )
    return Table(merged.reshape(-1).astype(np.intp), certain, possible)


def scaled_to_mean(tables: Sequence[Table], asks: Floats) -> list[Table]:
    """Return tables whose sum is the mean of the given ones over what each position asks.

    ``asks`` has a row for each table and a column for each position, 1 where it asks; who asks
    for nothing gets the full share from everybody.
    """
    number = asks.sum(axis=0)
    parts = np.divide(asks, number, out=np.full(asks.shape, 1.0 / len(tables)), where=number > 0)
    nothing = number == 0
    scaled = []
    for table, part in zip(tables, parts, strict=True):
        possible = table.certain if table.possible is None else table.possible
        rows = [np.where(nothing, part, part * values) for values in (table.certain, possible)]
        scaled.append(Table(table.classes, rows[0], rows[1]))
    return scaled
