"""Cases: assigned by the team lead, looked after by a stand-in while somebody is away."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta

from sqlalchemy import delete, exists, select, update
from sqlalchemy.exc import IntegrityError

from domain.access import Actor, Role
from domain.clock import office_day
from domain.errors import NotFound, RuleBroken
from models import Account, AuditEntry, Candidate, StandIn, db, transactional
from services.audit import record
from services.handovers import revoke_open_offers
from services.records import changed_rows


@transactional
def assign_cases(
    *, actor: Actor, candidate_ids: Collection[int], caseworker_id: int, now: datetime
) -> int:
    """Give people of the own office to a caseworker of the office: all of them, or none.

    Raises
    ------
    NotFound
        If one of the people or the caseworker does not belong to the office.
    """
    ids = sorted(set(candidate_ids))
    result = db.session.execute(
        update(Candidate)
        .where(
            Candidate.id.in_(ids),
            Candidate.office_id == actor.office_id,
            exists().where(
                Account.id == caseworker_id,
                Account.role == Role.CASEWORKER,
                Account.office_id == actor.office_id,
                Account.disabled_at.is_(None),
            ),
        )
        .values(caseworker_id=caseworker_id, changed_at=now)
        .execution_options(synchronize_session=False)
    )
    if changed_rows(result) != len(ids):
        raise NotFound(people=len(ids), caseworker=caseworker_id)
    revoke_open_offers(candidate_ids=ids, now=now)
    db.session.expire_all()
    db.session.add_all(_assigned(actor, candidate_id, caseworker_id, now) for candidate_id in ids)
    return len(ids)


def _assigned(actor: Actor, candidate_id: int, caseworker_id: int, now: datetime) -> AuditEntry:
    return AuditEntry(
        at=now,
        role=actor.role,
        account_id=actor.account_id,
        action="candidate.assigned",
        subject_kind=Candidate.__tablename__,
        subject_id=candidate_id,
        other_id=caseworker_id,
    )


@transactional
def enter_stand_in(
    *, actor: Actor, colleague: Account, starts_on: date, ends_on: date, now: datetime
) -> StandIn:
    """Let a colleague look after the own cases from one day to another, both inclusive.

    Raises
    ------
    RuleBroken
        If the days lie in the past or run backwards, or the colleague takes no cases.
    """
    if ends_on < starts_on or ends_on < office_day(now):
        raise RuleBroken(starts_on=starts_on, ends_on=ends_on)
    takes_cases = colleague.role is Role.CASEWORKER and colleague.disabled_at is None
    if not takes_cases or colleague.id == actor.account_id:
        raise RuleBroken(colleague=colleague.id)
    days = {
        "caseworker_id": actor.account_id,
        "stand_in_id": colleague.id,
        "starts_on": starts_on,
        "ends_on": ends_on,
    }
    row = StandIn(**days)
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:
        return db.session.scalars(select(StandIn).filter_by(**days)).one()
    record(actor=actor, action="stand_in.entered", subject=row, other_id=colleague.id, now=now)
    return row


@transactional
def end_stand_in(*, actor: Actor, stand_in_id: int, now: datetime) -> None:
    """End an own stand-in: one to come is taken back, a running one ends with yesterday.

    Raises
    ------
    NotFound
        If it is not the actor's own.
    """
    today = office_day(now)
    own = (StandIn.id == stand_in_id, StandIn.caseworker_id == actor.account_id)
    row = db.session.scalar(select(StandIn).where(*own))
    if row is None:
        raise NotFound(stand_in=stand_in_id)
    record(actor=actor, action="stand_in.ended", subject=row, other_id=row.stand_in_id, now=now)
    if row.starts_on >= today:
        db.session.execute(delete(StandIn).where(*own))
    elif row.ends_on >= today:
        row.ends_on = today - timedelta(days=1)
