"""What other weights would change on today's lists, before anybody publishes them; read only."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select

from domain.access import Actor
from domain.clock import office_day
from matching.comparing import Compared, compare_weights
from matching.scorecard import Weights
from models import Candidate, Position, db
from services.ranked_lists import seed_of
from services.ranking_facts import people_features, position_features
from services.ranking_weights import check_weights, weights_in_use
from services.visibility import agreed_to_placement, scope, shown_position

FIRST = 10
MOST_PAIRS = 600_000
"""Pairs that are computed at once; beyond it an even draw of the positions stands for all."""
_TOLD = 25
"""Lists that are named, those that change most."""


class ListChange(NamedTuple):
    """One list that changes in its first ten places."""

    position_id: int
    title: str
    entered: list[str]
    left: list[str]
    tau: float


class WeightPreview(NamedTuple):
    """What would change: how many lists, and those that change most by name."""

    lists: int
    of: int
    """How many lists there are; more than ``lists`` where only a draw was computed."""
    changed: int
    moved: int
    """Lists whose first ten hold other people, not only another order."""
    tau: float
    """How alike the first ten are before and after, on the mean."""
    told: list[ListChange]


def preview_weights(*, points: Mapping[str, float], actor: Actor, now: datetime) -> WeightPreview:
    """Return which of today's lists other weights would change, and how; nothing is kept.

    Raises
    ------
    RuleBroken
        If the points are no weights.
    """
    check_weights(points)
    today = office_day(now)
    people = people_features(agreed_to_placement(), today)
    there, step = even_draw(len(people))
    positions = position_features(shown_position() & (Position.id % step == 0))
    weights = weights_in_use().weights, Weights.from_points(points)
    found = compare_weights(people, positions, weights, seed_of(today), FIRST, today)
    order = sorted(range(len(found)), key=lambda row: (-len(found[row].entered), found[row].tau))
    told = [row for row in order if found[row].is_changed][:_TOLD]
    ids = [int(one.key) for one in people]
    named = {row for one in told for row in (*found[one].entered, *found[one].left)}
    names = _names([ids[row] for row in named], actor)
    titles = _titles([int(positions[row].key) for row in told])
    return WeightPreview(
        lists=len(found),
        of=there,
        changed=sum(one.is_changed for one in found),
        moved=sum(bool(one.entered) for one in found),
        tau=sum(one.tau for one in found) / len(found) if found else 1.0,
        told=[_change(found[row], int(positions[row].key), ids, names, titles) for row in told],
    )


def even_draw(people: int) -> tuple[int, int]:
    """Return how many positions there are and which each one of them is computed."""
    there = db.session.scalar(select(func.count()).select_from(Position).where(shown_position()))
    most = max(MOST_PAIRS // max(people, 1), 1)
    return there or 0, max(-(-(there or 0) // most), 1)


def _change(
    one: Compared,
    position_id: int,
    ids: list[int],
    names: Mapping[int, str],
    titles: Mapping[int, str],
) -> ListChange:
    entered, left = ([names.get(ids[row], "") for row in rows] for rows in (one.entered, one.left))
    return ListChange(position_id, titles[position_id], entered, left, one.tau)


def _names(ids: Collection[int], actor: Actor) -> dict[int, str]:
    """Return the names of those the actor may know."""
    mine = scope(Candidate, actor) & Candidate.id.in_(ids)
    return {one.id: one.full_name for one in db.session.scalars(select(Candidate).where(mine))}


def _titles(ids: Collection[int]) -> dict[int, str]:
    rows = db.session.execute(select(Position.id, Position.title).where(Position.id.in_(ids)))
    return {row.id: row.title for row in rows}
