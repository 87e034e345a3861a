"""What floors do to a list: no prefix falls below them, nobody of a group is passed by another."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.floors import least_places, price_of, with_floors

lists_of_three = st.lists(st.integers(0, 2), min_size=1, max_size=40).map(np.array)
feasible = st.tuples(*(st.integers(0, 10) for _ in range(3))).filter(lambda one: sum(one) <= 10)
"""Floors in tenths that are at most the whole list together."""


@given(lists_of_three, feasible, st.integers(1, 12))
def test_each_prefix_meets_the_floors_as_far_as_people_are_there(
    groups: np.ndarray, tenths: tuple[int, ...], most: int
) -> None:
    rows = with_floors(groups, np.array(tenths) / 10, most)
    assert len(set(rows.tolist())) == len(rows) == min(most, len(groups))
    owed = np.zeros(3)
    for length in range(1, len(rows) + 1):
        for group, tenth in enumerate(tenths):
            there = int((groups == group).sum())
            placed = int((groups[rows[:length]] == group).sum())
            owed[group] = max(0, min(tenth * length // 10, there) - placed)
        # several floors may be due at the same place; one alone never waits
        assert owed.sum() <= max(0, sum(1 for one in tenths if one) - 1)


@given(lists_of_three, st.integers(0, 2), st.floats(0, 1), st.integers(1, 12))
def test_one_floor_is_met_at_every_length(
    groups: np.ndarray, group: int, floor: float, most: int
) -> None:
    floors = np.where(np.arange(3) == group, floor, 0.0)
    rows = with_floors(groups, floors, most)
    there = int((groups == group).sum())
    for length in range(1, len(rows) + 1):
        placed = int((groups[rows[:length]] == group).sum())
        assert placed >= min(math.floor(floor * length), there)


@given(lists_of_three, feasible, st.integers(1, 12))
def test_within_a_group_the_order_of_the_ranking_is_kept(
    groups: np.ndarray, tenths: tuple[int, ...], most: int
) -> None:
    rows = with_floors(groups, np.array(tenths) / 10, most)
    for group in range(3):
        mine = [row for row in rows.tolist() if groups[row] == group]
        assert mine == np.flatnonzero(groups == group)[: len(mine)].tolist()


@given(lists_of_three, st.integers(1, 12))
def test_without_a_floor_it_is_the_ranking_itself(groups: np.ndarray, most: int) -> None:
    assert with_floors(groups, np.zeros(3), most).tolist() == list(range(min(most, len(groups))))


@given(st.lists(lists_of_three, min_size=1, max_size=4), feasible)
def test_the_price_is_that_of_the_order_it_prices(
    lists: list[np.ndarray], tenths: tuple[int, ...]
) -> None:
    floors = np.array(tenths) / 10
    scores = [np.linspace(90.0, 10.0, len(one)) for one in lists]
    price = price_of(lists, scores, np.full(3, 1 / 3), floors, 10)
    orders = [with_floors(one, floors, 10) for one in lists]
    lost = [
        points[: len(rows)].mean() - points[rows].mean()
        for points, rows in zip(scores, orders, strict=True)
    ]
    assert price.lost == pytest.approx(np.mean(lost))
    assert price.most_lost == pytest.approx(max(lost))
    assert price.changed == sum(max(rows) >= len(rows) for rows in orders)


def test_a_product_that_is_whole_but_for_the_last_bit_counts_as_whole() -> None:
    assert least_places(0.1 * 3, 10) == 3
    assert least_places(0.29, 10) == 2
