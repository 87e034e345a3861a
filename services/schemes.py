"""Support schemes: a change is a new dated period, and everything else goes on untouched."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from domain.access import Actor
from domain.clock import office_day
from domain.errors import NotFound, PeriodOverlaps, WrongState
from domain.support_scheme import Scheme, SchemeBasis, SchemeReason, room_for
from models import Candidate, Office, SchemePeriod, db, transactional
from services.audit import record
from services.records import hold_record
from services.scheme_news import tell_of_change, tell_taken_back
from services.scheme_starts import begin_period


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPeriod:
    """A support scheme from a day on, and what the record rests on."""

    scheme: Scheme
    starts_on: date
    reason: str = ""
    reason_kind: SchemeReason = SchemeReason.OTHER
    basis: SchemeBasis = SchemeBasis.UNKNOWN
    decided_on: date | None = None
    office_id: int | None = None
    unit: str = ""


@transactional
def record_scheme(
    *, actor: Actor, candidate: Candidate, new: NewPeriod, now: datetime
) -> SchemePeriod:
    """Begin a support scheme on a day, also one to come; the open one ends the day before.

    The person, the caseworker and the team leads of the office that receives the case are told
    in the same transaction. If the day has come, the responsibility moves at once; otherwise
    the timed job moves it on the day.

    Raises
    ------
    PeriodOverlaps
        If the day does not lie after everything recorded before.
    AlreadyThere
        If the person is in this scheme already.
    NotFound
        If there is no such office.
    """
    hold_record(actor=actor, candidate=candidate, now=now)
    if new.office_id is not None and db.session.get(Office, new.office_id) is None:
        raise NotFound(office=new.office_id)
    latest = latest_period(candidate.id)
    if latest is not None:
        if (latest.scheme, latest.starts_on) == (new.scheme, new.starts_on):
            return latest
        _make_room(latest, new.scheme, new.starts_on)
    period = SchemePeriod(
        candidate_id=candidate.id,
        recorded_by_id=actor.account_id,
        recorded_at=now,
        **asdict(new),
    )
    _keep(period)
    _note(actor, "candidate.scheme_changed", candidate, period.id, now)
    tell_of_change(candidate=candidate, period=period, now=now)
    if period.starts_on <= office_day(now):
        begin_period(period_id=period.id, actor=actor, now=now)
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
    latest = latest_period(candidate.id)
    if latest is None or latest.id != period_id:
        raise NotFound(period=period_id)
    if latest.starts_on <= office_day(now):
        raise WrongState(period=period_id)
    tell_taken_back(candidate=candidate, period=latest, now=now)
    db.session.delete(latest)
    db.session.flush()
    before = latest_period(candidate.id)
    if before is not None and before.ends_on == latest.starts_on - timedelta(days=1):
        before.ends_on = None
    _note(actor, "candidate.scheme_removed", candidate, period_id, now)


def latest_period(candidate_id: int) -> SchemePeriod | None:
    """Return the period of a person that begins last, begun or to come."""
    return db.session.scalar(
        select(SchemePeriod)
        .where(SchemePeriod.candidate_id == candidate_id)
        .order_by(SchemePeriod.starts_on.desc())
        .limit(1)
    )


def _note(actor: Actor, action: str, candidate: Candidate, period_id: int, now: datetime) -> None:
    record(actor=actor, action=action, subject=candidate, other_id=period_id, now=now)


def _make_room(latest: SchemePeriod, scheme: Scheme, starts_on: date) -> None:
    ends_on = room_for(latest.period, scheme, starts_on)
    if ends_on != latest.ends_on:
        latest.ends_on = ends_on
        db.session.flush()


def _keep(period: SchemePeriod) -> None:
    db.session.add(period)
    try:
        db.session.flush()
    except IntegrityError as error:
        raise PeriodOverlaps(starts_on=period.starts_on) from error
