"""How groups fare in lists: measures of the literature, equal to fairlearn where it has them."""

from __future__ import annotations

import math

import numpy as np
import pytest
from fairlearn.metrics import (
    MetricFrame,
    demographic_parity_difference,
    demographic_parity_ratio,
    selection_rate,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest

from matching.disclosure import LEAST_COUNT, LEAST_PEOPLE, hidden, pooled
from matching.fairness import (
    Verdict,
    exposure,
    infeasible,
    ndkl,
    selections,
    skew_at,
    wilson,
)
from matching.floors import price_of, with_floors
from matching.metrics import gini, kendall_tau

EVEN = np.array([0.5, 0.5])
lists_of_two = st.lists(st.integers(0, 1), min_size=1, max_size=40).map(np.array)
pairs_of_counts = st.lists(
    st.integers(1, 80).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    min_size=2,
    max_size=5,
)


@settings(max_examples=60, deadline=None)
@given(pairs_of_counts)
def test_rates_and_their_ratio_are_those_of_fairlearn(counts: list[tuple[int, int]]) -> None:
    chosen = np.concatenate([[1] * a + [0] * (n - a) for a, n in counts])
    group = np.concatenate([[row] * n for row, (_, n) in enumerate(counts)])
    found = selections([a for a, _ in counts], [n for _, n in counts])
    frame = MetricFrame(
        metrics=selection_rate, y_true=chosen, y_pred=chosen, sensitive_features=group
    )
    assert [one.rate.value for one in found] == pytest.approx(frame.by_group.tolist(), abs=1e-9)
    given_to = {"y_pred": chosen, "sensitive_features": group}
    rates = [one.rate.value for one in found]
    assert max(rates) - min(rates) == pytest.approx(
        demographic_parity_difference(chosen, **given_to), abs=1e-9
    )
    if max(rates) > 0:
        theirs = demographic_parity_ratio(chosen, **given_to)
        assert min(one.ratio.value for one in found) == pytest.approx(theirs, abs=1e-9)


@settings(max_examples=80, deadline=None)
@given(st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_of_wilson_is_that_of_scipy(counts: tuple[int, int]) -> None:
    theirs = binomtest(*counts).proportion_ci(method="wilson")
    ours = wilson(*counts)
    assert (ours.low, ours.high) == pytest.approx((theirs.low, theirs.high), abs=1e-9)


def test_a_ratio_is_below_four_fifths_only_where_the_whole_interval_is() -> None:
    def verdicts(*counts: tuple[int, int]) -> list[Verdict]:
        return [one.verdict for one in selections(*zip(*counts, strict=True))]

    assert verdicts((500, 1000), (300, 1000)) == [Verdict.BEST, Verdict.BELOW]
    assert verdicts((500, 1000), (490, 1000)) == [Verdict.BEST, Verdict.EVEN]
    assert verdicts((5, 10), (3, 10)) == [Verdict.BEST, Verdict.TOO_FEW]
    assert verdicts((0, 10), (0, 10)) == [Verdict.TOO_FEW, Verdict.TOO_FEW]
    assert verdicts((5, 10), (0, 0)) == [Verdict.BEST, Verdict.TOO_FEW]


def test_the_interval_of_a_ratio_holds_the_truth_about_as_often_as_it_says() -> None:
    draw, truth, held = np.random.default_rng(0), 0.3 / 0.5, 0
    for _ in range(600):
        found = selections([draw.binomial(120, 0.3), draw.binomial(150, 0.5)], [120, 150])
        held += found[0].ratio.low <= truth <= found[0].ratio.high
    assert 0.92 <= held / 600 <= 0.98


def test_a_list_in_the_desired_mix_has_no_divergence_at_full_length() -> None:
    assert ndkl(np.array([0]), [1.0]) == 0.0
    alternating, blocked = np.tile([0, 1], 10), np.repeat([0, 1], 10)
    assert 0 < ndkl(alternating, EVEN) < ndkl(blocked, EVEN)


@settings(max_examples=60, deadline=None)
@given(lists_of_two)
def test_ndkl_is_never_negative_and_infeasible_never_beyond_the_length(groups: np.ndarray) -> None:
    assert ndkl(groups, EVEN) >= -1e-12
    found = infeasible(groups, EVEN)
    assert 0 <= found.lengths <= found.times <= 2 * len(groups)
    assert found.lengths <= len(groups)


def test_the_infeasible_index_of_a_list_by_hand() -> None:
    # floors of 0.5: 0 1 1 2 2 3; members of group 1 so far: 0 0 0 1 2 3
    assert infeasible(np.array([0, 0, 0, 1, 1, 1]), EVEN) == (3, 3)


def test_skew_compares_the_share_among_the_first_with_the_share_of_all() -> None:
    skew = skew_at(4, [np.array([0, 0, 0, 1, 1])], [0.5, 0.5])
    assert skew.tolist() == pytest.approx([math.log(1.5), math.log(0.5)])
    assert skew_at(2, [np.array([0, 0])], [0.5, 0.5])[1] == -math.inf


def test_exposure_is_even_where_two_lists_mirror_each_other() -> None:
    lists = [np.array([0, 1]), np.array([1, 0])]
    assert exposure(lists, [1, 1]).tolist() == pytest.approx([1.0, 1.0])
    assert exposure(lists[:1], [1, 1])[0] > 1 > exposure(lists[:1], [1, 1])[1]


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 60)))
def test_no_shown_group_is_small_and_none_follows_from_the_others(people: dict[str, int]) -> None:
    shown = pooled(people)
    sizes: dict[str, int] = {}
    for name, seen in shown.items():
        sizes[seen] = sizes.get(seen, 0) + people[name]
    if len(sizes) > 1:
        assert min(sizes.values()) >= LEAST_PEOPLE
    assert sum(sizes.values()) == sum(people.values())


