"""The order a colleague gives a shortlist, beside the one that was suggested."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def in_order(ids: Sequence[int], chosen: Sequence[int]) -> list[int]:
    """Return ``ids`` as they were ordered by hand; who came later stands at the end.

    >>> in_order([1, 2, 3, 4], [3, 9, 1])
    [3, 1, 2, 4]
    """
    places = {one: place for place, one in enumerate(chosen)}
    return sorted(ids, key=lambda one: places.get(one, len(places)))


def moved(ids: Sequence[int], ranks: Mapping[int, int]) -> int:
    """Return in how many places the order is another than by rank; without a rank is last.

    >>> moved([7, 8, 9], {8: 1, 7: 2, 9: 5})
    2
    """
    last = max(ranks.values(), default=0) + 1
    suggested = sorted(ids, key=lambda one: ranks.get(one, last))
    return sum(hand != system for hand, system in zip(ids, suggested, strict=True))
