"""The example of docs/matching.md, reckoned by the engine."""

import dataclasses

import pytest

from domain.evidence import Check
from domain.experience import Beginning
from domain.languages import LanguageLevel, LanguageSkill
from domain.positions import SkillNeed
from domain.working_time import Hours
from matching.features import CandidateFeatures, Work
from tests.matching.ranking.drawn import BAKERY, HERFORD, only, talks

POSITION = dataclasses.replace(
    BAKERY,
    level=2,
    skills={"baking-bread": SkillNeed.MUST, "selling": SkillNeed.WISHED},
    hours=Hours.FULL_TIME,
    kind=Beginning.JOB,
)
PERSON = CandidateFeatures(
    key="butcher",
    work=(Work(code="29232", years=6, ago=3),),
    skills={"baking-bread": Check.SEEN},
    german={**talks(LanguageLevel.B1), LanguageSkill.WRITING: LanguageLevel.A2},
    place=HERFORD,
    hours=frozenset({Hours.FULL_TIME}),
    kinds=frozenset({Beginning.JOB}),
)


def test_the_engine_reckons_the_example_of_the_document() -> None:
    row = only(PERSON, POSITION)
    points = {one.name: one.points for one in row.parts}
    # a skill more in the catalogue makes the shared ones a little rarer or more common
    assert points == pytest.approx({
        "occupation": 28.16, "level": 10.0, "experience": 3.65, "skills": 8.36, "german": 8.75,
        "recognition": 4.0, "licence": 4.0, "distance": 3.46, "hours": 3.0, "wish": 1.5,
    }, abs=0.1)  # fmt: skip
    assert row.score == pytest.approx(74.88, abs=0.2)
    assert {one.name: one.could_add for one in row.parts if one.could_add} == {"wish": 1.5}
