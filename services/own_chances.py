"""What a person learns of the matching about themselves: what fits, what would help; read only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from domain.clock import office_day
from matching.explanation import Part
from matching.features import CandidateFeatures, PositionFeatures
from matching.ranking import Ranker
from models import Candidate, Position, PositionList, db
from services.levers import Chances, chances_among
from services.ranked_lists import seed_of
from services.ranking_facts import people_features, position_features
from services.ranking_weights import weights_in_use
from services.stored_lists import KEPT_POSITIONS, unpacked
from services.visibility import agreed_to_placement, shown_position

MOST = 3
"""Positions a person is shown; more is no help on a telephone."""


class Fit(NamedTuple):
    """One position that fits a person, with the lines of the score."""

    position: Position
    parts: dict[str, Part]


class OwnChances(NamedTuple):
    """What fits now, and what would open more or be worth saying."""

    fits: list[Fit]
    chances: Chances


def own_chances(*, candidate: Candidate, now: datetime) -> OwnChances | None:
    """Return what fits a person and what would help; None without the consent to placement."""
    agreed = select(Candidate.id).where(Candidate.id == candidate.id, agreed_to_placement())
    if db.session.scalar(agreed) is None:
        return None
    today = office_day(now)
    ranker = Ranker(weights_in_use().weights, day=today)
    person = people_features(Candidate.id == candidate.id, today)[0]
    positions = position_features(shown_position())
    stored = db.session.get(PositionList, candidate.id)
    kept = [one.id for one in unpacked(stored.rows)] if stored else []
    known = {int(one.key): one for one in positions}
    ids = [one for one in kept if one in known] or _ranked(ranker, person, positions, now)
    best = [known[one] for one in ids[:MOST]]
    explained = ranker.explain_pairs([person], best) if best else []
    rows = _positions(ids[:MOST])
    return OwnChances(
        fits=[
            Fit(rows[int(one.key)], {part.name: part for part in pair.parts})
            for one, pair in zip(best, explained, strict=True)
        ],
        chances=chances_among(ranker, person, positions, set(ids)),
    )


def _ranked(
    ranker: Ranker, person: CandidateFeatures, positions: Sequence[PositionFeatures], now: datetime
) -> list[int]:
    """Return the best positions of somebody whose list is not stored yet."""
    _unused, best = ranker.top_lists(
        [person], positions, seed_of(office_day(now)), most_people=1, most_positions=KEPT_POSITIONS
    )
    return [int(positions[row].key) for one in best for row in one.rows.tolist()]


def _positions(ids: Sequence[int]) -> dict[int, Position]:
    found = db.session.scalars(
        select(Position).where(Position.id.in_(ids)).options(joinedload(Position.employer))
    )
    return {one.id: one for one in found}
