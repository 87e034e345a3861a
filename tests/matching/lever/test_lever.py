"""The one change that would lift a pair most, and what each change would open to a person."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given, settings

from domain.evidence import Check
from domain.languages import LanguageLevel, LanguageSkill
from domain.licences import Licence, LicenceState
from domain.positions import SkillNeed
from domain.recognition import TRANSITIONS, RecognitionState
from matching.changes import NEXT_STATE, Change, ChangeKind, recognised, steps_for
from matching.features import CandidateFeatures, PositionFeatures, Work
from matching.lever import Lift, lifts, place_among, prospects
from matching.order import EQUAL_TO
from matching.ranking import Ranker
from matching.shares import RECOGNISED
from tests.matching.ranking.drawn import BAKERY, baker, must, only, people, positions, talks

A2, B1, B2 = LanguageLevel.A2, LanguageLevel.B1, LanguageLevel.B2
WRITING = LanguageSkill.WRITING


def by_change(person: CandidateFeatures, position: PositionFeatures) -> dict[Change, Lift]:
    return {one.change: one for one in lifts(Ranker(), person, position)}


def test_one_step_of_writing_says_how_many_points_it_brings() -> None:
    person = baker(german={**talks(B1), WRITING: A2})
    lift = by_change(person, BAKERY)[Change(ChangeKind.COURSE, "writing", "B1")]
    after = replace(person, german=talks(B1))
    assert lift.gain == pytest.approx(1.25)
    assert lift.score == pytest.approx(only(after).score, abs=1e-9)


def test_a_course_lifts_all_skills_and_is_told_only_where_it_brings_more_than_one() -> None:
    found = by_change(baker(german=talks(A2)), BAKERY)
    assert found[Change(ChangeKind.COURSE, "", "B1")].gain == pytest.approx(5.0)
    assert found[Change(ChangeKind.COURSE, "writing", "B1")].gain == pytest.approx(1.25)
    alone = by_change(baker(german={**talks(B1), WRITING: A2}), BAKERY)
    assert not [one for one in alone if one.kind is ChangeKind.COURSE and not one.key]


def test_a_licence_a_proof_and_a_skill_each_say_their_own_points() -> None:
    van = replace(BAKERY, licences=frozenset({Licence.CAR}))
    person = baker(skills={"baking-bread": Check.SELF_STATED},
                   licences={Licence.CAR: LicenceState.CONVERSION_RUNNING})  # fmt: skip
    found = {(one.kind, one.key): lift.gain for one, lift in by_change(person, van).items()}
    assert found[ChangeKind.LICENCE, "b"] == pytest.approx(2.0)
    assert found[ChangeKind.PROOF, "baking-bread"] == pytest.approx(13 * 0.2 / 2)
    assert found[ChangeKind.SKILL, "night-work"] == pytest.approx(6.5)


def test_a_full_recognition_also_proves_the_work_and_its_level() -> None:
    nursing = PositionFeatures("n", code="81302", is_regulated=True)
    nurse = CandidateFeatures("n", recognitions={"81302": RecognitionState.REAPPLIED})
    lift = by_change(nurse, nursing)[Change(ChangeKind.RECOGNITION, "81302", "full")]
    after = recognised(nurse, "81302", RecognitionState.FULL)
    assert (after.work[0].code, after.level) == ("81302", 2)
    assert lift.gain > 40.0


def test_every_recognition_step_is_one_the_law_knows_and_is_worth_more() -> None:
    ways = {(before, after) for (before, _), after in TRANSITIONS.items()}
    known = {before: {after for one, after in ways if one is before} for before, _ in ways}
    for before, after in NEXT_STATE.items():
        assert RECOGNISED.get(after, 0) > RECOGNISED.get(before, 0)  # type: ignore[arg-type]
        reached = known.get(before or RecognitionState.NONE, set())
        further = set().union(*(known.get(one, set()) for one in reached))
        assert after in reached | further or before is RecognitionState.WITHDRAWN


def test_an_answer_nobody_has_is_taken_at_its_best_and_never_beyond_what_the_lines_say() -> None:
    person = baker(skills={}, place=None)
    found = by_change(person, BAKERY)
    could = {part.name: part.could_add for part in only(person).parts}
    assert found[Change(ChangeKind.ANSWER, "german")].gain == pytest.approx(could["german"])
    assert found[Change(ChangeKind.ANSWER, "place")].gain == pytest.approx(could["distance"])


@settings(max_examples=60, deadline=None)
@given(people, positions)
def test_each_lift_is_the_score_computed_again(
    person: CandidateFeatures, position: PositionFeatures
) -> None:
    ranker = Ranker()
    after = {step.change: step.person for step in steps_for(person, position)}
    before = ranker.scores([person], [position])[0, 0]
    found = lifts(ranker, person, position)
    gains = [round(one.gain, EQUAL_TO) for one in found]
    assert gains == sorted(gains, reverse=True)
    for lift in found:
        again = ranker.scores([after[lift.change]], [position])[0, 0]
        assert lift.score == pytest.approx(again, abs=1e-9)
        assert lift.gain == pytest.approx(again - before, abs=1e-9)


@settings(max_examples=60, deadline=None)
@given(people, positions)
def test_no_change_takes_a_known_fact_away(
    person: CandidateFeatures, position: PositionFeatures
) -> None:
    for step in steps_for(person, position):
        changed = [one.name for one in fields(person)
                   if getattr(person, one.name) != getattr(step.person, one.name)]  # fmt: skip
        assert "key" not in changed
        assert len(step.person.work) >= len(person.work)
        assert (person.skills or {}).keys() <= (step.person.skills or {}).keys()
        assert all(
            (step.person.german or {})[skill] >= level
            for skill, level in (person.german or {}).items()
        )


def test_the_place_after_a_change_counts_those_before_and_equals_by_their_lot() -> None:
    scores, lots = np.array([80.0, 70.0, 70.0, 60.0]), np.array([9, 2, 8, 1], dtype=np.uint64)
    assert place_among(70.0, 5, scores, lots) == 3
    assert place_among(70.0000001, 5, scores, lots) == 3
    assert place_among(95.0, 5, scores, lots) == 1
    assert place_among(10.0, 5, scores, lots) == 5


def test_the_change_that_opens_most_positions_comes_first() -> None:
    asks_b1 = [PositionFeatures(f"p{i}", code="29222", german={LanguageSkill.SPEAKING: B1})
               for i in range(3)]  # fmt: skip
    asks_van = [PositionFeatures("v", code="29222", licences=frozenset({Licence.CAR}))]
    far = [PositionFeatures("d", code="81302", german={LanguageSkill.SPEAKING: B1})]
    easy = [PositionFeatures("e", code="29222", german={LanguageSkill.SPEAKING: A2})]
    person = CandidateFeatures(
        "b", (Work("29222", years=3.0, ago=0.0),), german=talks(A2), licences={}
    )
    found = prospects(person, [*asks_b1, *asks_van, *far, *easy])
    assert found.open_now == (5,)
    first, *others = found.openings
    assert first == (Change(ChangeKind.COURSE, "speaking", "B1"), (0, 1, 2))
    assert (Change(ChangeKind.COURSE, "", "B1"), (0, 1, 2)) in others
    assert (Change(ChangeKind.LICENCE, "b", "german"), (3,)) in others


def test_where_two_different_things_are_missing_no_single_change_opens_it() -> None:
    both = PositionFeatures("p", code="29222", german=talks(B2), licences=frozenset({Licence.CAR}))
    person = baker(german=talks(B1), licences={})
    assert prospects(person, [both]).openings == []


def test_a_skill_that_is_only_wished_or_taught_opens_nothing() -> None:
    asked = {"selling": SkillNeed.LEARNED_HERE, "night-work": SkillNeed.WISHED}
    person = baker(german=talks(B1), skills={})
    position = PositionFeatures("p", code="29222", skills=asked)
    assert prospects(person, [position]) == ((0,), [])
    needed = replace(position, skills=must("selling"))
    opening = prospects(person, [needed]).openings[0]
    assert opening.change == Change(ChangeKind.SKILL, "selling", "certificate")


def test_a_recognition_helps_only_somebody_who_has_something_to_recognise() -> None:
    nursing = PositionFeatures("n", code="81302", is_regulated=True)
    kinds = {one.change.kind for one in lifts(Ranker(), baker(), nursing)}
    assert ChangeKind.RECOGNITION not in kinds
    assert prospects(baker(), [nursing]).openings == []
    aide = CandidateFeatures("a", (Work("81301", years=2.0),))
    opening = prospects(aide, [nursing]).openings[0]
    assert opening.change == Change(ChangeKind.RECOGNITION, "81302", "full")
