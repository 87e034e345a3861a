"""What one would train on the same decisions instead: four peers, each as its library has it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from lightgbm import LGBMRanker
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from matching.learning.decisions import Decisions
from matching.learning.learner import pairs_of

Floats = NDArray[np.float64]
Scorer = Callable[[Floats], Floats]


def gradient_boosting(told: Decisions, counts: Floats) -> Scorer:
    """HistGradientBoosting of scikit-learn: is a pair accepted or not."""
    model = HistGradientBoostingClassifier(random_state=0)
    model.fit(told.shares, told.accepted, sample_weight=counts)
    scorer: Scorer = model.decision_function
    return scorer


def logistic(told: Decisions, counts: Floats) -> Scorer:
    """Logistic regression of scikit-learn on the parts."""
    model = LogisticRegression().fit(told.shares, told.accepted, sample_weight=counts)
    scorer: Scorer = model.decision_function
    return scorer


def pairwise_logistic(told: Decisions, counts: Floats) -> Scorer:
    """Logistic regression on the differences within a list (RankSVM with a logistic loss)."""
    pairs = pairs_of(told.accepted, told.lists, counts)
    differences = told.shares[pairs.better] - told.shares[pairs.worse]
    rows = np.vstack([differences, -differences])
    right = np.repeat([1, 0], len(differences))
    model = LogisticRegression(fit_intercept=False)
    model.fit(rows, right, sample_weight=np.tile(pairs.counts, 2))
    scorer: Scorer = model.decision_function
    return scorer


def lambda_rank(told: Decisions, counts: Floats) -> Scorer:
    """LambdaRank of LightGBM: trees that improve NDCG list by list."""
    order = np.argsort(told.lists, kind="stable")
    sizes = np.unique(told.lists[order], return_counts=True)[1]
    model = LGBMRanker(objective="lambdarank", random_state=0, n_jobs=1, verbose=-1)
    model.fit(told.shares[order], told.accepted[order].astype(int), group=sizes,
              sample_weight=counts[order])  # fmt: skip
    return lambda shares: np.asarray(model.predict(shares))


PEERS: Mapping[str, Callable[[Decisions, Floats], Scorer]] = {
    "HistGradientBoosting": gradient_boosting,
    "logistic": logistic,
    "pairwise logistic": pairwise_logistic,
    "LightGBM LambdaRank": lambda_rank,
}
