"""How well people fit positions, part by part: the tables of shares of everybody for everything."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix

from domain.languages import LanguageLevel, LanguageSkill
from domain.positions import SkillNeed
from matching.arrays import Encoder, named
from matching.content import Content, content_in_use
from matching.distance import distance_table
from matching.features import CandidateFeatures, PositionFeatures
from matching.nearness import nearness_of
from matching.shares import (
    NEED,
    PROOF,
    of_german,
    of_hours,
    of_kind,
    of_licences,
    of_recognition,
    of_shifts,
    of_weekly_hours,
)
from matching.tables import Floats, Rows, Table, averaged, classified, compared, scaled_to_mean
from matching.work_fits import WORK_PARTS, WorkFits, work_fits

People = Sequence[CandidateFeatures]
Positions = Sequence[PositionFeatures]

PART_NAMES = (
    *WORK_PARTS,
    *("skills", "german", "recognition", "licence", "distance", "hours", "wish"),
)


_AT_ONCE = 500
"""Rows that are computed together: bounds the memory beside the result."""


@dataclass(frozen=True, slots=True)
class Fits:
    """n people and m positions with all that is needed to weigh any pair of them."""

    people: People
    positions: Positions
    work: WorkFits
    tables: dict[str, tuple[Table, ...]]
    day: date | None = None
    """The office day that is ranked on (``matching.ranking.Ranker``)."""

    def totals(self, weights: Mapping[str, float], people: Rows) -> Floats:
        """Return the scores of ``people`` (rows) for all positions (columns)."""
        total = self.work.totals(weights, people)
        for name, tables in self.tables.items():
            if weights[name]:
                for table in tables:
                    total += weights[name] * table.at(people)
        return total

    def matrix(self, weights: Mapping[str, float]) -> dict[str, Floats]:
        """Return the certain shares of everybody for everything, part by part."""
        people = np.arange(len(self.people))
        piece = self.work.best(weights, people)[1]
        shares = self.work.shares(piece, np.arange(len(self.positions)))
        for name, tables in self.tables.items():
            shares[name] = tables[0].at(people)
            for table in tables[1:]:
                shares[name] += table.at(people)
        return shares

    def pairs(
        self, weights: Mapping[str, float], people: Rows, positions: Rows
    ) -> tuple[Floats, Rows]:
        """Return the certain shares of pairs, a column for each part, and the piece of work."""
        piece = self.work.best(weights, people, positions)[1]
        shares = self.work.shares(piece, positions)
        for name, tables in self.tables.items():
            shares[name] = np.sum([table.at(people, positions) for table in tables], axis=0)
        return np.column_stack([shares[name] for name in PART_NAMES]), piece

    def possible(self, piece: Rows, people: Rows, positions: Rows) -> Floats:
        """Return what the shares of pairs would be at best if the unknown were known."""
        shares = self.work.possible(piece, positions)
        for name, tables in self.tables.items():
            shares[name] = np.sum(
                [table.possible_at(people, positions) for table in tables], axis=0
            )
        return np.column_stack([shares[name] for name in PART_NAMES])


def fits_of(
    people: People, positions: Positions, encoder: Encoder, day: date | None = None
) -> Fits:
    """Return everything that is needed to weigh pairs of ``people`` and ``positions`` on a day.

    Without a day every training counts that ever does (``matching.transitions``).
    """
    content = content_in_use(day)
    tables = {
        "skills": (_skills(people, positions),),
        "german": (german_table(people, positions),),
        "recognition": (recognition_table(people, positions),),
        "licence": (licence_table(people, positions),),
        "distance": (distance_table(people, positions),),
        "hours": (hours_table(people, positions),),
        "wish": tuple(_wishes(people, positions, encoder, content)),
    }
    work = work_fits(people, positions, encoder, content)
    return Fits(people, positions, work, tables, day)


def _skills(people: People, positions: Positions) -> Table:
    """Weigh the asked skills by their need, each held one by how somebody made sure of it."""
    keys = sorted({key for one in positions for key in one.skills})
    columns = {key: column for column, key in enumerate(keys)}
    distinct, classes = classified([_sorted(person.skills) for person in people])
    held = np.zeros((len(distinct), len(keys)))
    for row, skills in zip(held, distinct, strict=True):
        for key, check in skills or ():
            if key in columns:
                row[columns[key]] = PROOF[check]
    wanted = wanted_skills(positions, columns)
    certain = np.empty((len(distinct), len(positions)))
    for start in range(0, len(certain), _AT_ONCE):
        certain[start : start + _AT_ONCE] = (wanted @ held[start : start + _AT_ONCE].T).T
    certain += 1.0 - np.asarray(wanted.sum(axis=1)).reshape(-1)
    is_unknown = np.array([skills is None for skills in distinct], dtype=bool)
    return Table(classes, certain, is_unknown=is_unknown)


def wanted_skills(positions: Positions, columns: Mapping[str, int]) -> csr_matrix:
    """Return for each position the share each asked skill can cost.

    They sum to 1 where something must be there; what is only wished or taught costs no more
    than its own need, so that a position which teaches its only skill shuts nobody out.
    """
    rows, places, shares = [], [], []
    for row, one in enumerate(positions):
        total = max(math.fsum(NEED[need] for need in one.skills.values()), NEED[SkillNeed.MUST])
        for key, need in one.skills.items():
            rows.append(row)
            places.append(columns[key])
            shares.append(NEED[need] / total)
    return csr_matrix((shares, (rows, places)), shape=(len(positions), len(columns)))


def german_table(people: People, positions: Positions) -> Table:
    """Compare each skill of German with what is asked of it; the mean of those asked counts."""
    tables, asks = [], []
    for skill in LanguageSkill:
        asked = [one.german.get(skill, LanguageLevel.NONE) for one in positions]
        known = [(person.german or {}).get(skill) for person in people]
        tables.append(compared(known, asked, of_german))
        asks.append([level is not LanguageLevel.NONE for level in asked])
    return averaged(tables, np.array(asks, dtype=float).reshape(len(tables), len(positions)))


def recognition_table(people: People, positions: Positions) -> Table:
    """Ask of regulated work how far its recognition has come."""
    return compared(
        [_sorted(person.recognitions) for person in people],
        [(one.code or "") if one.is_regulated else None for one in positions],
        lambda states, code: of_recognition(dict(states), code),
    )


def licence_table(people: People, positions: Positions) -> Table:
    """Compare the licences held with those asked."""
    return compared(
        [_sorted(person.licences) for person in people],
        [one.licences for one in positions],
        lambda held, asked: of_licences(None if held is None else dict(held), asked),
    )


def hours_table(people: People, positions: Positions) -> Table:
    """Compare kind, number and shifts of hours; the mean of what is asked counts."""
    asked = [
        [one.hours is not None for one in positions],
        [bool(one.weekly_hours) for one in positions],
        [bool(one.shifts) for one in positions],
    ]
    tables = [
        compared([one.hours for one in people], [one.hours for one in positions], of_hours),
        compared(
            [one.weekly_hours for one in people],
            [one.weekly_hours for one in positions],
            of_weekly_hours,
        ),
        compared([one.shifts for one in people], [one.shifts for one in positions], of_shifts),
    ]
    return averaged(tables, np.array(asked, dtype=float).reshape(3, len(positions)))


def _wishes(
    people: People, positions: Positions, encoder: Encoder, content: Content
) -> list[Table]:
    """Half for the kind of beginning, half for how near a wished occupation is."""
    kinds = compared([one.kinds for one in people], [one.kind for one in positions], of_kind)
    names = [tuple(named(work.code, work.typed) for work in one.wished) for one in people]
    distinct, classes = classified(names)
    wished = encoder.occupations([name for names in distinct for name in names])
    asked = encoder.occupations([(one.code, one.typed) for one in positions])
    near = nearness_of(wished, asked, content)[wished.of][:, asked.of]
    certain, possible = (np.zeros((len(distinct), len(positions))) for _ in range(2))
    start = 0
    for row, several in enumerate(distinct):
        certain[row] = near[start : start + len(several)].max(axis=0, initial=0.0)
        possible[row] = certain[row] if several else 1.0
        start += len(several)
    names_work = asked.is_named[asked.of].astype(float)
    certain[:, names_work == 0] = possible[:, names_work == 0] = 1.0
    kind_asked = np.array([one.kind is not None for one in positions], dtype=float)
    asks = np.stack([kind_asked, names_work])
    return scaled_to_mean([kinds, Table(classes, certain, possible)], asks)


def _sorted(facts: Mapping[Any, Any] | None) -> tuple[tuple[Any, Any], ...] | None:
    return None if facts is None else tuple(sorted(facts.items()))
