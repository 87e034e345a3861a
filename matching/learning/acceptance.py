"""Calibrated: how many of those with about this score were accepted, or nothing at all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import ArrayLike
from sklearn.base import BaseEstimator, RegressorMixin
from sklearn.isotonic import isotonic_regression
from sklearn.utils import Tags
from sklearn.utils.validation import check_is_fitted, validate_data

from matching.fairness import wilson
from matching.tables import Floats


class Rate(NamedTuple):
    """Of ``people`` with about this score a share ``value`` was accepted; 95 % interval."""

    people: int
    value: float
    low: float
    high: float


class AcceptanceRates(RegressorMixin, BaseEstimator):
    """Tells from decided pairs how often a score like this one was accepted.

    Scores, the sum of each row, are cut into bands of ``least`` decisions or more; neighbours
    whose rates fall with the score are merged (pool adjacent violators: Ayer et al. 1955; as a
    calibration Zadrozny, Elkan, KDD 2002). A band tells its rate with the interval of Wilson
    (1927). Below ``least`` decisions, and outside the scores decided, nothing is told.

    Parameters
    ----------
    least : int
        Decisions a band needs.

    Attributes
    ----------
    edges_ : ndarray of shape (n_bands + 1,)
        Lowest score of each band, and the highest of all.
    accepted_, people_ : ndarray of shape (n_bands,)
        Counts of each band.
    n_features_in_ : int

    Examples
    --------
    >>> points, accepted = [[float(i)] for i in range(60)], [i >= 30 for i in range(60)]
    >>> rates = AcceptanceRates(least=30).fit(points, accepted)
    >>> rates.rates([[45.0], [99.0]])[0].value, rates.rates([[99.0]])
    (1.0, [None])
    """

    def __init__(self, least: int = 30) -> None:
        self.least = least

    def fit(self, X: ArrayLike, y: ArrayLike) -> Self:  # noqa: N803 - scikit-learn's name
        """Learn from points ``X`` of shape (n_pairs, n_parts); accepted have ``y`` over 0."""
        points, told = validate_data(self, X, y, dtype=np.float64, y_numeric=True)
        scores, accepted = points.sum(axis=1), (told > 0).astype(float)
        order = np.argsort(scores, kind="stable")
        bands = _bands(scores[order], accepted[order], max(int(self.least), 1))
        if not bands:
            self.edges_, self.accepted_, self.people_ = np.zeros(1), np.zeros(0), np.zeros(0)
            return self
        lows, accepted_, people = (np.array(one) for one in zip(*bands, strict=True))
        same = _same_rate(accepted_, people)
        self.edges_ = np.append(lows[same], scores[order][-1])
        self.accepted_, self.people_ = (np.add.reduceat(one, same) for one in (accepted_, people))
        return self

    def predict(self, X: ArrayLike) -> Floats:  # noqa: N803
        """Return the rate of each pair's band, or of all decided where nothing can be told."""
        check_is_fitted(self)
        points = validate_data(self, X, dtype=np.float64, reset=False)
        whole = self.accepted_.sum() / max(self.people_.sum(), 1)
        told = [whole if one is None else one.value for one in self._told(points.sum(axis=1))]
        return np.array(told, dtype=np.float64)

    def rates(self, X: ArrayLike) -> list[Rate | None]:  # noqa: N803
        """Return the rate of each pair with its interval; None where nothing can be told."""
        check_is_fitted(self)
        points = validate_data(self, X, dtype=np.float64, reset=False)
        return self._told(points.sum(axis=1))

    def bands(self) -> list[tuple[float, float, int, int]]:
        """Return lowest and highest score, accepted and all of each band that tells something."""
        check_is_fitted(self)
        return [
            (float(self.edges_[row]), float(self.edges_[row + 1]), int(accepted), int(people))
            for row, (accepted, people) in enumerate(zip(self.accepted_, self.people_, strict=True))
            if people >= self.least
        ]

    def _told(self, scores: Floats) -> list[Rate | None]:
        if not len(self.people_):
            return [None] * len(scores)
        bands = np.searchsorted(self.edges_[1:-1], scores, side="right")
        is_known = (scores >= self.edges_[0] - _NEAR) & (scores <= self.edges_[-1] + _NEAR)
        return [
            self._rate(int(band)) if known else None
            for band, known in zip(bands, is_known, strict=True)
        ]

    def _rate(self, band: int) -> Rate | None:
        people = int(self.people_[band])
        if people < self.least:  # many of one score: a band beside them may have become small
            return None
        return Rate(people, *wilson(int(self.accepted_[band]), people))

    def __sklearn_tags__(self) -> Tags:
        """Say that rates of coarse bands are not made to fit ``y`` closely."""
        tags = super().__sklearn_tags__()
        tags.regressor_tags.poor_score = True
        return tags


_NEAR = 1.0
"""Points beyond the decided scores at which the outermost band still holds."""


def _bands(scores: Floats, accepted: Floats, least: int) -> list[tuple[float, float, float]]:
    """Cut sorted scores into bands of at least so many: lowest score, accepted, all."""
    count = len(scores) // least
    if not count:
        return []
    starts = np.unique(np.searchsorted(scores, scores[np.arange(count) * least]))
    parts = np.split(np.arange(len(scores)), starts[1:])
    return [(float(scores[one[0]]), float(accepted[one].sum()), float(len(one))) for one in parts]


def _same_rate(accepted: Floats, people: Floats) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    """Return where bands of the same rate begin once no rate falls with the score any more."""
    rising = isotonic_regression(accepted / people, sample_weight=people)
    return np.flatnonzero(np.append(True, np.abs(np.diff(rising)) > 1e-12))


def rate_at(score: float, bands: Sequence[Sequence[float]]) -> Rate | None:
    """Return the rate of the band ``score`` is in; None where nothing can be told.

    ``bands`` as :meth:`AcceptanceRates.bands` returns them.

    >>> rate_at(70.0, [(60.0, 80.0, 18, 30)]).value, rate_at(20.0, [(60.0, 80.0, 18, 30)])
    (0.6, None)
    """
    for low, high, accepted, people in reversed(bands):
        if low - _NEAR <= score <= high + _NEAR:
            return Rate(int(people), *wilson(int(accepted), int(people)))
    return None
