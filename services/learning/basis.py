"""Whether learning is on: a named colleague recorded the legal basis, or nothing is learned.

Social data may train a model only under strict conditions (§ 67c Abs. 3 SGB X): what is kept for
it is kept from the day of the record on, and goes when learning is switched off.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import joinedload

from domain.access import Actor
from domain.errors import Outdated, RuleBroken
from models import LearningBasis, ShownMatch, db, transactional
from services.audit import record


def newest_basis() -> LearningBasis | None:
    """Return the latest record; None means that learning was never on."""
    return db.session.scalar(
        select(LearningBasis)
        .options(joinedload(LearningBasis.set_by))
        .order_by(LearningBasis.number.desc())
        .limit(1)
    )


def basis_history(limit: int = 20) -> Sequence[LearningBasis]:
    """Return the latest records with who made them, the newest first."""
    return db.session.scalars(
        select(LearningBasis)
        .options(joinedload(LearningBasis.set_by))
        .order_by(LearningBasis.number.desc())
        .limit(limit)
    ).all()


def is_on() -> Any:
    """Return whether learning is on, as a condition of any statement."""
    newest = select(LearningBasis.is_on).order_by(LearningBasis.number.desc()).limit(1)
    return newest.scalar_subquery()


@transactional
def switch_learning(
    *, actor: Actor, is_on: bool, basis: str, seen: int, now: datetime
) -> LearningBasis:
    """Record the legal basis and learn from now on, or stop and forget what was kept for it.

    Parameters
    ----------
    basis
        The legal basis in the colleague's words; when switching off, why.
    seen
        The number of the record the page showed; 0 where there was none.

    Raises
    ------
    RuleBroken
        If no words are given, or it is so already.
    Outdated
        If somebody switched meanwhile.
    """
    if not basis.strip():
        raise RuleBroken(basis="missing")
    newest = newest_basis()
    if (newest.number if newest else 0) != seen:
        raise Outdated(learning_basis=seen)
    if bool(newest and newest.is_on) == is_on:
        raise RuleBroken(learning="so already")
    row = LearningBasis(
        number=seen + 1,
        is_on=is_on,
        basis=basis.strip(),
        salt=secrets.token_hex(16),
        set_by_id=actor.account_id,
        set_at=now,
    )
    db.session.add(row)
    try:
        db.session.flush()
    except IntegrityError as error:
        raise Outdated(learning_basis=seen) from error
    if not is_on:
        kept = ShownMatch.shares.is_not(None)
        db.session.execute(update(ShownMatch).where(kept).values(shares=None))
    word = "on" if is_on else "off"
    record(actor=actor, action=f"learning.switched_{word}", subject=row, now=now)
    return row
