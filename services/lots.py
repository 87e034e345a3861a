"""Long lists of keys, in lots that every database takes in one statement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

LOT = 5000
"""Keys in one statement; SQLite takes 32,766 values and PostgreSQL 65,535."""


def lots_of(keys: Iterable[int], size: int = LOT) -> Iterator[list[int]]:
    """Yield the keys in lots; the last one may be shorter, none is empty.

    >>> list(lots_of([1, 2, 3], size=2))
    [[1, 2], [3]]
    """
    left = iter(keys)
    while lot := list(islice(left, size)):
        yield lot
