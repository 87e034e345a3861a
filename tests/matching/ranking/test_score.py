"""A score is the sum of its published parts; more of what is asked never lowers it."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.evidence import Check
from domain.experience import Beginning
from domain.languages import LanguageLevel, LanguageSkill
from domain.licences import Licence, LicenceState
from domain.working_time import Hours, Shift
from matching.features import CandidateFeatures, PositionFeatures, Work
from matching.ranking import RANKING_VERSION, Ranker, Weights
from tests.matching.ranking.drawn import (
    BAKERY,
    SKILLS,
    baker,
    checks,
    only,
    people,
    positions,
    talks,
    work,
)


@given(people, positions)
def test_the_parts_sum_to_the_score_and_keep_to_their_weights(
    person: CandidateFeatures, position: PositionFeatures
) -> None:
    row = only(person, position)
    assert sum(one.points for one in row.parts) == pytest.approx(row.score, abs=1e-9)
    assert row.score <= 100 + 1e-9
    for one in row.parts:
        assert -1e-9 <= one.points <= one.max_points + 1e-9
        assert -1e-9 <= one.could_add <= one.max_points - one.points + 1e-9


@given(st.lists(people, max_size=4), st.lists(positions, max_size=3))
def test_the_matrix_says_what_the_lists_of_both_sides_say(
    several: list[CandidateFeatures], asked: list[PositionFeatures]
) -> None:
    matrix = Ranker().score(several, asked)
    assert matrix.total.shape == (len(several), len(asked))
    assert np.allclose(sum(matrix.parts.values()), matrix.total, atol=1e-9)
    for column, position in enumerate(asked):
        for row in Ranker().rank_for_position(position, several):
            assert row.score == pytest.approx(matrix.total[row.index, column], abs=1e-9)
    for index, person in enumerate(several):
        for row in Ranker().rank_for_candidate(person, asked):
            assert row.score == pytest.approx(matrix.total[index, row.index], abs=1e-9)


@given(people, positions, st.sampled_from(LanguageSkill), st.sampled_from(LanguageLevel))
def test_more_german_never_lowers_a_score(
    person: CandidateFeatures,
    position: PositionFeatures,
    skill: LanguageSkill,
    learned: LanguageLevel,
) -> None:
    known = person.german or {}
    better = max(learned, known.get(skill, LanguageLevel.NONE))
    after = only(dataclasses.replace(person, german={**known, skill: better}), position)
    assert after.score >= only(person, position).score - 1e-9


@given(people, positions, st.integers(0, 2), st.floats(0, 40))
def test_more_years_never_lower_a_score(
    person: CandidateFeatures, position: PositionFeatures, place: int, more: float
) -> None:
    if place >= len(person.work):
        return
    longer = [*person.work]
    longer[place] = dataclasses.replace(longer[place], years=(longer[place].years or 0) + more)
    after = only(dataclasses.replace(person, work=tuple(longer)), position)
    assert after.score >= only(person, position).score - 1e-9


@given(people, positions, work)
def test_one_more_piece_of_work_never_lowers_a_score(
    person: CandidateFeatures, position: PositionFeatures, more: Work
) -> None:
    before = dataclasses.replace(person, level=None)  # a training may lift it above what is asked
    after = dataclasses.replace(before, work=(*person.work, more))
    assert only(after, position).score >= only(before, position).score - 1e-9


@given(people, positions, st.sampled_from(SKILLS), checks)
def test_one_more_skill_or_better_evidence_never_lowers_a_score(
    person: CandidateFeatures, position: PositionFeatures, skill: str, check: Check
) -> None:
    had = person.skills or {}
    surer = max(check, had.get(skill, Check.SELF_STATED), key=list(Check).index)
    after = dataclasses.replace(person, skills={**had, skill: surer})
    assert only(after, position).score >= only(person, position).score - 1e-9


@given(people, positions, st.integers(0, 2), checks)
def test_better_evidence_of_work_never_lowers_a_score(
    person: CandidateFeatures, position: PositionFeatures, place: int, check: Check
) -> None:
    if place >= len(person.work):
        return
    checked = [*person.work]
    surer = max(check, checked[place].check, key=list(Check).index)
    checked[place] = dataclasses.replace(checked[place], check=surer)
    after = only(dataclasses.replace(person, work=tuple(checked)), position)
    assert after.score >= only(person, position).score - 1e-9


@given(people, positions)
def test_an_answer_to_what_is_unknown_adds_no_more_than_was_said(
    person: CandidateFeatures, position: PositionFeatures
) -> None:
    told = dataclasses.replace(
        person,
        german={**talks(LanguageLevel.C2), **(person.german or {})},
        place=person.place or position.place,
        hours=person.hours or frozenset(Hours),
        weekly_hours=person.weekly_hours or 60,
        shifts=frozenset(Shift) if person.shifts is None else person.shifts,
        licences=person.licences
        if person.licences is not None
        else dict.fromkeys(Licence, LicenceState.GERMAN),
    )
    before = {one.name: one for one in only(person, position).parts}
    for one in only(told, position).parts:
        if one.name in {"german", "distance", "hours", "licence"}:
            most = before[one.name].points + before[one.name].could_add
            assert one.points <= most + 1e-9


def test_an_unknown_fact_says_what_it_could_add() -> None:
    asks_all = dataclasses.replace(
        BAKERY, is_regulated=True, licences=frozenset({Licence.CAR}), hours=Hours.FULL_TIME,
        kind=Beginning.JOB,
    )  # fmt: skip
    unknown = {one.name: one.could_add for one in only(CandidateFeatures("x"), asks_all).parts}
    assert unknown == pytest.approx(Weights().points() | {"experience": 9 * 0.8})


def test_what_is_not_asked_costs_nobody() -> None:
    asks_nothing = PositionFeatures(key="p")
    row = only(CandidateFeatures("x"), asks_nothing)
    free = {one.name for one in row.parts if one.points == one.max_points}
    assert free == Weights().points().keys() - {"experience"}
    assert {one.name: one.could_add for one in row.parts}["german"] == 0.0


def test_the_lines_carry_requirement_and_fact() -> None:
    held = {"baking-bread": Check.SEEN, "selling": Check.SELF_STATED}
    person = baker(skills=held, german=talks(LanguageLevel.A2))
    said = {one.name: (one.requirement, one.fact) for one in only(person).parts}
    assert said["occupation"] == ("29222", "29222")
    assert said["level"] == (2, 2)
    assert said["experience"] == (None, Work(code="29222", years=3.0))
    assert said["skills"] == (BAKERY.skills, {"baking-bread": Check.SEEN})
    assert said["german"] == (talks(LanguageLevel.B1), talks(LanguageLevel.A2))
    assert said["distance"] == (None, None)


def test_typed_work_is_understood() -> None:
    typed = [CandidateFeatures("a", (Work(typed="Steinmetzgehilfe"),)),
             CandidateFeatures("b", (Work(typed="Weissbrotbäckerin"),))]  # fmt: skip
    assert Ranker().rank_for_position(BAKERY, typed)[0].index == 1


def test_weights_are_a_hundred_points_and_never_negative() -> None:
    assert sum(Weights().points().values()) == 100.0
    with pytest.raises(ValueError, match="negative"):
        Weights(german=-1.0)


def test_the_version_stands_on_the_ranker() -> None:
    assert Ranker().version == RANKING_VERSION


def test_nobody_is_ranked_for_nothing() -> None:
    assert Ranker().rank_for_position(BAKERY, []) == []
    assert Ranker().rank_for_candidate(baker(), []) == []
