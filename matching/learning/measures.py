"""How well weights order what was decided: list by list, so that two can be compared in pairs."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from matching.learning.decisions import Decisions
from matching.learning.learner import pairs_of
from matching.tables import Floats

ONE_SIDED_95 = 1.645
"""Standard errors above which a gain is not luck in 95 of 100 cases."""


class Gain(NamedTuple):
    """How much better one is than another over lists, on the mean, and its standard error."""

    mean: float
    error: float
    lists: int

    @property
    def is_likely(self) -> bool:
        """Return whether the gain is more than its standard error (Breiman et al. 1984)."""
        return self.lists > 1 and self.mean > self.error

    @property
    def is_sure(self) -> bool:
        """Return whether the gain is above zero in 95 of 100 cases."""
        return self.lists > 1 and self.mean > ONE_SIDED_95 * self.error


def concordance(told: Decisions, scores: Floats) -> Floats:
    """Return for each list of ``told.both`` the share of pairs that ``scores`` order rightly.

    Who was accepted should stand above who was not; equal scores count half. This is the area
    under the curve of each list (Fawcett 2006).

    >>> from matching.learning.decisions import decisions
    >>> told = decisions(np.eye(3), [1, 0, 0], [7, 7, 7], [1, 2, 3])
    >>> concordance(told, np.array([5.0, 5.0, 1.0])).tolist()
    [0.75]
    """
    pairs = pairs_of(told.accepted, told.lists, np.ones(len(told)))
    ahead = np.round(scores[pairs.better] - scores[pairs.worse], 6)
    right = pairs.counts * ((ahead > 0) + 0.5 * (ahead == 0))
    which = np.searchsorted(told.both, pairs.lists)
    return np.bincount(which, weights=right) / np.bincount(which, weights=pairs.counts)


def gain(better: Floats, worse: Floats) -> Gain:
    """Return the mean of paired differences with its standard error.

    >>> gain(np.array([1.0, 0.5]), np.array([0.5, 0.0]))
    Gain(mean=0.5, error=0.0, lists=2)
    """
    ahead = better - worse
    if len(ahead) < 2:
        return Gain(float(ahead.mean()) if len(ahead) else 0.0, float("inf"), len(ahead))
    error = float(ahead.std(ddof=1) / np.sqrt(len(ahead)))
    return Gain(float(ahead.mean()), error, len(ahead))
