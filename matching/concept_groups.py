"""Groups among the concepts: what a text means that no concept of the catalogue is made for."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

SMALLEST_SHARE = 0.02  # of a concept in a group; what is below is noise
AT_ONCE = 16  # texts whose chances are spread at once: a number for each concept in each group

Floats = NDArray[np.floating]
Numbers = NDArray[np.intp]


class GroupShares:
    """What groups the concepts belong to, and the chance of a group that follows for a text.

    A text that means one concept has its chance in one place. One that the catalogue has no concept
    for spreads it over concepts that are kin: what a group's members have together beyond the best
    of them speaks for the group. Where a label is written nearly like the text this counts for
    little, since then there is a concept for it.

    Parameters
    ----------
    members, groups : array of int
        Rows of the concepts that are no groups, and of the groups.
    shares : array (members x groups)
        How far a member belongs to each group; rows sum to 1.
    """

    def __init__(self, members: Numbers, groups: Numbers, shares: Floats) -> None:
        self.members, self.groups = members, groups
        by_group = sparse.csr_matrix(np.where(shares >= SMALLEST_SHARE, shares, 0).T)
        self._sizes = np.diff(by_group.indptr)
        self._members, self._shares = by_group.indices, by_group.data.astype(np.float32)

    def added(self, chances: Floats, likeness: Floats) -> Floats:
        """Return ``chances`` of all concepts (texts x concepts) with those of groups added.

        ``likeness`` are cosines of the nearest label of each concept; rows sum to 1 again.
        """
        for at in range(0, len(chances), AT_ONCE):
            rows = slice(at, at + AT_ONCE)
            novel = 1 - likeness[rows].max(axis=1, keepdims=True).clip(0, 1)
            chances[rows, self.groups] += novel * self._beyond_the_best(chances[rows])
        return chances / chances.sum(axis=1, keepdims=True)

    def _beyond_the_best(self, chances: Floats) -> Floats:
        """Return what the members of each group have together, without the best of them."""
        found = np.zeros((len(chances), len(self.groups)), dtype=np.float32)
        filled = np.flatnonzero(self._sizes)
        if len(filled):
            each = chances[:, self.members[self._members]] * self._shares
            starts = np.cumsum(self._sizes[filled]) - self._sizes[filled]
            found[:, filled] = np.add.reduceat(each, starts, axis=1)
            found[:, filled] -= np.maximum.reduceat(each, starts, axis=1)
        return found
