"""The lines of a score: what was asked, what is known, the points, what is unknown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from matching.arrays import PeopleArrays, PositionArrays
from matching.fits import Rows, kilometres

PART_NAMES = ("occupation", "level", "experience", "skills", "german", "distance")


class Part(NamedTuple):
    """One line of the explanation; machine values only, the words are the web's business.

    ``requirement`` and ``fact`` per name: occupation - KldB codes (None where a typed title found
    none); level - 1 to 4; experience - None and years; skills - tuples of the keys asked and of
    those held; german - LanguageLevel; distance - None and kilometres. A requirement that is None
    (or empty) is not asked, then everybody has the full points. ``known`` is False where the fact
    is missing; ``could_add`` then says how many points it could add at most.
    """

    name: str
    points: float
    max_points: float
    known: bool
    requirement: Any
    fact: Any
    could_add: float


@dataclass(frozen=True, slots=True)
class Ranked:
    """One row of a ranked list: place in the input, score (0 to 100) and its parts."""

    index: int
    score: float
    parts: tuple[Part, ...]


# What one part says of all pairs: requirement and fact, the fact None where it is unknown.
Lines = list[tuple[Any, Any]]


def explain(
    shares: Mapping[str, NDArray[np.float64]],
    weights: Mapping[str, float],
    people: PeopleArrays,
    positions: PositionArrays,
    nearest: Rows,
) -> list[tuple[Part, ...]]:
    """Return the parts of every pair, person by person; ``nearest`` as ``part_fits`` found it."""
    pairs = [(i, j) for i in range(people.count) for j in range(len(positions.codes))]
    columns = []
    for name, say in SAYINGS.items():
        lines = say(people, positions, nearest, pairs)
        points = shares[name].ravel().tolist()
        columns.append(_column(name, weights[name], points, lines))
    return list(zip(*columns, strict=True))


def _column(name: str, most: float, points: list[float], lines: Lines) -> list[Part]:
    return [
        Part(name, got, most, fact is not None, requirement, fact, _missing(most, got, fact))
        for got, (requirement, fact) in zip(points, lines, strict=True)
    ]


def _missing(most: float, got: float, fact: object) -> float:
    return most - got if fact is None else 0.0


def _occupation(
    people: PeopleArrays, positions: PositionArrays, nearest: Rows, pairs: list
) -> Lines:
    works = nearest.ravel().tolist()
    return [
        (positions.codes[j], people.work_codes[work] if work >= 0 else None)
        for (_, j), work in zip(pairs, works, strict=True)
    ]


def _level(people: PeopleArrays, positions: PositionArrays, nearest: Rows, pairs: list) -> Lines:
    own = _levels(people.levels)
    by_work = _levels(people.work_levels)
    asked = positions.level.tolist()
    return [
        (asked[j] or None, own[i] or (by_work[work] if work >= 0 else None))
        for (i, j), work in zip(pairs, nearest.ravel().tolist(), strict=True)
    ]


def _levels(rows: NDArray[np.float64]) -> list[int | None]:
    """Return the likeliest requirement level of each row; None where nothing is known."""
    best, known = np.argmax(rows, axis=1) + 1, rows.max(axis=1) > 0
    return [
        level if is_known else None
        for level, is_known in zip(best.tolist(), known.tolist(), strict=True)
    ]


def _experience(
    people: PeopleArrays, positions: PositionArrays, nearest: Rows, pairs: list
) -> Lines:
    years = [None if np.isnan(one) else one for one in people.work_years.tolist()]
    return [(None, years[work] if work >= 0 else None) for work in nearest.ravel().tolist()]


def _skills(people: PeopleArrays, positions: PositionArrays, nearest: Rows, pairs: list) -> Lines:
    asked = [tuple(sorted(keys)) for keys in positions.must_skills]
    return [(asked[j], _held(asked[j], people.skills[i])) for i, j in pairs]


def _held(asked: tuple[str, ...], own: frozenset[str] | None) -> tuple[str, ...] | None:
    return None if own is None else tuple(key for key in asked if key in own)


def _german(people: PeopleArrays, positions: PositionArrays, nearest: Rows, pairs: list) -> Lines:
    return [(positions.german_levels[j], people.german_levels[i]) for i, j in pairs]


def _distance(people: PeopleArrays, positions: PositionArrays, nearest: Rows, pairs: list) -> Lines:
    away = kilometres(people, positions).ravel().tolist()
    return [(None, None if np.isnan(km) else km) for km in away]


Saying = Callable[[PeopleArrays, PositionArrays, Rows, list], Lines]
SAYINGS: dict[str, Saying] = dict(
    zip(PART_NAMES, (_occupation, _level, _experience, _skills, _german, _distance), strict=True)
)
