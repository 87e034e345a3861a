"""Equal scores are ordered by the published seed, never by the order or the name of the key."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.features import CandidateFeatures, PositionFeatures, Work
from matching.order import first_of_each, first_places, whole
from matching.ranking import Ranker

POSITION = PositionFeatures(key="position", code="29222")
EQUALS = [CandidateFeatures(f"p{i}", (Work(code="29222", years=2),)) for i in range(12)]
BEST = CandidateFeatures("best", (Work(code="29222", years=8),))


def order(people: list[CandidateFeatures], seed: str, position: str = "position") -> list[str]:
    asked = PositionFeatures(key=position, code="29222")
    return [people[row.index].key for row in Ranker().rank_for_position(asked, people, seed)]


def test_the_same_seed_gives_the_same_order() -> None:
    assert order(EQUALS, "2026-11-22") == order(EQUALS, "2026-11-22")


def test_equals_rotate_with_the_seed() -> None:
    first = {order(EQUALS, f"day {day}")[0] for day in range(40)}
    assert len(first) > 6


def test_equals_differ_from_position_to_position() -> None:
    assert len({order(EQUALS, "seed", f"position {i}")[0] for i in range(40)}) > 6


def test_the_order_they_came_in_does_not_matter() -> None:
    assert order(EQUALS, "seed") == order(EQUALS[::-1], "seed")


def test_a_better_score_comes_first_under_every_seed() -> None:
    assert {order([*EQUALS, BEST], f"day {day}")[0] for day in range(20)} == {"best"}


def test_both_directions_share_the_hash_of_the_pair() -> None:
    places = [PositionFeatures(key=f"q{i}", code="29222") for i in range(8)]
    rows = Ranker().rank_for_candidate(BEST, places, "seed")
    again = Ranker().rank_for_candidate(BEST, places[::-1], "seed")
    assert [places[row.index].key for row in rows] == [places[::-1][r.index].key for r in again]


@settings(max_examples=80, deadline=None)
@given(
    st.integers(0, 2**32 - 1),
    st.integers(1, 30),
    st.integers(1, 40),
    st.sampled_from([0.5, 3, 80, 300]),
)
def test_many_lists_together_are_ordered_as_each_by_itself(
    seed: int, most: int, length: int, highest: float
) -> None:
    draw = np.random.default_rng(seed)
    scores = np.round(draw.random((5, length)) * highest, 1)
    lots = draw.integers(0, 2**63, size=scores.shape, dtype=np.uint64)
    lots[:, ::3] = lots[:, :1]  # lots that share their first bits, and some that are equal
    alone = [first_places(row, lot, most) for row, lot in zip(scores, lots, strict=True)]
    together = first_of_each(whole(scores), lots, most)
    assert all(np.array_equal(one, other) for one, other in zip(together, alone, strict=True))
