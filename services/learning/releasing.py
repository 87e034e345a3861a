"""Releasing a learned version by a named person, and going back to what counted before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

import numpy as np
from sqlalchemy import func, select
from sqlalchemy.orm import defer

from domain.access import Actor
from domain.errors import NotFound, Outdated, RuleBroken
from matching.fits import PART_NAMES
from matching.learning.storage import Model, loaded
from matching.ranking import RANKING_VERSION
from matching.scorecard import Weights
from matching.stored import ModelUnreadable
from models import LearnedVersion, RankingWeights, db, transactional
from services.audit import record
from services.ranking_weights import check_weights, publish, weights_in_use


class HeldBack(RuleBroken):
    """The gate does not let this version live."""


class ModelDamaged(RuleBroken):
    """The file of the version cannot be used; what counts now goes on counting."""


def version_of(number: int) -> LearnedVersion:
    """Return a learned version by its number.

    Raises
    ------
    NotFound
        If there is none.
    """
    row = db.session.scalar(select(LearnedVersion).where(LearnedVersion.number == number))
    if row is None:
        raise NotFound(learned_version=number)
    return row


def versions(limit: int = 50) -> Sequence[LearnedVersion]:
    """Return the latest versions without their files, the newest first."""
    return db.session.scalars(
        select(LearnedVersion)
        .options(defer(LearnedVersion.model))
        .order_by(LearnedVersion.number.desc())
        .limit(limit)
    ).all()


def releases() -> Mapping[int, Sequence[RankingWeights]]:
    """Return by learned version when it was published and by whom, the newest first."""
    found: dict[int, list[RankingWeights]] = {}
    rows = db.session.scalars(
        select(RankingWeights)
        .where(RankingWeights.learned_id.is_not(None))
        .order_by(RankingWeights.number.desc())
    )
    for row in rows:
        found.setdefault(row.learned_id or 0, []).append(row)
    return found


def model_of(version: LearnedVersion) -> Model:
    """Return the model of a version as its file holds it.

    Raises
    ------
    ModelDamaged
        If the file is damaged, of another version, or holds other weights than the table.
    """
    try:
        model = loaded(version.model, version.check_number)
    except ModelUnreadable as error:
        raise ModelDamaged(model=str(error)) from error
    told = [version.points[name] for name in PART_NAMES]
    if not np.allclose(model.card.weights_, told, atol=1e-6):
        raise ModelDamaged(model="The model holds other weights than its card. Train it again.")
    return model


@transactional
def release_version(
    *, actor: Actor, number: int, reason: str, seen: int, now: datetime
) -> RankingWeights:
    """Let the weights of a learned version count; all lists are computed again with them.

    Parameters
    ----------
    seen
        The number of the weights the page showed.

    Raises
    ------
    NotFound
        If there is no such version.
    HeldBack
        If the gate refused it.
    Outdated
        If other weights count than those it was compared with, or it is of another engine.
    ModelDamaged
        If its file cannot be used.
    """
    if not reason.strip():
        raise RuleBroken(reason="missing")
    version = version_of(number)
    if version.refusals:
        raise HeldBack(refusals=version.refusals)
    if version.compared_with != seen or version.engine != RANKING_VERSION:
        raise Outdated(learned_version=number)
    model_of(version)
    check_weights(version.points)
    row = publish(
        actor=actor,
        points=version.points,
        reason=reason.strip(),
        seen=seen,
        now=now,
        learned_id=version.id,
    )
    record(actor=actor, action="learned_version.released", subject=version, now=now)
    return row


@transactional
def return_to_before(*, actor: Actor, seen: int, now: datetime) -> RankingWeights:
    """Let those weights count again that counted before the learned version that counts now.

    Raises
    ------
    RuleBroken
        If no learned version counts.
    Outdated
        If other weights count than the page showed.
    """
    if weights_in_use().number != seen:
        raise Outdated(ranking_weights=seen)
    newest = _weights(seen)
    if newest is None or newest.learned_id is None:
        raise RuleBroken(learned="none")
    first = db.session.scalar(
        select(func.min(RankingWeights.number)).where(
            RankingWeights.learned_id == newest.learned_id
        )
    )
    before = _weights((first or 1) - 1)
    row = publish(
        actor=actor,
        points=before.points if before else Weights().points(),
        reason=f"Zurück zu Fassung {before.number if before else 0} der Gewichte",
        seen=seen,
        now=now,
        learned_id=before.learned_id if before else None,
    )
    record(actor=actor, action="ranking_weights.returned", subject=row, now=now)
    return row


def _weights(number: int) -> RankingWeights | None:
    return db.session.scalar(select(RankingWeights).where(RankingWeights.number == number))
