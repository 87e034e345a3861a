"""The scorecard keeps scikit-learn's contract; the ranker's parameters can be read and copied."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.utils.estimator_checks import estimator_checks_generator

from matching.features import CandidateFeatures, PositionFeatures, Work
from matching.ranking import Ranker, Weights
from matching.scorecard import Scorecard

ARRAY_API = "check_array_api_input"  # runs only where SCIPY_ARRAY_API is set, else skips itself
CHECKS = {
    f"{number}-{check.func.__name__}": (estimator, check)
    for number, (estimator, check) in enumerate(estimator_checks_generator(Scorecard()))
    if check.func.__name__ != ARRAY_API
}


@pytest.mark.parametrize("name", CHECKS)
def test_the_scorecard_passes_scikit_learns_own_checks(name: str) -> None:
    estimator, check = CHECKS[name]
    check(estimator)


def test_points_are_shares_times_weights_and_a_score_is_their_sum() -> None:
    shares = np.array([[1.0, 0.25, 0.0], [0.5, 1.0, 1.0]])
    card = Scorecard([60, 30, 10]).fit(shares)
    assert card.transform(shares).tolist() == [[60, 7.5, 0], [30, 30, 10]]
    assert card.score_samples(shares).tolist() == [67.5, 70]


@pytest.mark.parametrize("weights", [[1, 2], [1, 2, -3]])
def test_weights_that_do_not_fit_are_refused(weights: list[float]) -> None:
    with pytest.raises(ValueError, match="weight"):
        Scorecard(weights).fit([[1.0, 1.0, 1.0]])


def test_other_weights_make_another_order_and_a_copy_ranks_alike() -> None:
    near = CandidateFeatures("near", (Work(code="29222"),))
    long = CandidateFeatures("long", (Work(code="29232", years=30),))
    position = PositionFeatures("p", code="29222")

    def first(ranker: Ranker) -> int:
        return ranker.rank_for_position(position, [near, long])[0].index

    changed = Ranker(Weights(occupation=5.0, experience=44.0))
    assert first(Ranker()) == 0
    assert first(changed) == first(clone(changed)) == 1
    assert changed.get_params()["weights"] == Weights(occupation=5.0, experience=44.0)
