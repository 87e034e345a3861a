"""Stands that come free, offered to the firm that has waited longest, for a stated time."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update

from domain.access import SYSTEM
from domain.employers import SHUT
from domain.fairs import FairState, StandWaitingState
from domain.waiting_list import offer_ends
from models import Employer, Fair, StandWaiting, db, transactional
from services.audit import record
from services.employers import write_to_members
from services.fair_facts import letter_facts
from services.records import changed_rows

IN_LINE = (StandWaitingState.WAITING, StandWaitingState.OFFERED)
GOES_ON = (FairState.OPEN, FairState.CLOSED)


@transactional
def fill_freed_stands(fair_id: int, now: datetime) -> int:
    """Offer free stands of a fair to firms in the order of the list; return how many."""
    fair = db.session.get_one(Fair, fair_id, with_for_update=True, populate_existing=True)
    if fair.state not in GOES_ON or fair.starts_at <= now:
        return 0
    offered = 0
    for waiting in _waiting(fair_id):
        if not _take_stand(fair_id):
            break
        waiting.state = StandWaitingState.OFFERED
        waiting.offered_until = offer_ends(now, starts_at=fair.starts_at)
        until = {"until": waiting.offered_until.isoformat()}
        tell_firm(waiting, fair, "stand-offered", now, **until)
        record(actor=SYSTEM, action="stand.offered", subject=waiting, now=now, other_id=fair_id)
        offered += 1
    db.session.flush()
    return offered


def keep_stand_lists(now: datetime) -> int:
    """End offers whose time is over and offer what is free; the timed job."""
    late = select(StandWaiting.fair_id).where(
        StandWaiting.state == StandWaitingState.OFFERED, StandWaiting.offered_until <= now
    )
    return sum(_end_offers(fair_id, now) for fair_id in db.session.scalars(late.distinct()).all())


@transactional
def _end_offers(fair_id: int, now: datetime) -> int:
    fair = db.session.get_one(Fair, fair_id, with_for_update=True, populate_existing=True)
    late = db.session.scalars(
        select(StandWaiting)
        .where(
            StandWaiting.fair_id == fair_id,
            StandWaiting.state == StandWaitingState.OFFERED,
            StandWaiting.offered_until <= now,
        )
        .execution_options(populate_existing=True)
    ).all()
    for waiting in late:
        waiting.state = StandWaitingState.EXPIRED
        tell_firm(waiting, fair, "stand-offer-over", now)
        record(actor=SYSTEM, action="stand.offer-over", subject=waiting, now=now, other_id=fair_id)
    give_stands_back(fair_id, len(late))
    fill_freed_stands(fair_id, now)
    return len(late)


def tell_waiting_firms(fair: Fair, kind: str, now: datetime) -> None:
    """Write to every firm in the line for a stand; call it inside a verb."""
    rows = db.session.scalars(
        select(StandWaiting).where(StandWaiting.fair_id == fair.id, StandWaiting.state.in_(IN_LINE))
    )
    for waiting in rows.all():
        tell_firm(waiting, fair, kind, now)


def end_line(fair: Fair) -> None:
    """Let nobody wait for a stand of a cancelled fair any more; call it inside a verb."""
    db.session.execute(
        update(StandWaiting)
        .where(StandWaiting.fair_id == fair.id, StandWaiting.state.in_(IN_LINE))
        .values(state=StandWaitingState.LEFT)
        .execution_options(synchronize_session="fetch")
    )


def tell_firm(waiting: StandWaiting, fair: Fair, kind: str, now: datetime, **more: object) -> None:
    """Write a letter about the waiting list to the people of a firm."""
    facts = letter_facts(fair) | {"fair_id": fair.id} | more
    write_to_members(employer_id=waiting.employer_id, kind=kind, facts=facts, now=now)


def give_stands_back(fair_id: int, count: int) -> None:
    """Count so many stands less as taken."""
    db.session.execute(
        update(Fair)
        .where(Fair.id == fair_id)
        .values(stands_taken=Fair.stands_taken - count)
        .execution_options(synchronize_session=False)
    )


def _take_stand(fair_id: int) -> bool:
    taken = db.session.execute(
        update(Fair)
        .where(Fair.id == fair_id, Fair.stands_taken < Fair.stand_capacity)
        .values(stands_taken=Fair.stands_taken + 1)
        .execution_options(synchronize_session=False)
    )
    return changed_rows(taken) == 1


def _waiting(fair_id: int) -> list[StandWaiting]:
    """Return the firms that wait and are not shut out, the longest waiting first."""
    return list(
        db.session.scalars(
            select(StandWaiting)
            .join(Employer, Employer.id == StandWaiting.employer_id)
            .where(
                StandWaiting.fair_id == fair_id,
                StandWaiting.state == StandWaitingState.WAITING,
                Employer.state.not_in(SHUT),
            )
            .order_by(StandWaiting.queue_number, StandWaiting.id)
            .execution_options(populate_existing=True)
        )
    )
