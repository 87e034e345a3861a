"""Training a version and writing it down with its card; nothing goes live by itself."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

import numpy as np
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from domain.clock import BERLIN, office_day
from domain.errors import Outdated, RuleBroken
from matching.fits import PART_NAMES
from matching.learning.gate import GroupCheck, refusals
from matching.learning.storage import dumped
from matching.learning.training import Trained, train
from matching.ranking import RANKING_VERSION
from matching.scorecard import Weights
from models import LearnedVersion, RankingWeights, db, transactional
from services.installation import is_demo
from services.learning.basis import newest_basis
from services.learning.gathering import Material, gather
from services.learning.groups import groups_under
from services.ranking_weights import WeightsInUse, weights_in_use

NIGHT = range(1, 5)
"""Hours of the office in which the nightly training may begin."""


class LearningIsOff(RuleBroken):
    """Nobody recorded the legal basis, or learning was switched off."""


class NothingToLearn(RuleBroken):
    """No pair that was shown has been decided yet."""


class _Prior(NamedTuple):
    number: int
    weights: Weights


def train_at_night(*, now: datetime) -> int:
    """Train once a night while learning is on and something new was decided; return versions.

    In a demo it is night at any hour: who tries learning there should not wait for one.
    """
    basis = newest_basis()
    if basis is None or not basis.is_on:
        return 0
    if now.astimezone(BERLIN).hour not in NIGHT and not is_demo():
        return 0
    newest = newest_version()
    if newest is not None and office_day(newest.trained_at) == office_day(now):
        return 0
    material = gather(basis)
    if material.is_empty or _is_known(newest, material):
        return 0
    _train(material, now)
    return 1


def train_version(*, now: datetime) -> LearnedVersion:
    """Train a version from all decisions there are and write it down with its card.

    Raises
    ------
    LearningIsOff
        If nobody recorded the legal basis.
    NothingToLearn
        If there are no decisions on pairs that were shown.
    """
    basis = newest_basis()
    if basis is None or not basis.is_on:
        raise LearningIsOff(learning="off")
    material = gather(basis)
    if material.is_empty:
        raise NothingToLearn(decisions=0)
    return _train(material, now)


def newest_version() -> LearnedVersion | None:
    """Return the version trained last."""
    newest = select(LearnedVersion).order_by(LearnedVersion.number.desc()).limit(1)
    return db.session.scalar(newest)


def published_prior() -> _Prior:
    """Return the weights a colleague set last, or the shipped ones: where learning starts."""
    row = db.session.execute(
        select(RankingWeights.number, RankingWeights.points)
        .where(RankingWeights.learned_id.is_(None))
        .order_by(RankingWeights.number.desc())
        .limit(1)
    ).first()
    return _Prior(row.number, Weights.from_points(row.points)) if row else _Prior(0, Weights())


def _is_known(newest: LearnedVersion | None, material: Material) -> bool:
    if newest is None:
        return False
    known = (newest.decisions, newest.compared_with, newest.engine)
    return known == (len(material.told), weights_in_use().number, RANKING_VERSION)


def _train(material: Material, now: datetime) -> LearnedVersion:
    """Do the long sums without a lock, then write the version."""
    prior, use = published_prior(), weights_in_use()
    trained = train(
        material.told,
        material.shown,
        prior=_points(prior.weights),
        live=_points(use.weights),
    )
    learned = dict(zip(PART_NAMES, (round(float(one), 6) for one in trained.weights), strict=True))
    groups = groups_under(use.weights, Weights.from_points(learned), now=now)
    db.session.rollback()  # what was read is let go before anything is written
    return _write(material, trained, prior.number, use, groups, now)


@transactional
def _write(
    material: Material,
    trained: Trained,
    prior: int,
    use: WeightsInUse,
    groups: Sequence[GroupCheck],
    now: datetime,
) -> LearnedVersion:
    content = dumped(trained.model)
    points = [round(float(one), 6) for one in trained.weights]
    is_same = bool(np.allclose(points, _points(use.weights), atol=1e-6))
    row = LearnedVersion(
        number=(db.session.scalar(select(func.max(LearnedVersion.number))) or 0) + 1,
        trained_at=now,
        engine=RANKING_VERSION,
        compared_with=use.number,
        prior=prior,
        decisions=len(material.told),
        points=dict(zip(PART_NAMES, points, strict=True)),
        card=_card(material, trained, groups),
        bands=trained.model.rates.bands(),
        refusals=[one.value for one in refusals(trained.ahead, groups, is_same=is_same)],
        model=content,
        check_number=hashlib.sha256(content).hexdigest(),
    )
    db.session.add(row)
    try:
        db.session.flush()
    except IntegrityError as error:  # somebody trained at the same moment
        raise Outdated(learned_version=row.number) from error
    return row


def _card(material: Material, trained: Trained, groups: Sequence[GroupCheck]) -> dict[str, Any]:
    """Return what the card tells beside the columns: sizes, measures, groups."""
    told = material.told
    return {
        "accepted": int(told.accepted.sum()),
        "rejected": int((~told.accepted).sum()),
        "lists": len(np.unique(told.lists)),
        "shown": len(material.shown.places),
        "held_out_lists": trained.ahead.lists,
        "recipe": trained.choice.recipe.name,
        "gains": {name: _plain(one.mean) for name, one in trained.choice.gains.items()},
        "before": _plain(trained.concordance_before),
        "after": _plain(trained.concordance_after),
        "ahead": _plain(trained.ahead.mean),
        "error": _plain(trained.ahead.error),
        "attention": [round(float(one), 3) for one in trained.model.attention.chances_[:10]],
        "groups": [_plain_group(one) for one in groups],
    }


def _plain_group(one: GroupCheck) -> dict[str, Any]:
    return {name: value if isinstance(value, str | bool) else _plain(value)
            for name, value in one._asdict().items()}  # fmt: skip


def _plain(value: float) -> float | None:
    return round(float(value), 6) if np.isfinite(value) else None


def _points(weights: Weights) -> list[float]:
    points = weights.points()
    return [points[name] for name in PART_NAMES]
