"""Turns features into arrays: the KldB tree as vectors, levels, places and years as numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from domain.languages import LanguageLevel
from matching.features import CandidateFeatures, Coordinates, PositionFeatures, Work
from matching.linking import OccupationLinker, shipped_linker
from matching.tree import tree_rows

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class PeopleArrays:
    """n people with w pieces of work; the work of ``owners[i]`` starts at ``work_starts[i]``."""

    count: int
    owners: NDArray[np.intp]
    work_starts: NDArray[np.intp]
    work_tree: Floats  # (w, nodes)
    work_levels: Floats  # (w, 4) probabilities of the requirement levels
    work_years: Floats  # (w,) nan where unknown
    work_codes: list[str | None]  # (w,) as given or as linked
    levels: Floats  # (n, 4)
    level_known: NDArray[np.bool_]
    skills: list[frozenset[str] | None]
    german: NDArray[np.int_]  # -1 where unknown
    german_levels: list[LanguageLevel | None]
    places: Floats  # (n, 2) nan where unknown


@dataclass(frozen=True, slots=True)
class PositionArrays:
    """m positions; a level of 0, German of 0 and a place of nan mean: not asked."""

    tree: Floats  # (m, nodes)
    names_work: NDArray[np.bool_]
    codes: list[str | None]
    level: NDArray[np.int_]
    must_skills: list[frozenset[str]]
    german: NDArray[np.int_]
    german_levels: list[LanguageLevel | None]
    places: Floats


@dataclass(slots=True)
class Encoder:
    """Encodes people and positions; typed titles go through the occupation linker."""

    linker: OccupationLinker = field(default_factory=shipped_linker)

    def people(self, people: Sequence[CandidateFeatures]) -> PeopleArrays:
        """Return the arrays of ``people``."""
        work = [(i, one) for i, person in enumerate(people) for one in person.work]
        owners, starts = np.unique([i for i, _ in work], return_index=True)
        tree, levels, codes = self._encode([one for _, one in work])
        return PeopleArrays(
            count=len(people),
            owners=owners.astype(np.intp),
            work_starts=starts.astype(np.intp),
            work_tree=tree,
            work_levels=levels,
            work_years=np.array([_number(one.years) for _, one in work], dtype=float),
            work_codes=codes,
            levels=_one_hot_levels([person.level for person in people]),
            level_known=np.array([person.level is not None for person in people], dtype=bool),
            skills=[person.skills for person in people],
            german=np.array([_rank(person.german, -1) for person in people], dtype=int),
            german_levels=[person.german for person in people],
            places=_places([person.place for person in people]),
        )

    def positions(self, positions: Sequence[PositionFeatures]) -> PositionArrays:
        """Return the arrays of ``positions``."""
        tree, levels, codes = self._encode([Work(one.code, one.typed) for one in positions])
        return PositionArrays(
            tree=tree,
            names_work=np.array([bool(one.code or one.typed) for one in positions], dtype=bool),
            codes=codes,
            level=np.array(
                [_level(one, row) for one, row in zip(positions, levels, strict=True)], dtype=int
            ),
            must_skills=[one.must_skills for one in positions],
            german=np.array([_rank(one.german, 0) for one in positions], dtype=int),
            german_levels=[one.german for one in positions],
            places=_places([one.place for one in positions]),
        )

    def _encode(self, work: Sequence[Work]) -> tuple[Floats, Floats, list[str | None]]:
        """Return tree rows, level probabilities and codes; typed titles are linked at once."""
        codes = [one.code for one in work]
        tree = tree_rows(codes)
        levels = _one_hot_levels([_last_digit(code) for code in codes])
        typed = [i for i, one in enumerate(work) if not one.code and one.typed]
        if typed:
            linked = self.linker.link([str(work[i].typed) for i in typed])
            tree[typed], levels[typed] = linked.tree, linked.levels
            for i, code in zip(typed, linked.codes, strict=True):
                codes[i] = code
        return tree, levels, codes


def _last_digit(code: str | None) -> int | None:
    return int(code[4]) if code and len(code) == 5 and code[4] in "1234" else None


def _level(position: PositionFeatures, linked: Floats) -> int:
    if position.level is not None:
        return position.level
    return int(np.argmax(linked)) + 1 if linked.any() else 0


def _one_hot_levels(levels: Sequence[int | None]) -> Floats:
    rows = np.zeros((len(levels), 4))
    for row, level in zip(rows, levels, strict=True):
        if level is not None and 1 <= level <= 4:
            row[level - 1] = 1.0
    return rows


def _number(value: float | None) -> float:
    return math.nan if value is None else float(value)


def _rank(level: LanguageLevel | None, unknown: int) -> int:
    return unknown if level is None else level.rank


def _places(places: Sequence[Coordinates | None]) -> Floats:
    rows = [place or (math.nan, math.nan) for place in places]
    return np.array(rows, dtype=float).reshape(len(places), 2)
