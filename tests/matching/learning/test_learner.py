"""What is learned stays a scorecard: additive, never negative, near the prior until it is sure."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.utils.estimator_checks import estimator_checks_generator

from matching.learning.acceptance import AcceptanceRates
from matching.learning.attention import PlaceAttention
from matching.learning.decisions import decisions
from matching.learning.learner import LearnedScorecard, in_units, learned
from tests.matching.learning.staff import PARTS, PRIOR, judged

ARRAY_API = "check_array_api_input"  # runs only where SCIPY_ARRAY_API is set, else skips itself
CHECKS = {
    f"{type(own).__name__}-{number}-{check.func.__name__}": (estimator, check)
    for own in (LearnedScorecard(), PlaceAttention(), AcceptanceRates())
    for number, (estimator, check) in enumerate(estimator_checks_generator(own))
    if check.func.__name__ != ARRAY_API
}
GERMAN_MATTERS = np.array([40.0, 10, 9, 13, 60, 4, 4, 4, 3, 3])


@pytest.mark.parametrize("name", CHECKS)
def test_the_estimators_pass_scikit_learns_own_checks(name: str) -> None:
    estimator, check = CHECKS[name]
    check(estimator)


def test_a_staff_that_wants_german_moves_the_weight_of_german() -> None:
    told, _ = judged(GERMAN_MATTERS, 300)
    card = learned(told, np.ones(len(told)), prior=PRIOR, strength=10.0)
    assert card.weights_[4] > 2 * PRIOR[4]
    assert card.weights_[0] < PRIOR[0]


def test_without_decisions_on_both_sides_the_prior_stays_to_the_point() -> None:
    told, _ = judged(GERMAN_MATTERS, 20)
    nobody = decisions(told.shares, np.zeros(len(told)), told.lists, told.places)
    assert learned(nobody, np.ones(len(told)), prior=PRIOR, strength=1.0).weights_.tolist() == PRIOR


@given(seed=st.integers(0, 10_000), lists=st.integers(1, 40), strength=st.sampled_from([0.1, 10]))
def test_points_add_up_no_weight_is_negative_and_more_never_lowers_a_score(
    seed: int, lists: int, strength: float
) -> None:
    draw = np.random.default_rng(seed)
    told, _ = judged(draw.random(PARTS) * 50, lists, seed=seed)
    card = learned(told, np.ones(len(told)), prior=PRIOR, strength=strength)
    assert (card.weights_ >= 1).all()
    assert card.weights_.sum() == pytest.approx(100, abs=1e-9)
    rows = draw.random((20, PARTS))
    scores = card.score_samples(rows)
    assert np.abs(card.transform(rows).sum(axis=1) - scores).max() < 1e-9
    more = np.minimum(rows + draw.random((20, PARTS)) * (draw.random(PARTS) < 0.3), 1.0)
    assert (card.score_samples(more) >= scores - 1e-9).all()


def test_a_reason_about_german_trains_the_weight_of_german_alone() -> None:
    told, _ = judged(GERMAN_MATTERS, 200)
    about = np.ones(told.shares.shape, dtype=bool)
    about[~told.accepted] = np.arange(PARTS) == 4
    free = LearnedScorecard(PRIOR, strength=1.0)
    free.fit(told.shares, told.accepted.astype(float), lists=told.lists, about=about)
    moved = free.weights_ / np.array(PRIOR)
    others = np.delete(moved, 4)
    assert moved[4] > 1.5
    assert others == pytest.approx(np.full(PARTS - 1, others[0]), rel=1e-6)


def test_a_part_the_team_lead_gave_no_weight_gets_none() -> None:
    prior = [50.0, *PRIOR[1:4], 0.0, *PRIOR[5:]]
    told, _ = judged(GERMAN_MATTERS, 100)
    card = learned(told, np.ones(len(told)), prior=prior, strength=1.0)
    assert card.weights_[4] == 0
    assert card.weights_.sum() == pytest.approx(100)


@pytest.mark.parametrize("prior", [[1.0], [-1.0] * PARTS, [0.0] * PARTS])
def test_a_prior_that_cannot_be_one_is_refused(prior: list[float]) -> None:
    with pytest.raises(ValueError, match="prior"):
        LearnedScorecard(prior).fit(np.eye(PARTS), [1, 0] * 5)


@pytest.mark.parametrize("share", [1.5, -0.2, float("nan")])
def test_shares_that_are_none_are_refused(share: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        decisions(np.array([[share]]), np.array([1]), np.array([0]), np.array([1]))


@given(st.lists(st.floats(0.001, 50), min_size=1, max_size=12))
def test_whole_points_keep_the_sum_and_leave_nobody_out(raw: list[float]) -> None:
    weights = np.array(raw) * (100 / sum(raw))
    whole = in_units(weights, 1.0)
    assert whole.sum() == 100
    assert (whole >= 1).all()
    assert (whole == np.round(whole)).all()


def test_attention_falls_from_place_to_place_whatever_luck_the_counts_had() -> None:
    _, shown = judged(GERMAN_MATTERS, 500)
    seen = PlaceAttention().fit(shown.places.reshape(-1, 1), shown.decided.astype(float))
    assert (np.diff(seen.chances_) <= 0).all()
    assert seen.chances_[3] == pytest.approx(0.5, abs=0.08)  # the staff looks at 1 / sqrt(place)
    assert seen.weights([1, 4, 90]).tolist() == pytest.approx([1, 2, 3], abs=0.6)


def test_decisions_from_far_down_count_more_so_that_the_top_does_not_teach_alone() -> None:
    """Half the lists are looked at in their first place alone; the weights make up for it."""
    places = np.tile([1, 2], 1000)
    decided = np.where(places == 1, 1.0, np.arange(2000) % 8 == 1)
    seen = PlaceAttention(smoothing=0).fit(places.reshape(-1, 1), decided)
    counted = [float((seen.weights(places) * decided)[places == one].sum()) for one in (1, 2)]
    assert counted[0] == pytest.approx(counted[1], rel=0.01)
