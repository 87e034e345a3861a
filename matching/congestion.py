"""A second opinion on many lists at once: who would go where if nobody could be taken twice.

Each list by itself puts the same strong people on top. The assignment fills the places of all
positions so that the points together are the most possible, each person once (a linear
assignment: Kuhn 1955; sparse by Jonker, Volgenant 1987). It decides nothing and stands beside.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

Ids = NDArray[np.int64]
Floats = NDArray[np.float64]

STRONG_UNTIL = 10
"""Somebody is strong for a position among whose first so many they are."""
_ABOVE_NOTHING = 1.0
"""Keeps every cost above 0, which a sparse matrix would take for no pair at all."""


class Line(NamedTuple):
    """One list: the people of a position, the best first, and how many it can take."""

    position: int
    places: int
    people: Ids  # (k,)
    scores: Floats  # (k,)


class Second(NamedTuple):
    """The second opinion on one person."""

    strong_for: tuple[int, ...]
    """Positions among whose first people they are."""
    goes_to: int | None
    """The position the assignment gives them, None where it gives none."""


def second_opinions(lines: Sequence[Line]) -> dict[int, Second]:
    """Return for everybody who is strong for a position, or assigned one, where they would go."""
    strong: dict[int, list[int]] = {}
    for line in lines:
        for person in line.people[:STRONG_UNTIL].tolist():
            strong.setdefault(person, []).append(line.position)
    goes = assigned(lines)
    return {
        person: Second(tuple(strong.get(person, ())), goes.get(person))
        for person in strong.keys() | goes.keys()
    }


def assigned(lines: Sequence[Line]) -> dict[int, int]:
    """Return the position of each person who is given one; points together are the most possible.

    Only pairs that stand on a list can be made; a place that stays empty brings no points.

    >>> both = np.array([7, 8])
    >>> a = Line(1, 1, both, np.array([90.0, 80.0]))
    >>> b = Line(2, 1, both, np.array([88.0, 50.0]))
    >>> assigned([a, b]) == {8: 1, 7: 2}
    True
    """
    lines = [line for line in lines if len(line.people)]
    if not lines:
        return {}
    people, column_of = np.unique(
        np.concatenate([line.people for line in lines]), return_inverse=True
    )
    owners = [
        row for row, line in enumerate(lines) for _ in range(min(line.places, len(line.people)))
    ]
    costs = _costs(lines, owners, column_of.reshape(-1), len(people))
    rows, columns = min_weight_full_bipartite_matching(costs)
    return {
        int(people[column]): lines[owners[row]].position
        for row, column in zip(rows.tolist(), columns.tolist(), strict=True)
        if column < len(people)
    }


def _costs(
    lines: Sequence[Line], owners: Sequence[int], column_of: NDArray[np.intp], people: int
) -> csr_matrix:
    """Return a row for each place; behind the people a column of its own for staying empty."""
    dearest = max(float(line.scores.max()) for line in lines) + _ABOVE_NOTHING
    starts = np.cumsum([0, *(len(line.people) for line in lines)])
    columns = [
        np.append(column_of[starts[owner] : starts[owner + 1]], people + row)
        for row, owner in enumerate(owners)
    ]
    costs = [np.append(dearest - lines[owner].scores, dearest) for owner in owners]
    ends = np.cumsum([0, *(len(one) for one in columns)])
    shape = (len(owners), people + len(owners))
    return csr_matrix((np.concatenate(costs), np.concatenate(columns), ends), shape=shape)
