"""What floors for a group would do to a list, and what they would cost; a what-if, never in use.

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
            if waiting[group] and counts[group] < np.floor(least[group] * length + 1e-12)
        ]
        among = short or [group for group in range(len(least)) if waiting[group]]
        best = min(among, key=lambda group: waiting[group][0])
        chosen.append(waiting[best].pop(0))
        counts[best] += 1
    return np.array(chosen, dtype=np.intp)


def price_of(
    lists: Sequence[Groups], scores: Sequence[Floats], desired: ArrayLike, floor: float, most: int
) -> Price:
    """Return what floors of ``floor`` times the desired share would cost in the first places."""
    shares = np.asarray(desired, dtype=float)
    changed, losses, before, after = 0, [], [], []
    for groups, points in zip(lists, scores, strict=True):
        rows = with_floors(groups, floor * shares, most)
        changed += set(rows.tolist()) != set(range(len(rows)))
        losses.append(float(points[: len(rows)].mean() - points[rows].mean()) if len(rows) else 0.0)
        before.append(ndkl(groups[: len(rows)], shares))
        after.append(ndkl(groups[rows], shares))
    if not losses:
        return Price(0, 0, 0.0, 0.0, 0.0, 0.0)
    means = [float(np.mean(values)) for values in (losses, before, after)]
    return Price(changed, len(losses), means[0], max(losses), means[1], means[2])
