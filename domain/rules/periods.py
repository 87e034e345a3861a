"""Dated rows of one key in the order of their days, a later row ending an earlier one.

Tables are append-only. A row that is recorded later ends the older row of the same key on the
day before it begins, by computation; nothing is rewritten. What it ended does not come back by
itself after its own last day: the gap has no rule until somebody records what holds.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Generic, TypeVar

from domain.rules.rows import Row

_DAY = timedelta(days=1)


R = TypeVar("R", bound=Row)


class Timeline(Generic[R]):
    """The rows of one key, without overlaps; ``on(day)`` finds the one that holds."""

    __slots__ = ("_starts", "rows")

    def __init__(self, rows: Iterable[R]):
        self.rows = tuple(sorted(rows, key=lambda row: row.valid_from))
        self._starts = [row.valid_from for row in self.rows]

    def on(self, day: date) -> R | None:
        """Return the row of that day, or ``None``."""
        index = bisect_right(self._starts, day)
        if not index:
            return None
        row = self.rows[index - 1]
        return row if row.valid_to is None or day <= row.valid_to else None


def timelines(rows: Iterable[R]) -> dict[tuple[str, ...], Timeline[R]]:
    """Return a timeline for each key, each later recorded row laid over the earlier ones."""
    layers: defaultdict[tuple[str, ...], list[R]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row.recorded_on):
        layers[row.key] = [*_ended_by(row, layers[row.key]), row]
    return {key: Timeline(kept) for key, kept in layers.items()}


def _ended_by(newer: R, older: Iterable[R]) -> list[R]:
    """Return what is left of the older rows once the newer one is recorded."""
    return [left for row in older if (left := _left_of(row, newer)) is not None]


def _left_of(row: R, newer: R) -> R | None:
    if row.valid_to is not None and row.valid_to < newer.valid_from:
        return row
    if row.valid_from < newer.valid_from:
        return replace(row, valid_to=newer.valid_from - _DAY)
    if newer.valid_to is None:
        return None
    if row.valid_from > newer.valid_to:
        return row
    if row.valid_to is not None and row.valid_to <= newer.valid_to:
        return None
    return replace(row, valid_from=newer.valid_to + _DAY)
