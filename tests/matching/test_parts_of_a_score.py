"""A score is the sum of its published parts."""

import pytest

from domain.languages import LanguageLevel
from matching.features import CandidateFeatures, PositionFeatures, Work
from matching.ranking import Ranker

BAKER = CandidateFeatures(
    key="baker",
    work=(Work(code="29222", years=4),),
    skills=frozenset({"dough"}),
    german=LanguageLevel.A2,
    place=(52.11, 8.67),
)
MASON = CandidateFeatures(key="mason", work=(Work(code="32122", years=9),))
BAKERY = PositionFeatures(
    key="bakery",
    code="29222",
    must_skills=frozenset({"dough", "night-shift"}),
    german=LanguageLevel.B1,
    place=(52.20, 8.59),
)


def test_the_baker_comes_before_the_mason_in_the_bakery() -> None:
    assert [row.index for row in Ranker().rank_for_position(BAKERY, [MASON, BAKER])] == [1, 0]


def test_the_parts_sum_to_the_score() -> None:
    for row in Ranker().rank_for_position(BAKERY, [MASON, BAKER]):
        assert sum(part.points for part in row.parts) == pytest.approx(row.score, abs=1e-9)


def test_an_unknown_fact_says_what_it_could_add() -> None:
    rows = Ranker().rank_for_position(BAKERY, [MASON])
    unknown = {part.name: part.could_add for part in rows[0].parts if not part.known}
    assert unknown == {"skills": 15.0, "german": 12.0, "distance": 8.0}
