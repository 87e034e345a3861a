"""Counting who meets a position's demands, and who would without each of them."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from domain.evidence import Check
from domain.experience import Beginning
from domain.languages import LanguageLevel, LanguageSkill
from domain.licences import Licence, LicenceState
from domain.positions import SkillNeed
from domain.recognition import RecognitionState
from matching.features import CandidateFeatures, PositionFeatures, Work
from matching.reach import Demand, reach

COOK = PositionFeatures(
    key="p",
    code="29302",
    level=2,
    skills={"haccp": SkillNeed.MUST, "baking": SkillNeed.WISHED, "grill": SkillNeed.LEARNED_HERE},
    german={LanguageSkill.SPEAKING: LanguageLevel.A2, LanguageSkill.WRITING: LanguageLevel.B2},
)
WRITING = Demand("german", "writing")


def cook(number: int = 0, *, writing: LanguageLevel | None = LanguageLevel.B2) -> CandidateFeatures:
    german = {LanguageSkill.SPEAKING: LanguageLevel.B1}
    if writing is not None:
        german[LanguageSkill.WRITING] = writing
    skills = {"haccp": Check.SELF_STATED}
    return CandidateFeatures(
        key=str(number), work=(Work(code="29312"),), skills=skills, german=german
    )


def test_writing_costs_most_where_most_miss_only_that() -> None:
    people = [cook(), cook(writing=LanguageLevel.B1), cook(writing=None), CandidateFeatures("x")]
    found = reach(COOK, people)
    assert (found.people, found.meet) == (4, 1)
    assert found.without[WRITING] == 3
    assert found.costliest == (WRITING, 3)


def test_what_is_wished_or_taught_there_excludes_nobody() -> None:
    kinds = {demand.kind for demand in reach(COOK, [cook()]).without}
    assert kinds == {"occupation", "skill", "german"}
    assert Demand("skill", "baking") not in reach(COOK, []).without


def test_helpers_need_no_trade_and_a_position_without_demands_takes_everybody() -> None:
    helper = PositionFeatures(key="h", code="29301", level=1)
    found = reach(helper, [CandidateFeatures("a"), CandidateFeatures("b")])
    assert (found.meet, found.without, found.costliest) == (2, {}, None)


def test_an_apprenticeship_teaches_the_trade_and_needs_no_recognition_of_it() -> None:
    nursing = PositionFeatures(
        key="n", code="81302", level=2, is_regulated=True, kind=Beginning.APPRENTICESHIP
    )
    assert reach(nursing, [CandidateFeatures("a")]).meet == 1
    assert reach(replace(nursing, kind=Beginning.JOB), [CandidateFeatures("a")]).meet == 0


def test_a_lower_level_of_german_says_how_many_more_would_do() -> None:
    people = [
        cook(),
        cook(writing=LanguageLevel.B1),
        cook(writing=LanguageLevel.A2),
        cook(writing=None),
    ]
    found = reach(COOK, people)
    assert found.meet == 1
    assert found.at_less[WRITING] == {LanguageLevel.B1: 2, LanguageLevel.A2: 3, LanguageLevel.A1: 3}
    lenient = replace(COOK, german={**COOK.german, LanguageSkill.WRITING: LanguageLevel.A2})
    assert reach(lenient, people).meet == 3


def test_licences_and_recognition_count_as_they_stand() -> None:
    driver = PositionFeatures(
        key="d", code="52182", level=1, licences=frozenset({Licence.LORRY}), is_regulated=True
    )
    able = CandidateFeatures(
        key="a",
        licences={Licence.LORRY: LicenceState.GERMAN},
        recognitions={"52182": RecognitionState.FULL},
    )
    begun = replace(able, recognitions={"52182": RecognitionState.PARTIAL})
    found = reach(driver, [able, begun, replace(able, licences=None)])
    assert found.meet == 1
    assert found.without == {Demand("licence", "c"): 2, Demand("recognition", "52182"): 2}


def test_the_counts_are_those_of_dropping_each_demand_by_itself() -> None:
    draw, levels = Random(0), list(LanguageLevel)
    people = [
        CandidateFeatures(
            key=str(number),
            work=(Work(code=draw.choice(("29302", "22342"))),),
            skills={"haccp": Check.SEEN} if draw.random() < 0.6 else None,
            german={skill: draw.choice(levels) for skill in LanguageSkill},
        )
        for number in range(300)
    ]
    found = reach(COOK, people)
    lenient = replace(COOK, german={LanguageSkill.SPEAKING: LanguageLevel.A2})
    assert found.without[WRITING] == reach(lenient, people).meet > found.meet > 0
