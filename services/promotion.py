"""Free places offered to who waits, whatever freed them: the one service that does it.

A place comes free when somebody cancels or declines, an offer runs out, staff raise the capacity,
two records of one person are merged, or a person is deleted. Each of these calls
``fill_freed_places`` in its own transaction; docs/decisions/waiting-lists.md says who is next.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import joinedload

from domain.access import SYSTEM, Actor
from domain.fairs import FairState, PlaceMoveKind, RegistrationState
from domain.waiting_list import WaitingParty, offer_ends, parties_to_offer
from domain.waking_hours import waking_moment
from models import Fair, FairGroup, PlaceMove, Registration, db, transactional
from services.audit import record
from services.fair_places import (
    free_places,
    hold_group,
    let_in,
    set_capacity,
    wait_no_more,
)
from services.place_letters import readers_of, tell
from services.place_moves import note_moves
from services.registration_rows import turn

GOES_ON = (FairState.OPEN, FairState.CLOSED)
"""Closed to new registrations, a fair still fills up from its waiting list."""


@transactional
def fill_freed_places(group_id: int, now: datetime) -> int:
    """Offer free places of a group to who waits, in order; return to how many people."""
    group = hold_group(group_id)
    if not group.waiting or group.taken >= group.capacity:
        return 0
    fair = db.session.get_one(Fair, group.fair_id, populate_existing=True)
    if fair.state not in GOES_ON or group.starts_at <= now:
        return 0
    chosen = parties_to_offer(
        _parties(group_id),
        free=group.capacity - group.taken,
        capacity=group.capacity,
        fills_gaps=fair.fills_gaps,
    )
    for party in chosen:
        _offer(_members(group_id, party.number), group, now)
    return sum(party.size for party in chosen)


def keep_waiting_lists(now: datetime) -> int:
    """End offers whose time is over and offer what is free; the timed job."""
    late = select(Registration.group_id).where(
        Registration.state == RegistrationState.OFFERED, Registration.offered_until <= now
    )
    idle = (
        select(FairGroup.id)
        .join(FairGroup.fair)
        .where(
            FairGroup.waiting > 0,
            FairGroup.taken < FairGroup.capacity,
            FairGroup.starts_at > now,
            Fair.state.in_(GOES_ON),
        )
    )
    ended = sum(_end_late_offers(one, now) for one in db.session.scalars(late.distinct()).all())
    return ended + sum(fill_freed_places(one, now) for one in db.session.scalars(idle).all())


@transactional
def change_places(*, group_id: int, capacity: int, actor: Actor, now: datetime) -> None:
    """Give a group more or fewer places; more are offered at once to who waits.

    Raises
    ------
    RuleBroken
        ``capacity``: more places are given or offered than would remain; nobody loses one.
    """
    before = hold_group(group_id).capacity
    if before == capacity:
        return
    set_capacity(group_id, capacity)
    db.session.add(
        PlaceMove(
            group_id=group_id,
            what=PlaceMoveKind.CAPACITY_CHANGED,
            was=before,
            became=capacity,
            account_id=actor.account_id,
            at=now,
        )
    )
    fill_freed_places(group_id, now)


@transactional
def end_waiting(*, fair: Fair, actor: Actor, now: datetime) -> None:
    """End lists and offers of a fair that does not take place; the letter about it says so."""
    for group_id in db.session.scalars(
        select(FairGroup.id).where(FairGroup.fair_id == fair.id).order_by(FairGroup.id)
    ).all():
        hold_group(group_id)
        for state, give_up in (
            (RegistrationState.OFFERED, free_places),
            (RegistrationState.WAITING, wait_no_more),
        ):
            people = _in_state(group_id, state)
            turn([one.id for one in people], state, RegistrationState.CANCELLED, cancelled_at=now)
            give_up(group_id, len(people))
            note_moves(
                people,
                PlaceMoveKind.CANCELLED,
                actor=actor,
                now=now,
                reason="Kontaktbörse abgesagt",
            )


def shorten_offers(fair_id: int) -> None:
    """Let no offer last beyond the beginning of its group, which was moved."""
    begins = select(FairGroup.starts_at).where(FairGroup.id == Registration.group_id)
    db.session.execute(
        update(Registration)
        .where(
            Registration.fair_id == fair_id,
            Registration.state == RegistrationState.OFFERED,
            Registration.offered_until > begins.scalar_subquery(),
        )
        .values(offered_until=begins.scalar_subquery())
        .execution_options(synchronize_session=False)
    )


def _parties(group_id: int) -> list[WaitingParty]:
    rows = db.session.execute(
        select(Registration.queue_number, func.count())
        .where(Registration.group_id == group_id, Registration.state == RegistrationState.WAITING)
        .group_by(Registration.queue_number)
    )
    return [WaitingParty(number, size) for number, size in rows if number is not None]


def _members(group_id: int, number: int) -> list[Registration]:
    return _in_state(group_id, RegistrationState.WAITING, Registration.queue_number == number)


def _in_state(group_id: int, state: RegistrationState, *conditions: object) -> list[Registration]:
    return list(
        db.session.scalars(
            select(Registration)
            .where(Registration.group_id == group_id, Registration.state == state, *conditions)  # type: ignore[arg-type]
            .options(joinedload(Registration.candidate))
            .order_by(Registration.id)
            .with_for_update(of=Registration)
            .execution_options(populate_existing=True)
        )
    )


def _offer(party: Sequence[Registration], group: FairGroup, now: datetime) -> None:
    """Keep places for a party until a stated time and write to them, in waking hours."""
    until = offer_ends(now, starts_at=group.starts_at)
    let_in(group.id, len(party))
    turn(
        [one.id for one in party],
        RegistrationState.WAITING,
        RegistrationState.OFFERED,
        offered_until=until,
    )
    note_moves(party, PlaceMoveKind.OFFERED, actor=SYSTEM, now=now)
    for one in party:
        record(actor=SYSTEM, action="registration.offered", subject=one, now=now)
    for one in readers_of(party):
        tell(
            one,
            "place-offered",
            now,
            due_at=waking_moment(now),
            answer_by=until.isoformat(),
            people=len(party),
        )


@transactional
def _end_late_offers(group_id: int, now: datetime) -> int:
    hold_group(group_id)
    late = _in_state(group_id, RegistrationState.OFFERED, Registration.offered_until <= now)
    turn([one.id for one in late], RegistrationState.OFFERED, RegistrationState.EXPIRED)
    free_places(group_id, len(late))
    note_moves(late, PlaceMoveKind.EXPIRED, actor=SYSTEM, now=now)
    for one in late:
        record(actor=SYSTEM, action="registration.offer_expired", subject=one, now=now)
        tell(one, "offer-expired", now, due_at=waking_moment(now))
    fill_freed_places(group_id, now)
    return len(late)
