"""How often an answer with a certain chance was right: measured on titles that were not learned."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from sklearn.isotonic import IsotonicRegression

FEWEST = 30  # measured answers around a chance; with fewer nothing is said
AROUND = 0.05  # on each side
TENTHS = 10

Floats = NDArray[np.floating]


class Reliability:
    """Turns the chance a linker gives into the share of such answers that were right.

    The shares rise with the chance (isotonic regression: Zadrozny and Elkan, KDD 2002) and come
    from titles held out for this. Where fewer than thirty answers were measured nothing is said.

    Examples
    --------
    >>> given = np.repeat([0.2, 0.9], 50)
    >>> measured = Reliability(given, np.arange(100) % 10 < np.where(given < 0.5, 1, 7))
    >>> measured.tenths(0.9), measured.tenths(0.21), measured.tenths(0.5)
    (7, 1, None)
    """

    def __init__(self, chances: Floats, is_right: NDArray[np.bool_]) -> None:
        """Take chances (0 to 1) of answers and whether each was right; both 1-D."""
        if len(chances) != len(is_right):
            raise ValueError(f"{len(chances)} chances but {len(is_right)} answers.")
        order = np.argsort(chances)
        self._chances = np.asarray(chances, dtype=np.float32)[order]
        # Twice the digits: between two chances that are almost one, the line through them has none.
        given, right = (
            self._chances.astype(np.float64),
            np.asarray(is_right, dtype=np.float64)[order],
        )
        shares = IsotonicRegression().fit_transform(given, right) if len(right) else right
        self._shares = shares.astype(np.float32)

    def share(self, chance: float) -> float:
        """Return the share of answers with this chance that were right; 0 if none was measured."""
        if not len(self._chances):
            return 0.0
        return float(np.interp(chance, self._chances, self._shares))

    def tenths(self, chance: float) -> int | None:
        """Return how many of ten such answers were right, None where too few were measured."""
        inside = np.searchsorted(self._chances, [chance - AROUND, chance + AROUND])
        if inside[1] - inside[0] < FEWEST:
            return None
        return round(TENTHS * self.share(chance))
