"""More of what is asked never lowers a score, so never a place: a hundred thousand cases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

import numpy as np
import pytest
from numpy.typing import NDArray

from domain.evidence import Check
from domain.experience import Beginning
from domain.languages import LanguageLevel, LanguageSkill
from domain.licences import Licence, LicenceState
from domain.positions import SkillNeed
from domain.recognition import RecognitionState
from domain.working_time import Hours, Shift
from matching.catalogue import load_catalogue
from matching.explanation import explain
from matching.features import CandidateFeatures, PositionFeatures, Work
from matching.fits import fits_of
from matching.ranking import Encoder, Ranker, Weights
from matching.tables import Floats
from tests.selection import repetitions

CODES = [one.code for one in load_catalogue().everyday]
SKILLS = [one.key for one in load_catalogue().skills][:40]
LEVELS, CHECKS = list(LanguageLevel), list(Check)
LICENCES = [Licence.CAR, Licence.LORRY, Licence.FORKLIFT]
TOWNS = [None, (52.11, 8.67), (52.20, 8.59), (52.03, 8.53)]
PEOPLE, POSITIONS = 500, 50


def some(draw: Random, values: list, most: int) -> list:
    return draw.sample(values, draw.randint(0, most))


def somebody(draw: Random, number: int) -> CandidateFeatures:
    return CandidateFeatures(
        key=f"c{number}",
        work=tuple(
            Work(draw.choice(CODES), years=draw.choice([None, 0.5, 3, 12]),
                 ago=draw.choice([None, 0, 5, 20]), check=draw.choice(CHECKS))
            for _ in range(draw.randint(0, 3))
        ),
        level=draw.choice([None, 1, 2, 3, 4]),
        skills=draw.choice([None, {key: draw.choice(CHECKS) for key in some(draw, SKILLS, 8)}]),
        german=draw.choice(
            [None, {skill: draw.choice(LEVELS) for skill in some(draw, list(LanguageSkill), 4)}]
        ),
        place=draw.choice(TOWNS),
        radius_km=draw.choice([None, 5, 30]),
        recognitions={draw.choice(CODES): draw.choice(list(RecognitionState))},
        licences=draw.choice(
            [None, {one: draw.choice(list(LicenceState)) for one in some(draw, LICENCES, 3)}]
        ),
        hours=draw.choice([None, frozenset({Hours.FULL_TIME})]),
        shifts=draw.choice([None, frozenset(some(draw, list(Shift), 3))]),
        kinds=draw.choice([None, frozenset({Beginning.JOB})]),
    )  # fmt: skip


def something(draw: Random, number: int) -> PositionFeatures:
    return PositionFeatures(
        key=f"p{number}",
        code=draw.choice(CODES),
        level=draw.choice([None, 1, 2, 3, 4]),
        skills={key: draw.choice(list(SkillNeed)) for key in some(draw, SKILLS, 5)},
        german={skill: draw.choice(LEVELS) for skill in LanguageSkill},
        place=draw.choice(TOWNS),
        is_regulated=draw.random() < 0.2,
        licences=frozenset(some(draw, LICENCES, 2)),
        hours=draw.choice([None, *Hours]),
        shifts=frozenset(some(draw, list(Shift), 2)),
        kind=draw.choice([None, *Beginning]),
    )


Better = Callable[[Random, CandidateFeatures], CandidateFeatures]


def more_german(draw: Random, person: CandidateFeatures) -> CandidateFeatures:
    skill = draw.choice(list(LanguageSkill))
    known = (person.german or {}).get(skill, LanguageLevel.NONE)
    higher = LEVELS[min(known.rank + draw.randint(1, 3), len(LEVELS) - 1)]
    return replace(person, german={**(person.german or {}), skill: higher})


def more_evidence(draw: Random, person: CandidateFeatures) -> CandidateFeatures:
    skills = {key: max(check, draw.choice(CHECKS), key=CHECKS.index)
              for key, check in (person.skills or {}).items()}  # fmt: skip
    work = tuple(
        replace(one, check=max(one.check, draw.choice(CHECKS), key=CHECKS.index))
        for one in person.work
    )
    return replace(person, work=work, skills=None if person.skills is None else skills)


def one_more_skill(draw: Random, person: CandidateFeatures) -> CandidateFeatures:
    missing = [key for key in SKILLS if key not in (person.skills or {})]
    known = {**(person.skills or {}), draw.choice(missing): draw.choice(CHECKS)}
    return replace(person, skills=known)


def more_years(draw: Random, person: CandidateFeatures) -> CandidateFeatures:
    work = tuple(replace(one, years=(one.years or 0) + draw.randint(1, 9)) for one in person.work)
    return replace(person, work=work)


BETTER: tuple[Better, ...] = (more_german, more_evidence, one_more_skill, more_years)


def lowered(ranker: Ranker, better: Better, seed: int) -> int:
    """Count the pairs of one draw whose score or place falls although the person has more.

    The place is the one among all others as they were: one person at a time has more.
    """
    draw = Random(seed)
    people = [somebody(draw, number) for number in range(PEOPLE)]
    positions = [something(draw, number) for number in range(POSITIONS)]
    richer = [better(draw, one) for one in people]
    before, after = (ranker.scores(some_people, positions) for some_people in (people, richer))
    assert (after > before + 1e-9).any(), "the draw tries nothing"
    is_lower = (after < before - 1e-9) | (_places(after, before) > _places(before, before))
    return int(is_lower.sum())


def _places(scores: Floats, others: Floats) -> NDArray[np.intp]:
    """Return how many of the others (rows) stand before each score, position by position."""
    better = [
        len(column) - np.searchsorted(np.sort(column), mine + 1e-9, side="right")
        for mine, column in zip(scores.T, others.T, strict=True)
    ]
    return np.array(better).T


@pytest.mark.parametrize("better", BETTER)
def test_a_draw_of_twenty_five_thousand_pairs_is_never_lower(better: Better) -> None:
    assert lowered(Ranker(), better, seed=0) == 0


@pytest.mark.heavy
@pytest.mark.parametrize("better", BETTER)
@pytest.mark.parametrize("seed", range(1, 5))
def test_a_hundred_thousand_pairs_of_each_kind_are_never_lower(better: Better, seed: int) -> None:
    assert lowered(Ranker(), better, seed) == 0


def test_a_ranker_that_takes_points_for_german_away_is_caught() -> None:
    class Backwards(Ranker):
        def scores(self, people, positions):  # type: ignore[no-untyped-def]
            known = [sum(level.rank for level in (one.german or {}).values()) for one in people]
            return super().scores(people, positions) - np.array(known)[:, None]

    assert lowered(Backwards(), more_german, seed=0) > 0


def test_the_parts_of_thousands_of_pairs_sum_to_their_score() -> None:
    draw = Random(7)
    people = [somebody(draw, number) for number in range(repetitions(quick=200, full=2_000))]
    positions = [something(draw, number) for number in range(repetitions(quick=20, full=50))]
    scores = Ranker().scores(people, positions)
    rows, columns = (one.ravel() for one in np.indices(scores.shape))
    parts = explain(fits_of(people, positions, Encoder()), Weights(), rows, columns)
    sums = np.array([sum(line.points for line in lines) for lines in parts]).reshape(scores.shape)
    assert np.abs(sums - scores).max() <= 1e-9
