"""The published weights: which count, and setting new ones with a reason; none is overwritten."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

import numpy as np
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import joinedload

from domain.access import Actor
from domain.errors import Outdated, RuleBroken
from matching.fits import PART_NAMES
from matching.learning.learner import in_units
from matching.ranking import RANKING_VERSION
from matching.scorecard import Weights
from models import LearnedVersion, OccupationContent, RankingWeights, db, transactional
from services.audit import record
from services.occupation_content import load_content
from services.ranking_marks import mark_lists

TOGETHER = 100.0
"""All weights together, so that a score reads as points of a hundred."""


class Learned(NamedTuple):
    """The learned version that counts, and its bands: scores from, to, accepted, all."""

    number: int
    bands: Sequence[Sequence[float]]


@dataclass(frozen=True, slots=True)
class WeightsInUse:
    """The weights that count, and their number; 0 are the shipped ones."""

    number: int
    weights: Weights
    learned: Learned | None = None
    """None where a colleague wrote them, or they are the shipped ones."""
    content: str | None = None
    """The check number of what an import taught of occupations; None is what is shipped."""

    @property
    def version(self) -> str:
        """Return the stamp of lists made with them: engine, number, and what was imported."""
        imported = f"+{self.content[:8]}" if self.content else ""
        return f"{RANKING_VERSION}.{self.number}{imported}"


def weights_in_use() -> WeightsInUse:
    """Return the newest weights, or the shipped ones."""
    return as_weights(*db.session.execute(select(*newest_weights())).one())


def newest_weights() -> tuple[Any, ...]:
    """Return what ``as_weights`` takes, as columns for any statement."""
    content = select(OccupationContent.check_number).order_by(OccupationContent.id.desc())
    return *_columns_of_newest(), content.limit(1).scalar_subquery()


def _columns_of_newest() -> tuple[Any, ...]:
    return tuple(
        select(column)
        .select_from(RankingWeights)
        .outerjoin(RankingWeights.learned)
        .order_by(RankingWeights.number.desc())
        .limit(1)
        .scalar_subquery()
        for column in (
            RankingWeights.number,
            RankingWeights.points,
            LearnedVersion.number,
            LearnedVersion.bands,
        )
    )


def as_weights(
    number: int | None,
    points: Mapping[str, float] | None,
    learned: int | None,
    bands: Sequence[Sequence[float]] | None,
    content: str | None,
) -> WeightsInUse:
    """Return the weights of those columns, and let this process rank with that content.

    None are the shipped ones.
    """
    load_content(content)
    as_learned = None if learned is None else Learned(learned, bands or ())
    return WeightsInUse(number or 0, Weights.from_points(points or {}), as_learned, content)


def weights_history(limit: int = 50) -> Sequence[RankingWeights]:
    """Return the latest weights with who set them, the newest first."""
    return db.session.scalars(
        select(RankingWeights)
        .options(joinedload(RankingWeights.set_by), joinedload(RankingWeights.learned))
        .order_by(RankingWeights.number.desc())
        .limit(limit)
    ).all()


@transactional
def set_weights(
    *, actor: Actor, points: Mapping[str, float], reason: str, seen: int, now: datetime
) -> RankingWeights:
    """Publish new weights; all lists are computed again with them.

    Parameters
    ----------
    seen
        The number of the weights the page showed.

    Raises
    ------
    RuleBroken
        If a part is missing or negative, all together are not a hundred, or no reason is given.
    Outdated
        If somebody set others meanwhile.
    """
    check_weights(points)
    if not reason.strip():
        raise RuleBroken(reason="missing")
    row = publish(actor=actor, points=points, reason=reason, seen=seen, now=now)
    record(actor=actor, action="ranking_weights.set", subject=row, now=now)
    return row


@transactional
def publish(
    *,
    actor: Actor,
    points: Mapping[str, float],
    reason: str,
    seen: int,
    now: datetime,
    learned_id: int | None = None,
) -> RankingWeights:
    """Let weights count that were checked before; whoever publishes records the deed.

    Raises
    ------
    Outdated
        If somebody published others meanwhile.
    """
    if weights_in_use().number != seen:
        raise Outdated(ranking_weights=seen)
    row = RankingWeights(
        number=seen + 1,
        points={name: float(points[name]) for name in PART_NAMES},
        reason=reason.strip(),
        set_by_id=actor.account_id,
        set_at=now,
        learned_id=learned_id,
    )
    db.session.add(row)
    try:
        db.session.flush()
    except IntegrityError as error:
        raise Outdated(ranking_weights=seen) from error
    mark_lists("weights", now)
    return row


def brought_together(
    points: Mapping[str, float], counting: Mapping[str, float]
) -> dict[str, float]:
    """Return points that are a hundred together: those that were moved stay, the others give way.

    The others keep their proportions, in whole points, one at least where there were any. Where
    they cannot make up for what was moved, the points come back as they are.

    >>> brought_together({"a": 60, "b": 30, "c": 20}, {"a": 50, "b": 30, "c": 20})
    {'a': 60, 'b': 24.0, 'c': 16.0}
    """
    moved = {name for name in points if points[name] != counting[name]}
    others = [name for name in points if name not in moved and counting[name]]
    left = TOGETHER - sum(points[name] for name in moved)
    if not moved or left <= len(others) or not others:
        return dict(points)
    before = np.array([counting[name] for name in others])
    given = in_units(before * (left / before.sum()), 1.0).tolist()
    return dict(points) | dict(zip(others, given, strict=True))


def check_weights(points: Mapping[str, float]) -> None:
    """Raise RuleBroken where points are no weights."""
    if points.keys() != set(PART_NAMES):
        raise RuleBroken(parts=sorted(points.keys() ^ set(PART_NAMES)))
    if not all(0 <= value <= TOGETHER for value in points.values()):
        raise RuleBroken(weight="out of bounds")
    if not math.isclose(sum(points.values()), TOGETHER, abs_tol=1e-6):
        raise RuleBroken(together=sum(points.values()))
