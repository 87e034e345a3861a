"""The learner: the scorecard's weights, moved from the prior as far as decisions carry them.

A logistic model of the differences within a list (Joachims, "Optimizing search engines using
clickthrough data", KDD 2002; the logistic form is Bradley, Terry 1952), with a ridge around the
prior instead of zero (Le Cessie, van Houwelingen 1992; a Gaussian prior of Bayes' rule). Weights
stay at or above a part of the prior's, so that every published part goes on counting and no more
of what is asked ever lowers a score.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import ArrayLike
from scipy.optimize import minimize
from scipy.special import expit
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils import Tags
from sklearn.utils.validation import _check_sample_weight, check_is_fitted, validate_data

from matching.learning.decisions import Decisions, Flags
from matching.tables import Floats, Rows

POINTS = 10.0
"""So many points of difference make the odds e times as good; the unit of the logistic model."""


WHOLE = 1.0
"""Weights that are published are whole points."""


class Pairs(NamedTuple):
    """Accepted rows beside other rows of the same list."""

    better: Rows  # (p,)
    worse: Rows  # (p,)
    lists: Rows  # (p,)
    counts: Floats  # (p,) together as much as the fewer side of the list


class LearnedScorecard(TransformerMixin, BaseEstimator):
    """Learns the weights of a scorecard from decided pairs, starting from a prior.

    Parameters
    ----------
    prior : sequence of float or None
        The weights to start from; None weighs all columns alike, 100 together.
    strength : float
        How strongly the prior holds; infinity keeps it whatever was decided.
    floor : float
        The part of its prior that each weight keeps at least, from 0 to 1.
    unit : float or None
        Weights are whole multiples of it, one at least where the prior has any, so that people
        can read and set them; the prior's sum must be one, too. None rounds nothing.

    Attributes
    ----------
    weights_ : ndarray of shape (n_features,)
        Not negative, together as much as the prior; a part the prior leaves out stays out.
    n_features_in_ : int

    Examples
    --------
    >>> shares, accepted = [[1.0, 0.0], [0.0, 1.0]] * 40, [1, 0] * 40
    >>> card = LearnedScorecard(prior=[50, 50]).fit(shares, accepted, lists=[0, 0] * 40)
    >>> bool(card.weights_[0] > 50), float(card.weights_.sum().round(9))
    (True, 100.0)
    """

    def __init__(
        self,
        prior: Sequence[float] | None = None,
        strength: float = 30.0,
        floor: float = 0.1,
        unit: float | None = None,
    ) -> None:
        self.prior = prior
        self.strength = strength
        self.floor = floor
        self.unit = unit

    def fit(
        self,
        X: ArrayLike,  # noqa: N803 - scikit-learn's name
        y: ArrayLike,
        *,
        lists: ArrayLike | None = None,
        about: ArrayLike | None = None,
        sample_weight: ArrayLike | None = None,
    ) -> Self:
        """Learn from shares ``X`` (n, parts); who was accepted has ``y`` over 0.

        ``lists`` (n,) says which pairs stood together; without it all did. ``about`` (n, parts)
        says which weights a decision may move; the others count for it as the prior has them.
        """
        shares, told = validate_data(self, X, y, dtype=np.float64, y_numeric=True)
        prior = self._prior(shares.shape[1])
        together = np.zeros(len(shares), np.intp) if lists is None else np.asarray(lists)
        trains = np.ones(shares.shape, bool) if about is None else np.asarray(about, bool)
        counts = _check_sample_weight(sample_weight, shares, ensure_non_negative=True)
        if any(len(one) != len(shares) for one in (together, trains, counts)):
            raise ValueError("Every decision needs its list, its parts and its weight.")
        pairs = pairs_of(told > 0, together, counts)
        free = prior
        if len(pairs.counts) and not np.isinf(self.strength):
            free = self._learned(shares, trains, pairs, prior)
        self.weights_ = free if self.unit is None else in_units(free, float(self.unit))
        return self

    def transform(self, X: ArrayLike) -> Floats:  # noqa: N803
        """Return the points of each part, of shape (n_pairs, n_parts)."""
        check_is_fitted(self)
        shares = validate_data(self, X, dtype=np.float64, reset=False)
        points: Floats = shares * self.weights_
        return points

    def score_samples(self, X: ArrayLike) -> Floats:  # noqa: N803
        """Return the score of each pair: the sum of its points."""
        total: Floats = self.transform(X).sum(axis=1)
        return total

    def _prior(self, columns: int) -> Floats:
        if self.strength < 0 or not 0 <= self.floor <= 1:
            raise ValueError("The prior's strength is not negative, the floor from 0 to 1.")
        if self.prior is None:
            return np.full(columns, 100.0 / columns)
        prior = np.asarray(self.prior, dtype=np.float64)
        if prior.shape != (columns,) or not (prior >= 0).all() or not prior.any():
            raise ValueError("The prior needs a weight for each column, none negative, one above.")
        return prior

    def _learned(self, shares: Floats, about: Flags, pairs: Pairs, prior: Floats) -> Floats:
        """Return the weights with the least loss; their length is free while they are sought.

        How much a point is worth is for the decisions to say, too: only the directions of the
        weights are published, so that they are brought back to the prior's sum at the end.
        """
        unit = np.where(prior > 0, prior, 1.0)
        own = (shares[pairs.better] - shares[pairs.worse]) * prior / POINTS
        trains = about[pairs.better] & about[pairs.worse]
        held, free = np.where(trains, 0.0, own).sum(axis=1), np.where(trains, own, 0.0)

        def loss(times: Floats) -> tuple[float, Floats]:
            margin = held + free @ times
            away = times - 1.0
            value = pairs.counts @ np.logaddexp(0.0, -margin) + self.strength * away @ away
            slope = -(pairs.counts * expit(-margin)) @ free + 2 * self.strength * away
            return float(value), slope

        bounds = [(self.floor, None) if one > 0 else (1.0, 1.0) for one in prior]
        found = minimize(loss, np.ones(len(prior)), jac=True, bounds=bounds, method="L-BFGS-B",
                         options={"ftol": 1e-12, "gtol": 1e-7, "maxiter": 1000})  # fmt: skip
        weights = unit * found.x * (prior > 0)
        whole: Floats = weights * (prior.sum() / weights.sum())
        return whole

    def __sklearn_tags__(self) -> Tags:
        """Say that decisions are needed."""
        tags = super().__sklearn_tags__()
        tags.target_tags.required = True
        return tags


def in_units(weights: Floats, unit: float) -> Floats:
    """Return whole multiples of ``unit`` with the same sum, one at least for what is not zero.

    By the largest remainders (Hamilton's method), over what the single units leave.

    >>> in_units(np.array([59.7, 39.9, 0.4, 0.0]), 1.0).tolist()
    [59.0, 40.0, 1.0, 0.0]
    """
    counts, least = weights / unit, (weights > 0).astype(float)
    left = round(float(counts.sum())) - least.sum()
    over = np.maximum(counts - least, 0.0)
    if left <= 0 or not over.any():
        return weights
    shared = over * (left / over.sum())
    whole = np.floor(shared + 1e-9)
    for row in np.argsort(whole - shared, kind="stable")[: round(left - whole.sum())]:
        whole[row] += 1
    result: Floats = (least + whole) * unit
    return result


def pairs_of(accepted: Flags, lists: Rows, counts: Floats) -> Pairs:
    """Return every accepted row beside every other of its list, a list as its fewer side counts.

    A pair trains the parts both decisions are about: who was accepted is accepted for everything,
    a reason names its part.
    """
    better, worse, weights = [], [], []
    for rows in _lists(lists):
        yes, no = rows[accepted[rows]], rows[~accepted[rows]]
        if len(yes) and len(no):
            one, other = np.repeat(yes, len(no)), np.tile(no, len(yes))
            both = counts[yes].sum(), counts[no].sum()
            better.append(one)
            worse.append(other)
            weights.append(
                counts[one] * counts[other] * (min(both) / max(both[0] * both[1], 1e-12))
            )
    if not better:
        nothing = np.zeros(0, np.intp)
        return Pairs(nothing, nothing, nothing, np.zeros(0))
    first = np.concatenate(better)
    return Pairs(first, np.concatenate(worse), lists[first], np.concatenate(weights))


def _lists(lists: Rows) -> list[Rows]:
    order = np.argsort(lists, kind="stable")
    starts = np.flatnonzero(np.diff(lists[order])) + 1
    return [rows.astype(np.intp) for rows in np.split(order, starts) if len(rows)]


def learned(
    told: Decisions, weights: Floats, *, prior: Sequence[float], strength: float
) -> LearnedScorecard:
    """Return a scorecard fitted on decisions, each counted with its weight."""
    return LearnedScorecard(prior, strength, unit=WHOLE).fit(
        told.shares,
        told.accepted.astype(float),
        lists=told.lists,
        about=told.about,
        sample_weight=weights,
    )
