"""What each part of a score counts, and what it says."""

import dataclasses

import pytest

from domain.evidence import Check
from domain.experience import Beginning
from domain.languages import LanguageLevel, LanguageSkill
from domain.licences import Licence, LicenceState
from domain.positions import SkillNeed
from domain.recognition import RecognitionState
from domain.working_time import Hours, Shift
from matching.explanation import Part, Remark
from matching.features import CandidateFeatures, PositionFeatures, Work
from matching.shares import GERMAN_SHARES, LEVEL_SHARES, PROOF, freshness
from matching.tree import nearness
from tests.matching.ranking.drawn import (
    BAKERY,
    BERLIN,
    HERFORD,
    baker,
    must,
    only,
    part,
    talks,
    trained,
)


def test_each_asked_skill_counts_by_how_it_was_checked() -> None:
    both = must("baking-bread", "night-work")
    certified = [
        part("skills", baker(skills=dict.fromkeys(held, Check.CERTIFICATE))).points
        for held in ((), ("baking-bread",), both)
    ]
    assert certified == pytest.approx([0.0, 6.5, 13.0])
    claimed = part("skills", baker(skills=dict.fromkeys(both, Check.SELF_STATED)))
    assert claimed.points == pytest.approx(13 * PROOF[Check.SELF_STATED])
    assert claimed.remark is Remark.CLAIMED


def test_what_can_be_learned_here_costs_little_and_a_wish_less_than_a_must() -> None:
    def without(need: SkillNeed) -> float:
        asked = {"selling": need, "baking-bread": SkillNeed.MUST}
        held = {"baking-bread": Check.CERTIFICATE}
        return part("skills", baker(skills=held), dataclasses.replace(BAKERY, skills=asked)).points

    by_need = [without(one) for one in (SkillNeed.MUST, SkillNeed.WISHED, SkillNeed.LEARNED_HERE)]
    assert by_need == pytest.approx([6.5, 13 / 1.4, 13 / 1.1])


def test_a_position_that_teaches_its_only_skill_shuts_nobody_out() -> None:
    def of(need: SkillNeed) -> Part:
        asked = dataclasses.replace(BAKERY, skills={"selling": need})
        return part("skills", baker(skills={"baking-bread": Check.SEEN}), asked)

    by_need = [of(one).points for one in (SkillNeed.MUST, SkillNeed.WISHED, SkillNeed.LEARNED_HERE)]
    assert by_need == pytest.approx([0.0, 13 * 0.6, 13 * 0.9])
    unknown = part("skills", baker(), dataclasses.replace(
        BAKERY, skills={"selling": SkillNeed.LEARNED_HERE}))  # fmt: skip
    assert (unknown.points, unknown.could_add) == (pytest.approx(11.7), pytest.approx(1.3))


def test_near_work_comes_before_far_work() -> None:
    order = ["29222", "29223", "29232", "29302", "32122"]
    near = [part("occupation", CandidateFeatures("a", (Work(code=code),))).points for code in order]
    assert near[0] == 40.0
    assert near == sorted(near, reverse=True)
    assert near[-1] == 0.0


def test_nearness_is_shared_branches() -> None:
    assert nearness("29222", "29222") == 1.0
    assert nearness("29222", "29232") == pytest.approx(0.65)
    assert nearness("29222", "99999") == 0.0


def test_shared_skills_bring_occupations_of_one_trade_nearer_than_the_tree_alone() -> None:
    points = part("occupation", CandidateFeatures("a", (Work(code="29232"),))).points
    assert 40 * nearness("29222", "29232") < points < 40.0


def test_too_low_and_too_high_both_cost_and_are_named() -> None:
    by_level = [part("level", trained(level)) for level in (1, 2, 3, 4)]
    assert [one.remark for one in by_level] == [
        Remark.TOO_LOW, None, Remark.TOO_HIGH, Remark.TOO_HIGH
    ]  # fmt: skip
    assert [one.points for one in by_level] == pytest.approx([4.0, 10.0, 7.0, 4.0])
    for step in (1, 2, 3):
        assert LEVEL_SHARES[-step] < LEVEL_SHARES[step] < 1.0


def test_an_engineer_who_also_carried_boxes_is_above_the_position_of_a_helper() -> None:
    engineer = CandidateFeatures("e", (Work(code="51311", years=1),), level=4)
    level = part("level", engineer, PositionFeatures("w", code="51311"))
    assert (level.requirement, level.fact, level.remark) == (1, 4, Remark.TOO_HIGH)


def test_a_cook_who_also_baked_is_taken_at_the_level_of_the_baking() -> None:
    cook = CandidateFeatures("d", (Work(code="29304", years=9), Work(code="29222", years=1)))
    assert part("level", cook).fact == 2
    assert part("occupation", cook).fact == "29222"
    assert part("experience", cook).fact.years == 1


def test_german_falls_by_missing_steps_of_each_skill() -> None:
    levels = (LanguageLevel.C1, LanguageLevel.B1, LanguageLevel.A2, LanguageLevel.A1)
    points = [part("german", baker(german=talks(level))).points for level in levels]
    assert points == pytest.approx([10.0, 10.0, 10 * GERMAN_SHARES[1], 10 * GERMAN_SHARES[2]])
    writes_less = {**talks(LanguageLevel.B1), LanguageSkill.WRITING: LanguageLevel.A2}
    assert part("german", baker(german=writes_less)).points == pytest.approx(8.75)
    assert part("german", baker(german=writes_less)).remark is Remark.MISSING


