"""The audit on live data: people swap who they are, and nothing the ranking knows may change.

All happens in one write transaction that is never committed: on SQLite others wait for it, some
seconds, instead of breaking it by what they write meanwhile. Values are shuffled among real
people, so nothing is made up; where nothing could be swapped the audit says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from random import Random
from typing import Any, NamedTuple

import numpy as np
from sqlalchemy import select, update
from sqlalchemy.orm import InstrumentedAttribute

from domain.clock import office_day
from domain.languages import GERMAN
from matching.features import CandidateFeatures
from matching.ranking import Ranker
from models import (
    Availability,
    Candidate,
    Education,
    HeldLicence,
    LanguageKnowledge,
    Literacy,
    ResidenceDocument,
    SchemePeriod,
    WorkExperience,
    db,
    transactional,
)
from services.ranking_facts import people_features, position_features
from services.ranking_weights import weights_in_use
from services.visibility import agreed_to_placement, shown_position

PEOPLE = 200
_POSITIONS = 50

Column = InstrumentedAttribute[Any]

SWAPPED: dict[str, tuple[Column, ...]] = {
    "name": (Candidate.given_name, Candidate.family_name, Candidate.own_script_name),
    "sex": (Candidate.sex,),
    "age": (Candidate.birth_year, Candidate.birth_month, Candidate.birth_day),
    "language of letters": (Candidate.language,),
    "status": (ResidenceDocument.status_key, ResidenceDocument.entry),
    "scheme": (SchemePeriod.scheme,),
    "country of work": (WorkExperience.country,),
    "country of school": (Education.country,),
    "country of licence": (HeldLicence.country,),
    "alphabet": (Literacy.scripts, Literacy.need),
    "family": (Availability.childcare,),
    "mother tongue": (LanguageKnowledge.language,),
}
"""What must not matter, by the columns that hold it."""


class Swap(NamedTuple):
    """What came of swapping one thing among the people of the audit."""

    thing: str
    changed: int
    """Rows that held another value afterwards: what a ranker that read it would have noticed."""
    moved: int
    """People of whom the ranking then knew something else, or whose score changed."""

    @property
    def holds(self) -> bool:
        """Return whether nothing the ranking knows changed."""
        return self.moved == 0


class Audit(NamedTuple):
    """All swaps, and on how many people and positions they were tried."""

    people: int
    positions: int
    swaps: list[Swap]

    @property
    def holds(self) -> bool:
        """Return whether no swap moved anybody."""
        return all(swap.holds for swap in self.swaps)


def audit_ranking(*, now: datetime, seed: int = 0) -> Audit:
    """Swap who people are, one thing after the other, and compare; nothing is kept.

    Parameters
    ----------
    seed
        Which people are drawn and how they swap.
    """
    try:
        _swap_all(Random(seed), office_day(now))  # noqa: S311 - no secret, a repeatable draw
    except _Undone as done:
        return done.audit
    raise AssertionError("an audit ends by undoing what it did")


class _Undone(Exception):
    """Takes back all that was swapped, and carries what came of it."""

    def __init__(self, audit: Audit) -> None:
        super().__init__()
        self.audit = audit


@transactional
def _swap_all(draw: Random, today: date) -> None:
    """Swap one thing after the other and compare.

    Raises
    ------
    _Undone
        Always: with the audit.
    """
    ids = _drawn(draw)
    positions = position_features(shown_position())[:_POSITIONS]
    ranker = Ranker(weights_in_use().weights, day=today)
    before = _known(ids, today)
    scores = ranker.scores(before, positions)
    swaps = []
    for thing, columns in SWAPPED.items():
        changed = _shuffle(columns, ids, draw)
        after = _known(ids, today)
        moved = _moved(before, after, scores, ranker.scores(after, positions))
        swaps.append(Swap(thing, changed, moved))
    raise _Undone(Audit(len(ids), len(positions), swaps))


def _drawn(draw: Random) -> list[int]:
    ids = list(db.session.scalars(select(Candidate.id).where(agreed_to_placement())))
    return sorted(draw.sample(sorted(ids), min(PEOPLE, len(ids))))


def _known(ids: Sequence[int], today: date) -> list[CandidateFeatures]:
    return people_features(Candidate.id.in_(ids), today)


def _moved(
    before: Sequence[CandidateFeatures],
    after: Sequence[CandidateFeatures],
    scores: Any,
    scores_after: Any,
) -> int:
    """Count whom the ranking knows otherwise, or scores otherwise for any position."""
    differ = np.array([one != other for one, other in zip(before, after, strict=True)], dtype=bool)
    return int((differ | (scores != scores_after).any(axis=1)).sum())


def _shuffle(columns: Sequence[Column], ids: Sequence[int], draw: Random) -> int:
    """Shuffle the values of columns among the rows of the people; return how many rows changed."""
    table = columns[0].class_
    owner = table.id if table is Candidate else table.candidate_id
    statement = select(table.id, *columns).where(owner.in_(ids))
    if table is LanguageKnowledge:
        return _rename_tongues(ids)
    rows = db.session.execute(statement.order_by(table.id)).all()
    values = [tuple(row[1:]) for row in rows]
    draw.shuffle(values)
    changes = [
        {"id": row[0]} | dict(zip((column.key for column in columns), value, strict=True))
        for row, value in zip(rows, values, strict=True)
        if tuple(row[1:]) != value
    ]
    if changes:
        db.session.execute(update(table), changes)
    return len(changes)


def _rename_tongues(ids: Sequence[int]) -> int:
    """Call every language but German otherwise; one for one, so no person has the same twice."""
    mine = LanguageKnowledge.candidate_id.in_(ids), LanguageKnowledge.language != GERMAN
    tongues = sorted(set(db.session.scalars(select(LanguageKnowledge.language).where(*mine))))
    changed = 0
    for number, tongue in enumerate(tongues):
        renamed = update(LanguageKnowledge).where(*mine, LanguageKnowledge.language == tongue)
        result: Any = db.session.execute(
            renamed.values(language=f"q{number:02d}"),
            execution_options={"synchronize_session": False},
        )
        changed += result.rowcount
    return changed
