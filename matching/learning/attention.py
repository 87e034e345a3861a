"""Position bias: who stands further down is looked at less, whether they fit or not.

The model is position based (Craswell et al., "An experimental comparison of click position-bias
models", WSDM 2008): whether a place is looked at does not depend on who stands there. Decisions
are weighed by the inverse (Joachims, Swaminathan, Schnabel, "Unbiased learning-to-rank with biased
feedback", WSDM 2017), cut so that a single one from far down does not outweigh everything.
"""

from __future__ import annotations

from typing import Self

import numpy as np
from numpy.typing import ArrayLike
from sklearn.base import BaseEstimator, RegressorMixin
from sklearn.isotonic import isotonic_regression
from sklearn.utils import Tags
from sklearn.utils.validation import check_is_fitted, validate_data

from matching.tables import Floats


class PlaceAttention(RegressorMixin, BaseEstimator):
    """Estimates the chance that a place of a list is looked at, from places shown and decided.

    The share of decided among shown pairs, place by place, with ``smoothing`` imagined pairs of
    the mean rate, made falling from place to place and relative to the first.

    Parameters
    ----------
    smoothing : float
        Imagined pairs at each place.
    most : float
        The greatest weight that :meth:`weights` gives.

    Attributes
    ----------
    chances_ : ndarray of shape (n_places,)
        From the first place on, 1 at the first, never rising.
    n_features_in_ : int

    Examples
    --------
    >>> places = [[1], [1], [2], [2]]
    >>> seen = PlaceAttention(smoothing=0).fit(places, [1, 1, 1, 0])
    >>> seen.predict([[1], [2], [9]]).tolist(), seen.weights([1, 2]).tolist()
    ([1.0, 0.5, 0.5], [1.0, 2.0])
    """

    def __init__(self, smoothing: float = 20.0, most: float = 5.0) -> None:
        self.smoothing = smoothing
        self.most = most

    def fit(self, X: ArrayLike, y: ArrayLike) -> Self:  # noqa: N803 - scikit-learn's name
        """Count places ``X`` of shape (n_shown, 1) and whether they were decided: ``y`` over 0."""
        places, decided = validate_data(self, X, y, dtype=np.float64, y_numeric=True)
        rows = self._rows(places)
        shown = np.bincount(rows)
        hits = np.bincount(rows, weights=decided > 0, minlength=len(shown))
        mean = hits.sum() / shown.sum()
        rates = (hits + self.smoothing * mean) / np.maximum(shown + self.smoothing, 1e-12)
        falling = isotonic_regression(rates, sample_weight=shown + 1e-9, increasing=False)
        first = falling[0]
        self.chances_ = falling / first if first > 0 else np.ones(len(falling))
        return self

    def predict(self, X: ArrayLike) -> Floats:  # noqa: N803
        """Return the chance of each place, relative to the first; the last one's beyond it."""
        check_is_fitted(self)
        rows = self._rows(validate_data(self, X, dtype=np.float64, reset=False))
        chances: Floats = self.chances_[np.minimum(rows, len(self.chances_) - 1)]
        return chances

    def weights(self, places: ArrayLike) -> Floats:
        """Return how much a decision at each place counts: the inverse of its chance, cut."""
        chances = self.predict(np.asarray(places, dtype=np.float64).reshape(-1, 1))
        return np.minimum(1.0 / np.maximum(chances, 1.0 / self.most), self.most)

    @staticmethod
    def _rows(places: Floats) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
        return np.clip(places[:, 0], 1, _LAST).astype(np.intp) - 1

    def __sklearn_tags__(self) -> Tags:
        """Say that what is predicted is no fit of ``y`` but a chance that only falls."""
        tags = super().__sklearn_tags__()
        tags.regressor_tags.poor_score = True
        return tags


_LAST = 200
