"""A made-up staff that judges real occupations: accepted is whom the official crosswalk relates.

Positions are occupations of the Bundesagentur (title and KldB code), people hold an occupation of
ESCO (its German label, typed); everything else of both - German, place, hours, skills, years,
licences, wishes - is drawn and means nothing to this staff; no position is regulated. Lists are
judged in their first ten places, and less often the further down: place k is looked at with the
chance k ** -0.5.
"""

from __future__ import annotations

import os
import random
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bench.matching_speed import made_up_fair
from domain.evidence import Check
from domain.experience import Beginning
from domain.licences import Licence, LicenceState
from domain.positions import SkillNeed
from domain.working_time import Hours, Shift
from matching.arrays import Encoder
from matching.catalogue import load_catalogue
from matching.features import CandidateFeatures, PositionFeatures, Work
from matching.fits import PART_NAMES, fits_of
from matching.link_files import read_crosswalk
from matching.scorecard import Weights

DATA = Path(os.environ.get("MEETING_POINT_DATA", "../shared/data"))
PEOPLE, FIRST, FADING = 1500, 10, 0.5
_SKILLS = 40  # skills that people and positions draw from
Shares = NDArray[np.float32]
Flags = NDArray[np.bool_]


class Staff(NamedTuple):
    """Shares of every person for every position, and whom the staff would accept."""

    shares: Shares  # (positions, people, parts)
    fits: Flags  # (positions, people)


def staff(cache: Path, people: int = PEOPLE) -> Staff:
    """Return the staff, computed once and kept in ``cache``."""
    if not cache.exists():
        made = _made(people)
        np.savez(cache, shares=made.shares, fits=made.fits)
    kept = np.load(cache)
    return Staff(kept["shares"], kept["fits"])


def _made(count: int) -> Staff:
    rows = [
        one
        for one in read_crosswalk(DATA / "crosswalks" / "DE_occupations_esco.csv")
        if "/occupation/" in one.concept and _code(one.code)
    ]
    concepts = sorted({one.concept for one in rows})
    drawn = sorted(random.Random(7).sample(concepts, count))
    place = {concept: row for row, concept in enumerate(drawn)}
    label = {one.concept: one.label for one in rows}
    title = {one.code: one.title for one in rows}
    related: dict[str, set[int]] = defaultdict(set)
    for one in rows:
        if one.concept in place:
            related[one.code].add(place[one.concept])
    codes = sorted(related)
    draw, skills = random.Random(1), [one.key for one in load_catalogue().skills[:_SKILLS]]
    fair = made_up_fair(draw, len(drawn), len(codes))
    people = [_person(one, label[concept], skills, draw)
              for one, concept in zip(fair.people, drawn, strict=True)]  # fmt: skip
    positions = [_position(one, (_code(code), title[code]), skills, draw)
                 for one, code in zip(fair.positions, codes, strict=True)]  # fmt: skip
    found = fits_of(people, positions, Encoder()).matrix(Weights().points())
    shares = np.stack([found[name].T.astype(np.float32) for name in PART_NAMES], axis=2)
    fits = np.zeros(shares.shape[:2], dtype=bool)
    for row, code in enumerate(codes):
        fits[row, sorted(related[code])] = True
    return Staff(shares, fits)


def _code(number: str) -> str:
    digits = number.removeprefix("B ")[:5]
    return digits if digits.isdecimal() and len(digits) == 5 else ""


def _person(
    one: CandidateFeatures, label: str, skills: list[str], draw: random.Random
) -> CandidateFeatures:
    return replace(
        one,
        work=(Work(typed=label, years=draw.choice([None, 1, 4, 9])),),
        wished=(Work(typed=label),) if draw.random() < 0.3 else (),
        kinds=draw.choice([None, frozenset({draw.choice(list(Beginning))})]),
        hours=draw.choice([None, frozenset({Hours.FULL_TIME}), frozenset(Hours)]),
        shifts=draw.choice([None, frozenset({Shift.DAY}), frozenset(Shift)]),
        skills={key: draw.choice(list(Check)) for key in draw.sample(skills, len(skills) // 2)},
        licences=draw.choice([{}, {Licence.CAR: LicenceState.GERMAN}]),
    )


def _position(
    one: PositionFeatures, named: tuple[str, str], skills: list[str], draw: random.Random
) -> PositionFeatures:
    return replace(
        one,
        code=named[0],
        typed=named[1],
        hours=draw.choice(list(Hours)),
        shifts=frozenset({draw.choice(list(Shift))}),
        kind=draw.choice(list(Beginning)),
        skills={key: draw.choice(list(SkillNeed)) for key in draw.sample(skills, 4)},
        licences=draw.choice([frozenset(), frozenset({Licence.CAR})]),
    )
