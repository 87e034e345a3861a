"""The periods that count now, and changing one: a new row with a reason, never a changed one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from domain.access import Actor
from domain.retention import PERIODS, Kept, check_period
from models import RetentionPeriod, db, transactional
from services.audit import record


def periods() -> dict[Kept, int]:
    """Return how many days each kind is kept: the newest setting, or the default."""
    newest = select(func.max(RetentionPeriod.id)).group_by(RetentionPeriod.kind)
    rows = db.session.execute(
        select(RetentionPeriod.kind, RetentionPeriod.days).where(RetentionPeriod.id.in_(newest))
    )
    return {kind: period.days for kind, period in PERIODS.items()} | {
        row.kind: row.days for row in rows
    }


@transactional
def set_period(*, actor: Actor, kind: Kept, days: int, reason: str, now: datetime) -> None:
    """Keep a kind of record so long from now on.

    Raises
    ------
    RuleBroken
        If the period lies outside the bounds of its kind.
    """
    check_period(kind, days)
    row = RetentionPeriod(
        kind=kind, days=days, reason=reason, set_by_id=actor.account_id, set_at=now
    )
    db.session.add(row)
    db.session.flush()
    record(actor=actor, action="retention.changed", subject=row, now=now)


def latest_changes(limit: int = 20) -> Sequence[RetentionPeriod]:
    """Return the latest changes with who made them."""
    return db.session.scalars(
        select(RetentionPeriod)
        .options(joinedload(RetentionPeriod.set_by))
        .order_by(RetentionPeriod.id.desc())
        .limit(limit)
    ).all()
