"""The assignment over all positions gives the most points possible, each person once."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from matching.congestion import Line, assigned, second_opinions


def line(position: int, places: int, scores: dict[int, float]) -> Line:
    order = sorted(scores, key=lambda person: -scores[person])
    points = np.array([scores[one] for one in order], dtype=float)
    return Line(position, places, np.array(order, dtype=np.int64), points)


drawn = st.lists(
    st.tuples(
        st.integers(1, 3), st.dictionaries(st.integers(0, 7), st.integers(0, 100), max_size=6)
    ),
    max_size=5,
).map(lambda rows: [line(100 + i, places, scores) for i, (places, scores) in enumerate(rows)])


def points(lines: list[Line], goes: dict[int, int]) -> float:
    scores = {
        (one.position, int(p)): s
        for one in lines
        for p, s in zip(one.people, one.scores, strict=True)
    }
    return float(sum(scores[position, person] for person, position in goes.items()))


def most_possible(lines: list[Line]) -> float:
    """Return the points of the dense assignment over every place; an empty one brings none."""
    rows = [one for one in lines for _ in range(one.places)]
    table = np.full((len(rows), 8), -1000.0)
    for row, one in enumerate(rows):
        table[row, one.people] = one.scores
    wide = np.hstack([table, np.zeros((len(rows), len(rows)))])
    return float(wide[linear_sum_assignment(wide, maximize=True)].sum())


@settings(max_examples=150, deadline=None)
@given(drawn)
def test_it_is_the_best_there_is_and_nobody_goes_twice(lines: list[Line]) -> None:
    goes = assigned(lines)
    taken = Counter(goes.values())
    assert all(taken[one.position] <= one.places for one in lines)
    assert points(lines, goes) == pytest.approx(most_possible(lines))


def test_somebody_strong_for_three_goes_where_they_are_missed_most() -> None:
    star = {1: 90.0}
    lines = [
        line(10, 1, star | {2: 85.0}),
        line(11, 1, star | {3: 84.0}),
        line(12, 1, star | {4: 20.0}),
    ]
    found = second_opinions(lines)
    assert found[1].strong_for == (10, 11, 12)
    assert found[1].goes_to == 12
    assert (found[2].goes_to, found[3].goes_to) == (10, 11)
    assert found[4].goes_to is None


def test_a_position_with_two_places_takes_two() -> None:
    assert assigned([line(10, 2, {1: 50.0, 2: 40.0, 3: 30.0})]) == {1: 10, 2: 10}


def test_without_lists_nobody_goes_anywhere() -> None:
    assert assigned([]) == {}
    assert assigned([line(10, 3, {})]) == {}