@settings(max_examples=100, deadline=None)
@given(pairs_of_counts)
def test_a_hidden_number_never_follows_from_the_sum(counts: list[tuple[int, int]]) -> None:
    selected, people = zip(*counts, strict=True)
    is_hidden = hidden(selected, people)
    left = [a for a, one in zip(selected, is_hidden, strict=True) if one]
    for a, n, one in zip(selected, people, is_hidden, strict=True):
        assert one or not 0 < a < LEAST_COUNT
        assert one or not 0 < n - a < LEAST_COUNT
    if left and not all(is_hidden):
        assert len(left) > 1
        assert not 0 < sum(left) < LEAST_COUNT


def test_floors_bring_a_group_up_with_its_best_and_say_what_that_costs() -> None:
    groups = np.array([0, 0, 0, 0, 1, 1])
    scores = np.array([90.0, 80, 70, 60, 50, 40])
    assert with_floors(groups, [0.0, 0.5], 4).tolist() == [0, 4, 1, 5]
    price = price_of([groups], [scores], EVEN, EVEN, 4)
    assert (price.changed, price.lists) == (1, 1)
    assert price.lost == pytest.approx((70 + 60 - 50 - 40) / 4)
    assert price.ndkl_after < price.ndkl_before
    assert price_of([groups], [scores], EVEN, [0.0, 0.0], 4).lost == 0.0


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 50), min_size=1, max_size=30))
def test_gini_lies_between_all_alike_and_one_has_all(values: list[int]) -> None:
    assert 0 <= gini(values) < 1
    assert gini([7] * len(values)) == pytest.approx(0.0)


def test_the_order_of_two_lists_is_compared_over_what_both_hold() -> None:
    assert kendall_tau([1, 2, 3, 4], [4, 9, 2, 1]) == pytest.approx(-1.0)
    assert kendall_tau([1, 2], [3, 4]) == 1.0
