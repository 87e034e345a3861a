"""Which unknown fact to ask for next: the one whose answer would change most matches."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.languages import LanguageLevel, LanguageSkill
from domain.recognition import RecognitionState
from matching.features import CandidateFeatures, PositionFeatures, Work
from matching.questions import ANSWERS, questions
from matching.ranking import Ranker
from tests.matching.ranking.drawn import BUENDE, HERFORD, people, positions, talks

B1 = LanguageLevel.B1
BAKERIES = [PositionFeatures(f"p{i}", code="29222", german=talks(B1)) for i in range(4)]
BAKER = CandidateFeatures("b", (Work("29222", years=4.0, ago=0.0),), level=2)


def facts(person: CandidateFeatures, asked: list[PositionFeatures], line: float = 80) -> list[str]:
    return [one.fact for one in questions(Ranker(), person, asked, line)]


def test_german_is_asked_next_where_everything_else_fits_and_firms_want_german() -> None:
    first = questions(Ranker(), BAKER, BAKERIES, 87.0)[0]
    without = Ranker().scores([BAKER], BAKERIES[:1])[0, 0]
    crosses = [p for p, level in ANSWERS["german"]
               if Ranker().scores([replace(BAKER, german=talks(level))], BAKERIES[:1])[0, 0] >= 87
               > without]  # fmt: skip
    assert first.fact == "german"
    assert first.value == pytest.approx(4 * sum(crosses))
    assert 0 < sum(crosses) < 1


def test_a_question_says_how_many_positions_any_answer_could_change() -> None:
    first = questions(Ranker(), BAKER, BAKERIES, 87.0)[0]
    assert (first.at_most, first.of) == (4, 4)
    assert first.value < first.at_most
    nobody = questions(Ranker(), BAKER, BAKERIES, 101.0)
    assert all((one.value, one.at_most, one.of) == (0.0, 0, 4) for one in nobody)


def test_expected_points_weigh_each_answer_by_how_likely_it_is() -> None:
    first = questions(Ranker(), BAKER, BAKERIES, 87.0)[0]
    share = {"none": 0.0, "A1": 0.2, "A2": 0.5, "B1": 1.0, "B2": 1.0, "C1": 1.0}
    expected = sum(chance * 10 * share[level.value] for chance, level in ANSWERS["german"])
    assert first.points == pytest.approx(expected)


def test_what_is_known_is_not_asked_again() -> None:
    known = replace(BAKER, german=talks(B1), place=HERFORD)
    assert not {"german", "place", "work", "level", "years", "ago"} & set(facts(known, BAKERIES))


def test_somebody_of_whom_nothing_is_known_is_asked_for_work_first() -> None:
    assert facts(CandidateFeatures("x"), BAKERIES, 60.0)[0] == "work"


def test_where_to_live_matters_only_where_positions_say_where_they_are() -> None:
    placed = [replace(one, place=BUENDE) for one in BAKERIES]
    assert "place" in facts(BAKER, placed)
    assert "place" not in facts(BAKER, BAKERIES)


def test_recognition_is_asked_of_people_of_a_regulated_trade_alone() -> None:
    nursing = [PositionFeatures("n", code="81302", is_regulated=True)]
    nurse = CandidateFeatures("n", (Work("81302", years=4.0, ago=0.0),))
    assert "recognition" in facts(nurse, nursing)
    assert "recognition" not in facts(BAKER, nursing)
    known = replace(nurse, recognitions={"81302": RecognitionState.NONE})
    assert "recognition" not in facts(known, nursing)


def test_without_positions_there_is_nothing_to_ask_for() -> None:
    assert questions(Ranker(), BAKER, [], 70.0) == []


def test_the_published_answers_of_each_question_are_together_certain() -> None:
    for fact, answers in ANSWERS.items():
        assert sum(chance for chance, _ in answers) == pytest.approx(1.0), fact


@settings(max_examples=40, deadline=None)
@given(people, st.lists(positions, min_size=1, max_size=4))
def test_no_question_is_worth_less_than_nothing_or_more_than_all_matches(
    person: CandidateFeatures, asked: list[PositionFeatures]
) -> None:
    found = questions(Ranker(), person, asked, 70.0)
    assert all(-1e-9 <= one.value <= len(asked) + 1e-9 for one in found)
    assert [one.value for one in found] == sorted((one.value for one in found), reverse=True)
    assert len({one.fact for one in found}) == len(found)


def test_german_of_one_skill_alone_keeps_what_is_known_and_asks_for_the_rest() -> None:
    spoken = {LanguageSkill.SPEAKING: LanguageLevel.C1}
    assert "german" in facts(replace(BAKER, german=spoken), BAKERIES)
