"""A score is the sum of its published parts; more of what is asked never lowers it."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.languages import LanguageLevel
from matching.catalogue import load_catalogue
from matching.explanation import Part, Ranked
from matching.features import CandidateFeatures, PositionFeatures, Work
from matching.fits import GERMAN_SHARES, LEVEL_SHARES
from matching.ranking import RANKING_VERSION, Ranker, Weights
from matching.tree import nearness

HERFORD, BUENDE, BERLIN = (52.114, 8.673), (52.198, 8.586), (52.520, 13.405)
SKILLS = ("baking-bread", "dough-making", "night-work", "selling")
BAKERY = PositionFeatures(
    key="bakery",
    code="29222",
    must_skills=frozenset({"baking-bread", "night-work"}),
    german=LanguageLevel.B1,
    place=BUENDE,
)

codes = st.sampled_from([one.code for one in load_catalogue().occupations[::40]] + ["29222"])
titles = st.sampled_from(["Bäcker", "Backhelferin", "Maurer/in", "Traumtänzer", ""])
years = st.none() | st.floats(0, 50)
work = st.builds(Work, code=codes, years=years) | st.builds(Work, typed=titles, years=years)
levels = st.none() | st.integers(1, 4)
german = st.none() | st.sampled_from(LanguageLevel)
places = st.none() | st.sampled_from([HERFORD, BUENDE, BERLIN])
skills = st.frozensets(st.sampled_from(SKILLS))
people = st.builds(
    CandidateFeatures,
    key=st.text(max_size=5),
    work=st.lists(work, max_size=3).map(tuple),
    level=levels,
    skills=st.none() | skills,
    german=german,
    place=places,
)
positions = st.builds(
    PositionFeatures,
    key=st.text(max_size=5),
    code=codes | st.none(),
    level=levels,
    must_skills=skills,
    german=german,
    place=places,
)


def only(person: CandidateFeatures, position: PositionFeatures = BAKERY) -> Ranked:
    return Ranker().rank_for_position(position, [person])[0]


def part(name: str, person: CandidateFeatures, position: PositionFeatures = BAKERY) -> Part:
    return next(one for one in only(person, position).parts if one.name == name)


def baker(**known: object) -> CandidateFeatures:
    return CandidateFeatures(key="baker", work=(Work(code="29222", years=3.0),), **known)  # type: ignore[arg-type]


@given(people, positions)
def test_the_parts_sum_to_the_score_and_keep_to_their_weights(
    person: CandidateFeatures, position: PositionFeatures
) -> None:
    row = only(person, position)
    assert sum(one.points for one in row.parts) == pytest.approx(row.score, abs=1e-9)
    assert row.score <= 100 + 1e-9
    for one in row.parts:
        assert -1e-9 <= one.points <= one.max_points + 1e-9
        assert one.could_add == pytest.approx(0 if one.known else one.max_points - one.points)


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


@given(people, positions, st.sampled_from(LanguageLevel))
def test_more_german_never_lowers_a_score(
    person: CandidateFeatures, position: PositionFeatures, learned: LanguageLevel
) -> None:
    better = max(learned, person.german or LanguageLevel.NONE)
    after = only(dataclasses.replace(person, german=better), position)
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


@given(people, positions, st.sampled_from(SKILLS))
def test_one_more_skill_never_lowers_a_score(
    person: CandidateFeatures, position: PositionFeatures, skill: str
) -> None:
    after = dataclasses.replace(person, skills=(person.skills or frozenset()) | {skill})
    assert only(after, position).score >= only(person, position).score - 1e-9


def test_each_asked_skill_counts() -> None:
    points = [part("skills", baker(skills=frozenset(SKILLS[:n]))).points for n in (0, 1, 3)]
    assert points == [0.0, 7.5, 15.0]


def test_near_work_comes_before_far_work() -> None:
    order = ["29222", "29223", "29232", "29302", "32122"]
    near = [part("occupation", CandidateFeatures("a", (Work(code=code),))).points for code in order]
    assert near[0] == 45.0
    assert near == sorted(near, reverse=True)
    assert near[-1] == 0.0


def test_nearness_is_shared_branches() -> None:
    assert nearness("29222", "29222") == 1.0
    assert nearness("29222", "29232") == pytest.approx(0.65)
    assert nearness("29222", "99999") == 0.0


def test_too_low_a_level_costs_more_than_too_high() -> None:
    by_level = [part("level", baker(level=level)).points for level in (1, 2, 3, 4)]
    assert by_level == pytest.approx([4.0, 10.0, 8.0, 6.0])
    for step in (1, 2, 3):
        assert LEVEL_SHARES[-step] < LEVEL_SHARES[step] < 1.0


def test_a_doctor_who_also_baked_is_taken_at_the_level_of_the_baking() -> None:
    doctor = CandidateFeatures("d", (Work(code="81404", years=9), Work(code="29222", years=1)))
    assert part("level", doctor).fact == 2
    assert part("occupation", doctor).fact == "29222"
    assert part("experience", doctor).fact == 1


def test_german_falls_by_missing_steps() -> None:
    levels = (LanguageLevel.C1, LanguageLevel.B1, LanguageLevel.A2, LanguageLevel.A1)
    points = [part("german", baker(german=level)).points for level in levels]
    assert points == pytest.approx([12.0, 12.0, 12 * GERMAN_SHARES[1], 12 * GERMAN_SHARES[2]])


def test_distance_is_in_kilometres_and_far_away_earns_nothing() -> None:
    near, far = part("distance", baker(place=HERFORD)), part("distance", baker(place=BERLIN))
    assert near.fact == pytest.approx(11.1, abs=0.2)
    assert 0 < near.points < near.max_points
    assert far.points == 0.0


def test_an_unknown_fact_says_what_it_could_add() -> None:
    unknown = {one.name: one.could_add for one in only(CandidateFeatures("x")).parts}
    assert unknown == {
        "occupation": 45.0, "level": 10.0, "experience": 10.0, "skills": 15.0,
        "german": 12.0, "distance": 8.0,
    }  # fmt: skip


def test_what_is_not_asked_costs_nobody() -> None:
    asks_nothing = PositionFeatures(key="p", code="29222")
    row = only(CandidateFeatures("x"), asks_nothing)
    free = {one.name for one in row.parts if one.points == one.max_points}
    assert free == {"skills", "german", "distance"}
    assert {one.name: one.could_add for one in row.parts}["german"] == 0.0


def test_the_lines_carry_requirement_and_fact() -> None:
    person = baker(skills=frozenset({"baking-bread", "selling"}), german=LanguageLevel.A2)
    said = {one.name: (one.requirement, one.fact) for one in only(person).parts}
    assert said["occupation"] == ("29222", "29222")
    assert said["level"] == (2, 2)
    assert said["experience"] == (None, 3.0)
    assert said["skills"] == (("baking-bread", "night-work"), ("baking-bread",))
    assert said["german"] == (LanguageLevel.B1, LanguageLevel.A2)
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
