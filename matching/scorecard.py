"""The scorecard: points from shares by published weights. Additive, monotone, nothing hidden."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from typing import Self

import numpy as np
from numpy.typing import ArrayLike, NDArray
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted, validate_data

from matching.fits import PART_NAMES


@dataclass(frozen=True, slots=True)
class Weights:
    """The published points of each part; together 100 as shipped, none of them negative."""

    occupation: float = 40.0
    level: float = 10.0
    experience: float = 9.0
    skills: float = 13.0
    german: float = 10.0
    recognition: float = 4.0
    licence: float = 4.0
    distance: float = 4.0
    hours: float = 3.0
    wish: float = 3.0

    def __post_init__(self) -> None:
        if not all(0 <= weight < float("inf") for weight in astuple(self)):
            raise ValueError("A weight cannot be negative.")

    def points(self) -> dict[str, float]:
        """Return the weights by the name of their part."""
        return dict(zip(PART_NAMES, astuple(self), strict=True))

    @classmethod
    def from_points(cls, points: Mapping[str, float]) -> Weights:
        """Return the weights of ``points``; a part that is missing there keeps its default."""
        return cls(**{name: float(points[name]) for name in PART_NAMES if name in points})


class Scorecard(TransformerMixin, BaseEstimator):
    """Turns shares into points: each column times its weight; a score is the sum of a row.

    It learns nothing but the number of columns: what a fact is worth is published, not fitted.

    Parameters
    ----------
    weights : sequence of float or None
        One weight for each column, none negative; None weighs all columns alike, 100 together.

    Attributes
    ----------
    weights_ : ndarray of shape (n_features,)
    n_features_in_ : int

    Examples
    --------
    >>> card = Scorecard(weights=[60, 40]).fit([[1.0, 0.5]])
    >>> card.transform([[1.0, 0.5]]).tolist(), card.score_samples([[1.0, 0.5]]).tolist()
    ([[60.0, 20.0]], [80.0])
    """

    def __init__(self, weights: Sequence[float] | None = None) -> None:
        self.weights = weights

    def fit(self, X: ArrayLike, y: object = None) -> Self:  # noqa: N803 - scikit-learn's name
        """Take the number of columns from ``X`` of shape (n_pairs, n_parts)."""
        columns = validate_data(self, X, dtype=np.float64).shape[1]
        if self.weights is None:
            self.weights_ = np.full(columns, 100.0 / columns)
            return self
        self.weights_ = np.asarray(self.weights, dtype=np.float64)
        if self.weights_.shape != (columns,):
            raise ValueError(f"{len(self.weights)} weights for {columns} columns.")
        if not (self.weights_ >= 0).all():
            raise ValueError("A weight cannot be negative.")
        return self

    def transform(self, X: ArrayLike) -> NDArray[np.float64]:  # noqa: N803
        """Return the points of each part, of shape (n_pairs, n_parts)."""
        check_is_fitted(self)
        points: NDArray[np.float64] = (
            validate_data(self, X, dtype=np.float64, reset=False) * self.weights_
        )
        return points

    def score_samples(self, X: ArrayLike) -> NDArray[np.float64]:  # noqa: N803
        """Return the score of each pair: the sum of its points."""
        total: NDArray[np.float64] = self.transform(X).sum(axis=1)
        return total
