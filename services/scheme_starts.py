"""The day a support scheme begins: the responsible office changes, and nothing else does.

See docs/decisions/office-changes-on-the-day.md.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update

from domain.access import SYSTEM, Actor
from domain.clock import office_day
from models import Candidate, SchemePeriod, Task, TaskKind, db, transactional
from services.audit import record
from services.records import changed_rows

_AT_ONCE = 200


def begin_due_periods(*, now: datetime) -> int:
    """Move the responsibility for everybody whose period begins by now; the timed job.

    Each case is a transaction of its own. Running late, twice or in two processes at once moves
    each case once.
    """
    due = db.session.scalars(
        select(SchemePeriod.id)
        .where(
            SchemePeriod.began_at.is_(None),
            SchemePeriod.office_id.is_not(None),
            SchemePeriod.starts_on <= office_day(now),
        )
        .order_by(SchemePeriod.starts_on, SchemePeriod.id)
        .limit(_AT_ONCE)
    ).all()
    return sum(begin_period(period_id=one, actor=SYSTEM, now=now) for one in due)


@transactional
def begin_period(*, period_id: int, actor: Actor, now: datetime) -> bool:
    """Move one case to the office of a period that has begun; return whether it moved.

    The caseworker stays: an office is who pays and answers, not who knows the person. The new
    office finds a task. A period that is over already moves nothing.
    """
    _hold_person(period_id)
    begun = db.session.execute(
        update(SchemePeriod)
        .where(SchemePeriod.id == period_id, SchemePeriod.began_at.is_(None))
        .values(began_at=now)
        .execution_options(synchronize_session=False)
    )
    if changed_rows(begun) != 1:
        return False
    period = db.session.get_one(SchemePeriod, period_id, populate_existing=True)
    if period.office_id is None or not period.period.covers(office_day(now)):
        return False
    moved = db.session.execute(
        update(Candidate)
        .where(Candidate.id == period.candidate_id, Candidate.office_id != period.office_id)
        .values(office_id=period.office_id, changed_at=now)
        .execution_options(synchronize_session=False)
    )
    if changed_rows(moved) != 1:
        return False
    candidate = db.session.get_one(Candidate, period.candidate_id, populate_existing=True)
    record(
        actor=actor,
        action="candidate.office_changed",
        subject=candidate,
        other_id=period.office_id,
        now=now,
    )
    db.session.add(
        Task(
            kind=TaskKind.SCHEME_BEGAN,
            candidate_id=candidate.id,
            hint=f"zuständig seit {period.starts_on:%d.%m.%Y}",
            created_at=now,
        )
    )
    return True


def _hold_person(period_id: int) -> None:
    """Lock the person's row first, as every verb that changes a record does: no deadlock."""
    whose = select(SchemePeriod.candidate_id).where(SchemePeriod.id == period_id)
    db.session.execute(
        select(Candidate.id).where(Candidate.id == whose.scalar_subquery()).with_for_update()
    )
