"""The second order beside the ranking: the first ten places with the floor that is on.

It is made of a ranked list when somebody looks, and kept nowhere but in the log of what was shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import numpy as np
from sqlalchemy import null, select, union_all
from sqlalchemy.orm import contains_eager, joinedload

from domain.access import Actor
from domain.employers import SHUT
from domain.floors import FIRST
from domain.positions import PositionState
from domain.proposals import PersonsWord, ProposalState
from matching.floors import least_places, with_floors
from models import Employer, Exclusion, Floor, Position, Proposal, db
from services.floors import floor_id_on
from services.ranking import Match
from services.trait_groups import trait_groups
from services.visibility import scope, visible


class Placed(NamedTuple):
    """One person of the second order; ``match`` has the rank and points of the ranking."""

    place: int
    match: Match
    came_in: bool
    """Whether the person is among the first ten only through the floor."""


class FloorOrder(NamedTuple):
    """The first ten places with a floor, beside those of the ranking."""

    floor: Floor
    rows: list[Placed]
    left: list[Match]
    """Who left the first ten, in the order of the ranking."""
    least: int
    """How many of the ten places the group has at least, where as many people are there."""
    mean_before: float
    """The mean points of the first ten of the ranking."""
    mean: float


def has_second_order(rows: int) -> bool:
    """Return whether a list has more people than the places a floor is about."""
    return rows > FIRST


def order_with_floor(*, rows: Sequence[Match], floor: Floor, today: date) -> FloorOrder | None:
    """Return the first ten people with the floor; ``rows`` is the ranked list, the best first.

    None where there is no such order: a list that is too short, or a group so small by now that
    it does not stand alone.
    """
    if not has_second_order(len(rows)):
        return None
    groups = trait_groups(floor.trait, today, [one.id for one in rows])
    if floor.group not in groups.shares:
        return None
    inside = np.array([groups.of.get(one.id) == floor.group for one in rows], dtype=np.intp)
    least = floor.part * groups.shares[floor.group]
    chosen = with_floors(inside, [0.0, least], FIRST).tolist()
    placed = [
        Placed(place, rows[row], came_in=row >= FIRST) for place, row in enumerate(chosen, start=1)
    ]
    return FloorOrder(
        floor=floor,
        rows=placed,
        left=[rows[row] for row in range(FIRST) if row not in chosen],
        least=least_places(least, FIRST),
        mean_before=_mean(rows[:FIRST]),
        mean=_mean([one.match for one in placed]),
    )


class Looked(NamedTuple):
    """What a page of the second order needs beside the ranked list."""

    position: Position
    floor: Floor


def position_with_floor(*, position_id: int, actor: Actor, today: date) -> Looked | None:
    """Return an open position and the floor that is on; None where one of them is not."""
    found = db.session.execute(
        visible(Position, actor)
        .add_columns(Floor)
        .join(Position.employer)
        .join(Floor, Floor.id == floor_id_on(today))
        .where(Position.id == min(position_id, _LARGEST), Position.state == PositionState.RELEASED)
        .where(Employer.state.not_in(SHUT))
        .options(
            contains_eager(Position.employer),
            joinedload(Position.skills),
            joinedload(Floor.set_by),
        )
    )
    row = found.unique().first()
    return Looked(*row) if row else None


_LARGEST = 2**31 - 1
"""The largest number of a row the database takes."""


class Decided(NamedTuple):
    """What was decided of the people for a position."""

    left_out: frozenset[int]
    states: Mapping[int, tuple[ProposalState, PersonsWord]]


def decided_for(*, position_id: int, actor: Actor) -> Decided:
    """Return who is left out for a position and who is proposed, by one statement."""
    proposed = select(Proposal.candidate_id, Proposal.state, Proposal.person_word).where(
        Proposal.position_id == position_id, scope(Proposal, actor)
    )
    left_out = select(Exclusion.candidate_id, null(), null()).where(
        Exclusion.position_id == position_id, Exclusion.lifted_at.is_(None), scope(Exclusion, actor)
    )
    rows: Sequence[Any] = db.session.execute(union_all(proposed, left_out)).all()
    return Decided(
        frozenset(row.candidate_id for row in rows if row.state is None),
        {row.candidate_id: (row.state, row.person_word) for row in rows if row.state is not None},
    )


def _mean(rows: Sequence[Match]) -> float:
    return float(np.mean([one.ranked.score for one in rows]))
