"""What is learned from: shown pairs that were decided, as arrays without names, ids or words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.tables import Floats, Rows

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Decisions:
    """n decided pairs; ``parts`` are the ten of the scorecard.

    ``lists`` says which list a pair was shown in: any number that names nobody. ``places`` are
    the places from 1 at which it was shown.
    """

    shares: Floats  # (n, parts) 0 to 1, as they were shown
    accepted: Flags  # (n,)
    lists: Rows  # (n,)
    places: Rows  # (n,)
    about: Flags  # (n, parts) which parts a decision may train: one reason, its part alone

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.accepted)

    def of(self, rows: Rows | Flags) -> Decisions:
        """Return some of them."""
        return Decisions(
            self.shares[rows],
            self.accepted[rows],
            self.lists[rows],
            self.places[rows],
            self.about[rows],
        )

    @property
    def both(self) -> Rows:
        """Return the lists in which somebody was accepted and somebody was not."""
        return np.intersect1d(self.lists[self.accepted], self.lists[~self.accepted])


def decisions(
    shares: Floats, accepted: Flags, lists: Rows, places: Rows, about: Flags | None = None
) -> Decisions:
    """Return decisions of arrays that fit together; without ``about`` each trains every part.

    Raises
    ------
    ValueError
        If lengths differ or a share is not between 0 and 1.
    """
    values = np.asarray(shares, dtype=np.float64)
    told = np.ones(values.shape, dtype=bool) if about is None else np.asarray(about, dtype=bool)
    arrays = (np.asarray(accepted, dtype=bool), np.asarray(lists), np.asarray(places))
    if values.ndim != 2 or told.shape != values.shape:
        raise ValueError("Shares and the parts a decision is about need the same rows and columns.")
    if any(len(one) != len(values) for one in arrays):
        raise ValueError("Every decision needs its shares, its list and its place.")
    if not (np.isfinite(values) & (values >= -_ROUNDING) & (values <= 1 + _ROUNDING)).all():
        raise ValueError("A share lies between 0 and 1.")
    return Decisions(np.clip(values, 0.0, 1.0), *arrays, told)


_ROUNDING = 1e-6
