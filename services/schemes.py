"""Support schemes: a change is a new dated period, and everything else goes on untouched."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from domain.access import Actor
from domain.clock import office_day
from domain.errors import AlreadyThere, NotFound, PeriodOverlaps, WrongState
from domain.support_scheme import Scheme, day_before
from models import Candidate, SchemePeriod, db, transactional
from services.audit import record
from services.letters import write_letter
from services.records import hold_record


@transactional
def record_scheme(
    *,
    actor: Actor,
    candidate: Candidate,
    scheme: Scheme,
    starts_on: date,
    reason: str,
    now: datetime,
) -> SchemePeriod:
    """Begin a support scheme on a day, also one to come; the open one ends the day before.

    Raises
    ------
    PeriodOverlaps
        If the day does not lie after everything recorded before.
    AlreadyThere
        If the person is in this scheme already.
    """
    hold_record(actor=actor, candidate=candidate, now=now)
    latest = _latest_period(candidate)
    if latest is not None:
        if (latest.scheme, latest.starts_on) == (scheme, starts_on):
            return latest
        _make_room(latest, scheme, starts_on)
    period = SchemePeriod(
        candidate_id=candidate.id,
        scheme=scheme,
        starts_on=starts_on,
        reason=reason,
        recorded_by_id=actor.account_id,
        recorded_at=now,
    )
    _keep(period)
    _note(actor, "candidate.scheme_changed", candidate, period.id, now)
    _tell("scheme-changed", candidate, starts_on, now)
    return period


@transactional
def remove_coming_scheme(
    *, actor: Actor, candidate: Candidate, period_id: int, now: datetime
) -> None:
    """Take back a period that has not begun and tell the person; the one before goes on.

    Raises
    ------
    WrongState
        If it has begun: what was is never rewritten.
    """
    hold_record(actor=actor, candidate=candidate, now=now)
    latest = _latest_period(candidate)
    if latest is None or latest.id != period_id:
        raise NotFound(period=period_id)
    if latest.starts_on <= office_day(now):
        raise WrongState(period=period_id)
    db.session.delete(latest)
    db.session.flush()
    before = _latest_period(candidate)
    if before is not None and before.ends_on == latest.starts_on - timedelta(days=1):
        before.ends_on = None
    _note(actor, "candidate.scheme_removed", candidate, period_id, now)
    _tell("scheme-removed", candidate, latest.starts_on, now)


def _note(actor: Actor, action: str, candidate: Candidate, period_id: int, now: datetime) -> None:
    record(actor=actor, action=action, subject=candidate, other_id=period_id, now=now)


def _tell(kind: str, candidate: Candidate, starts_on: date, now: datetime) -> None:
    facts: dict[str, object] = {
        "starts_on": starts_on.isoformat(),
        "office": candidate.office.name,
    }
    write_letter(kind=kind, reader=candidate, facts=facts, now=now)


def _latest_period(candidate: Candidate) -> SchemePeriod | None:
    return db.session.scalar(
        select(SchemePeriod)
        .where(SchemePeriod.candidate_id == candidate.id)
        .order_by(SchemePeriod.starts_on.desc())
        .limit(1)
    )


def _make_room(latest: SchemePeriod, scheme: Scheme, starts_on: date) -> None:
    if latest.ends_on is not None:
        if starts_on <= latest.ends_on:
            raise PeriodOverlaps(starts_on=starts_on, recorded_until=latest.ends_on)
        return
    ends_on = day_before(starts_on, latest.period)
    if latest.scheme is scheme:
        raise AlreadyThere(scheme=scheme, starts_on=latest.starts_on)
    latest.ends_on = ends_on
    db.session.flush()


def _keep(period: SchemePeriod) -> None:
    db.session.add(period)
    try:
        db.session.flush()
    except IntegrityError as error:
        raise PeriodOverlaps(starts_on=period.starts_on) from error