def test_german_that_nobody_asked_for_is_unknown_skill_by_skill() -> None:
    spoken = {
        LanguageSkill.SPEAKING: LanguageLevel.B1,
        LanguageSkill.UNDERSTANDING: LanguageLevel.B1,
    }
    said = part("german", baker(german=spoken))
    assert (said.points, said.could_add, said.known) == (5.0, 5.0, True)


def test_experience_counts_by_length_recency_and_evidence() -> None:
    def points(**of: object) -> float:
        person = CandidateFeatures("w", (Work(code="29222", **of),))  # type: ignore[arg-type]
        return part("experience", person).points

    sure = {"check": Check.CERTIFICATE}
    assert points(years=2, ago=0, **sure) == pytest.approx(4.5)
    assert points(years=6, ago=0, **sure) == pytest.approx(6.75)
    assert points(years=2, ago=12, **sure) == pytest.approx(4.5 * 0.6)
    assert points(years=2, ago=0) == pytest.approx(4.5 * PROOF[Check.SELF_STATED])
    assert [freshness(one) for one in (0, 2, 7, 12, 40, None)] == pytest.approx(
        [1, 1, 0.8, 0.6, 0.6, 0.6]
    )


def test_a_missing_end_of_work_could_add_what_recency_is_worth() -> None:
    person = CandidateFeatures("w", (Work(code="29222", years=2, check=Check.CERTIFICATE),))
    said = part("experience", person)
    assert said.known
    assert (said.points, said.could_add) == (pytest.approx(2.7), pytest.approx(1.8))


def test_regulated_work_asks_for_the_state_of_the_recognition() -> None:
    nursing = dataclasses.replace(BAKERY, code="81302", is_regulated=True)

    def nurse(state: RecognitionState | None) -> Part:
        states = {"81302": state} if state else {}
        return part("recognition", baker(recognitions=states), nursing)

    assert nurse(RecognitionState.FULL).points == 4.0
    assert nurse(RecognitionState.REJECTED).points == 0.0
    assert 0 < nurse(RecognitionState.IN_REVIEW).points < 4.0
    assert (nurse(None).known, nurse(None).could_add) == (False, 4.0)
    assert part("recognition", baker()).points == 4.0


def test_a_bigger_licence_carries_the_smaller_ones_and_one_in_conversion_counts_half() -> None:
    van = dataclasses.replace(BAKERY, licences=frozenset({Licence.LORRY_MEDIUM}))

    def points(licence: Licence, state: LicenceState = LicenceState.GERMAN) -> float:
        return part("licence", baker(licences={licence: state}), van).points

    assert points(Licence.LORRY) == points(Licence.LORRY_MEDIUM) == 4.0
    assert points(Licence.LORRY, LicenceState.CONVERSION_RUNNING) == 2.0
    assert points(Licence.CAR) == points(Licence.LORRY, LicenceState.NOT_USABLE) == 0.0
    assert part("licence", baker(), van).could_add == 4.0


def test_distance_is_in_kilometres_and_far_away_earns_nothing() -> None:
    near, far = part("distance", baker(place=HERFORD)), part("distance", baker(place=BERLIN))
    assert near.fact == pytest.approx(11.1, abs=0.2)
    assert 0 < near.points < near.max_points
    assert far.points == 0.0
    beyond = part("distance", baker(place=HERFORD, radius_km=10))
    assert beyond.points == pytest.approx(near.points / 2)
    assert beyond.remark is Remark.BEYOND_RADIUS


def test_hours_and_shifts_are_compared_with_what_somebody_can() -> None:
    nights = dataclasses.replace(
        BAKERY, hours=Hours.FULL_TIME, weekly_hours=40, shifts=frozenset({Shift.NIGHT, Shift.EARLY})
    )
    able = {
        "hours": frozenset({Hours.FULL_TIME}),
        "weekly_hours": 30,
        "shifts": frozenset({Shift.EARLY}),
    }
    assert part("hours", baker(**able), nights).points == pytest.approx(1 + 0.75 + 0.5)
    assert part("hours", baker(hours=able["hours"]), nights).could_add == pytest.approx(2.0)
    assert part("hours", baker()).points == 3.0


def test_the_own_wish_counts_by_kind_and_by_nearness_of_the_wished_work() -> None:
    job = dataclasses.replace(BAKERY, kind=Beginning.JOB)
    wants = {"kinds": frozenset({Beginning.JOB}), "wished": (Work(code="29222"),)}
    assert part("wish", baker(**wants), job).points == pytest.approx(3.0)
    assert part("wish", baker(wished=(Work(code="32122"),)), job).points == pytest.approx(0.0)
    assert part("wish", baker(), job).could_add == pytest.approx(3.0)


def test_a_wish_is_no_experience() -> None:
    dreamer = CandidateFeatures("w", wished=(Work(code="29222"),))
    said = {one.name: one for one in only(dreamer).parts}
    assert (said["occupation"].points, said["experience"].points) == (0.0, 0.0)
