"""The lines of a score: what was asked, what is known, the points, what is unknown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

import numpy as np

from domain.evidence import Check
from domain.languages import LanguageLevel
from domain.positions import SkillNeed
from matching.distance import kilometres
from matching.features import CandidateFeatures, PositionFeatures
from matching.fits import PART_NAMES, Fits
from matching.scorecard import Scorecard, Weights
from matching.tables import Rows
from matching.transitions import Transition, transition


class Remark(StrEnum):
    """What a line says in one word where the points alone would leave a doubt."""

    TOO_LOW = "too_low"
    """Trained below what the position asks."""
    TOO_HIGH = "too_high"
    """Trained above it: the position is below the person's qualification."""
    MISSING = "missing"
    """Something the position cannot do without is known to be missing."""
    CLAIMED = "claimed"
    """All that is asked is there, some of it by the person's word alone."""
    BEYOND_RADIUS = "beyond_radius"
    """Farther than the person wants to go."""
    SHORT_WAY = "short_way"
    """A finished training in this work counts for the training the position asks for."""


class Part(NamedTuple):
    """One line of the explanation; machine values only, the words are the web's business.

    ``requirement`` and ``fact`` per name: occupation - KldB codes (None where a typed title found
    none); level - 1 to 4; experience - None and the ``Work`` that speaks; skills - {key: need}
    and {key: how it was checked} of those asked; german - levels by skill; recognition - the code
    and its state; licence - licences and their states; distance - None and kilometres; hours -
    (hours, hours a week, shifts) on both sides; wish - (kind, code) and (kinds, codes).
    An empty requirement is not asked, then everybody has the full points. ``known`` is False
    where the fact is missing; ``could_add`` says how many points the unknown could add at most.
    """

    name: str
    points: float
    max_points: float
    known: bool
    requirement: Any
    fact: Any
    could_add: float
    remark: Remark | None = None
    short_way: Transition | None = None
    """What of a finished training counts, where the remark says so."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """One row of a ranked list: place in the input, score (0 to 100) and its parts."""

    index: int
    score: float
    parts: tuple[Part, ...]


class Pair(NamedTuple):
    """One pair with everything its lines are made of."""

    fits: Fits
    person: CandidateFeatures
    position: PositionFeatures
    piece: int
    column: int


class Line(NamedTuple):
    """What one part says of a pair; a fact that is None is unknown."""

    requirement: Any
    fact: Any
    remark: Remark | None = None
    short_way: Transition | None = None


def explain(fits: Fits, weights: Weights, people: Rows, positions: Rows) -> list[tuple[Part, ...]]:
    """Return the parts of pairs."""
    points = weights.points()
    shares, pieces = fits.pairs(points, people, positions)
    open_shares = fits.possible(pieces, people, positions) - shares
    card = Scorecard([points[name] for name in PART_NAMES])
    got, could = (
        (card.fit(values).transform(values) if len(values) else values).tolist()
        for values in (shares, np.maximum(open_shares, 0.0))
    )
    return [
        _parts(
            Pair(fits, fits.people[i], fits.positions[j], piece, j), got[row], could[row], points
        )
        for row, (i, j, piece) in enumerate(
            zip(people.tolist(), positions.tolist(), pieces.tolist(), strict=True)
        )
    ]


def _parts(
    pair: Pair, got: list[float], could: list[float], weights: dict[str, float]
) -> tuple[Part, ...]:
    parts = []
    for name, points, open_points in zip(PART_NAMES, got, could, strict=True):
        line = SAYINGS[name](pair)
        known = line.fact is not None
        parts.append(Part(name, points, weights[name], known, line.requirement, line.fact,
                          open_points, line.remark, line.short_way))  # fmt: skip
    return tuple(parts)


def _occupation(pair: Pair) -> Line:
    work = pair.fits.work
    asked = work.asked[pair.column]
    done = work.occupations.codes[work.pieces.occupation[pair.piece]]
    known = transition(done, asked, pair.fits.day)
    return Line(asked, done, Remark.SHORT_WAY if known else None, known)


def _level(pair: Pair) -> Line:
    asked = int(pair.fits.work.asked_levels[pair.column])
    reached = int(pair.fits.work.pieces.reached[pair.piece])
    remark = None
    if asked and reached and asked != reached:
        remark = Remark.TOO_HIGH if reached > asked else Remark.TOO_LOW
    return Line(asked or None, reached or None, remark)


def _experience(pair: Pair) -> Line:
    work = pair.fits.work.pieces.works[pair.piece]
    return Line(None, None if work.years is None else work)


def _skills(pair: Pair) -> Line:
    asked, own = pair.position.skills, pair.person.skills
    if own is None:
        return Line(asked, None)
    held = {key: own[key] for key in asked if key in own}
    must = [key for key, need in asked.items() if need is SkillNeed.MUST]
    if any(key not in held for key in must):
        return Line(asked, held, Remark.MISSING)
    claimed = any(check is Check.SELF_STATED for check in held.values())
    return Line(asked, held, Remark.CLAIMED if claimed else None)


def _german(pair: Pair) -> Line:
    asked = {
        skill: level
        for skill, level in pair.position.german.items()
        if level is not LanguageLevel.NONE
    }
    known = pair.person.german or None
    short = known and any(known.get(one, level) < level for one, level in asked.items())
    return Line(asked, known, Remark.MISSING if short else None)


def _recognition(pair: Pair) -> Line:
    if not pair.position.is_regulated:
        return Line(None, None)
    code = pair.position.code or ""
    return Line(code, pair.person.recognitions.get(code))


def _licence(pair: Pair) -> Line:
    return Line(pair.position.licences, pair.person.licences)


def _distance(pair: Pair) -> Line:
    km = float(kilometres([pair.person.place], [pair.position.place])[0, 0])
    radius = pair.person.radius_km
    beyond = radius is not None and km > radius
    return Line(None, None if np.isnan(km) else km, Remark.BEYOND_RADIUS if beyond else None)


def _hours(pair: Pair) -> Line:
    asked = (pair.position.hours, pair.position.weekly_hours, pair.position.shifts)
    able = (pair.person.hours, pair.person.weekly_hours, pair.person.shifts)
    is_told = any(one is not None for one in able)
    return Line(asked if any(asked) else None, able if is_told else None)


def _wish(pair: Pair) -> Line:
    asked = (pair.position.kind, pair.fits.work.asked[pair.column])
    if pair.person.kinds is None and not pair.person.wished:
        return Line(asked, None)
    return Line(asked, (pair.person.kinds, tuple((w.code, w.typed) for w in pair.person.wished)))


SAYINGS: dict[str, Callable[[Pair], Line]] = {
    "occupation": _occupation,
    "level": _level,
    "experience": _experience,
    "skills": _skills,
    "german": _german,
    "recognition": _recognition,
    "licence": _licence,
    "distance": _distance,
    "hours": _hours,
    "wish": _wish,
}
