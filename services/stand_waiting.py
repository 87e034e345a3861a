"""A firm on the waiting list for stands: it joins, leaves, accepts what it was offered."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from domain.access import Actor
from domain.employers import SHUT
from domain.errors import AlreadyThere, RuleBroken
from domain.fairs import FairState, StandWaitingState
from models import Employer, Fair, Stand, StandWaiting, db, transactional
from services.audit import record
from services.employers import write_to_members
from services.fair_facts import letter_facts
from services.stand_offers import IN_LINE, fill_freed_stands, give_stands_back, tell_firm


def waiting_of(*, fair_id: int, employer_id: int | None) -> StandWaiting | None:
    """Return the entry of a firm in the list of a fair, whatever became of it."""
    found: StandWaiting | None = db.session.scalar(
        select(StandWaiting).where(
            StandWaiting.fair_id == fair_id, StandWaiting.employer_id == employer_id
        )
    )
    return found


def position(waiting: StandWaiting) -> int:
    """Return the place in the list: 1 is next."""
    before = db.session.scalar(
        select(func.count()).where(
            StandWaiting.fair_id == waiting.fair_id,
            StandWaiting.state == StandWaitingState.WAITING,
            StandWaiting.queue_number < waiting.queue_number,
        )
    )
    return (before or 0) + 1


@transactional
def join(*, actor: Actor, employer: Employer, fair_id: int, now: datetime) -> StandWaiting:
    """Enter the list at its end; whoever is in it stays where it is.

    Raises
    ------
    AlreadyThere
        If the firm has a stand.
    RuleBroken
        If the firm is shut out, or the fair is over or not open.
    """
    fair = _held(fair_id)
    if employer.state in SHUT:
        raise RuleBroken(employer=employer.state)
    if fair.state is not FairState.OPEN or fair.ends_at <= now:
        raise RuleBroken(fair=fair.state)
    if _has_stand(fair_id, employer.id):
        raise AlreadyThere(stand=True)
    waiting = waiting_of(fair_id=fair_id, employer_id=employer.id)
    if waiting is not None and waiting.state in IN_LINE:
        return waiting
    last = select(func.max(StandWaiting.queue_number)).where(StandWaiting.fair_id == fair_id)
    number = (db.session.scalar(last) or 0) + 1
    if waiting is None:
        waiting = StandWaiting(fair_id=fair_id, employer_id=employer.id)
        db.session.add(waiting)
    waiting.state = StandWaitingState.WAITING
    waiting.queue_number, waiting.queued_at, waiting.offered_until = number, now, None
    db.session.flush()
    record(actor=actor, action="stand.waiting", subject=waiting, now=now, other_id=fair_id)
    tell_firm(waiting, fair, "stand-waiting", now, place_in_list=position(waiting))
    fill_freed_stands(fair_id, now)
    return waiting


@transactional
def leave(*, actor: Actor, waiting_id: int, now: datetime) -> None:
    """Leave the list or decline an offer; the next firm is offered the stand at once."""
    waiting = held_entry(waiting_id)
    if waiting.state not in IN_LINE:
        return
    had_offer = waiting.state is StandWaitingState.OFFERED
    waiting.state = StandWaitingState.LEFT
    db.session.flush()
    record(actor=actor, action="stand.list-left", subject=waiting, now=now)
    if had_offer:
        give_stands_back(waiting.fair_id, 1)
        fill_freed_stands(waiting.fair_id, now)


@transactional
def accept(*, actor: Actor, waiting_id: int, now: datetime) -> Stand:
    """Take the stand that was offered, and write the letter that confirms it.

    Raises
    ------
    RuleBroken
        If nothing is offered to the firm (any more).
    """
    waiting = held_entry(waiting_id)
    until = waiting.offered_until
    if waiting.state is not StandWaitingState.OFFERED or until is None or until <= now:
        raise RuleBroken(offer="over")
    return place_firm(waiting, db.session.get_one(Fair, waiting.fair_id), actor=actor, now=now)


def place_firm(waiting: StandWaiting, fair: Fair, *, actor: Actor, now: datetime) -> Stand:
    """Turn a place in the line, whose stand is counted already, into the stand; tell the firm."""
    last = db.session.scalar(select(func.max(Stand.number)).where(Stand.fair_id == fair.id))
    stand = Stand(
        fair_id=fair.id,
        employer_id=waiting.employer_id,
        number=(last or 0) + 1,
        desks=waiting.desks,
        needs=waiting.needs,
        booked_at=now,
    )
    waiting.state = StandWaitingState.PLACED
    db.session.add(stand)
    db.session.flush()
    record(actor=actor, action="stand.booked", subject=stand, now=now, other_id=fair.id)
    facts = letter_facts(fair) | {"stand": stand.number}
    write_to_members(employer_id=stand.employer_id, kind="stand-booked", facts=facts, now=now)
    return stand


def _held(fair_id: int) -> Fair:
    return db.session.get_one(Fair, fair_id, with_for_update=True, populate_existing=True)


def held_entry(waiting_id: int) -> StandWaiting:
    """Return the entry as it is now, its fair held first: everybody locks in this order."""
    of_fair = select(StandWaiting.fair_id).where(StandWaiting.id == waiting_id)
    _held(db.session.scalars(of_fair).one())
    return db.session.get_one(
        StandWaiting, waiting_id, with_for_update=True, populate_existing=True
    )


def _has_stand(fair_id: int, employer_id: int) -> bool:
    own = select(Stand.id).where(Stand.fair_id == fair_id, Stand.employer_id == employer_id)
    return db.session.scalar(own) is not None
