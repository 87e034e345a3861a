"""A second order of a list with floors for groups, and its price; the ranking stays as it is.

The greedy algorithm of Geyik, Ambler, Kenthapadi (KDD 2019, DetGreedy): at each place, a group
that would fall below the whole part of floor x length comes first with its best member, otherwise
the best of all does.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from matching.fairness import Groups, ndkl

Floats = NDArray[np.float64]


class Price(NamedTuple):
    """What floors would change over many lists: places, points, evenness."""

    changed: int
    """Lists whose first places would hold other people."""
    lists: int
    lost: float
    """Points that the first places would lose, on the mean over all of them."""
    most_lost: float
    """The most that the first places of one list would lose, on their mean."""
    ndkl_before: float
    ndkl_after: float


def least_places(floor: float, length: int) -> int:
    """Return how many of the first ``length`` places a group has at least: the whole part.

    >>> least_places(0.24, 10), least_places(0.3, 10)
    (2, 3)
    """
    return int(np.floor(floor * length + _ROUNDING))


_ROUNDING = 1e-12
"""Products that are whole numbers but for the last bit count as whole."""


def with_floors(groups: Groups, floors: ArrayLike, most: int) -> NDArray[np.intp]:
    """Return the rows of the first ``most`` places; ``groups`` holds a list, the best first.

    >>> with_floors(np.array([0, 0, 0, 1]), [0.0, 0.5], 2).tolist()
    [0, 3]
    """
    least = np.asarray(floors, dtype=float)
    waiting = [np.flatnonzero(groups == group).tolist() for group in range(len(least))]
    counts, chosen = np.zeros(len(least)), []
    for length in range(1, min(most, len(groups)) + 1):
        short = [
            group
            for group in range(len(least))
            if waiting[group] and counts[group] < least_places(least[group], length)
        ]
        among = short or [group for group in range(len(least)) if waiting[group]]
        best = min(among, key=lambda group: waiting[group][0])
        chosen.append(waiting[best].pop(0))
        counts[best] += 1
    return np.array(chosen, dtype=np.intp)


def price_of(
    lists: Sequence[Groups],
    scores: Sequence[Floats],
    desired: ArrayLike,
    floors: ArrayLike,
    most: int,
) -> Price:
    """Return what floors (one a group, 0 for none) would cost in the first places.

    ``desired`` is the share of each group, for the evenness alone.
    """
    shares, least = np.asarray(desired, dtype=float), np.asarray(floors, dtype=float)
    changed, losses, before, after = 0, [], [], []
    for groups, points in zip(lists, scores, strict=True):
        rows = _first_rows(groups, least, most)
        changed += set(rows.tolist()) != set(range(len(rows)))
        losses.append(float(points[: len(rows)].mean() - points[rows].mean()) if len(rows) else 0.0)
        before.append(ndkl(groups[: len(rows)], shares))
        after.append(ndkl(groups[rows], shares))
    if not losses:
        return Price(0, 0, 0.0, 0.0, 0.0, 0.0)
    means = [float(np.mean(values)) for values in (losses, before, after)]
    return Price(changed, len(losses), means[0], max(losses), means[1], means[2])


def _first_rows(groups: Groups, least: Floats, most: int) -> NDArray[np.intp]:
    """Return what ``with_floors`` does, at once where the list meets the floors as it is."""
    first = np.arange(min(most, len(groups)), dtype=np.intp)
    if _meets(groups[first], least):
        return first
    return with_floors(groups, least, most)


def _meets(groups: Groups, least: Floats) -> bool:
    lengths = np.arange(1, len(groups) + 1)
    return all(
        bool((np.cumsum(groups == group) >= np.floor(least[group] * lengths + _ROUNDING)).all())
        for group in np.flatnonzero(least)
    )
