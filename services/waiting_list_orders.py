"""What staff do with a waiting list, each time with a reason that is logged."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from domain.access import Actor
from domain.errors import NotRegistered
from domain.fairs import PlaceMoveKind, RegistrationState
from models import Registration, db, transactional
from services.audit import record
from services.fair_places import give_beyond, wait_no_more
from services.place_letters import tell_of_places
from services.place_moves import is_done, note_moves
from services.promotion import fill_freed_places
from services.registration_rows import fresh, hold_group_of, party_of, turn_all
from services.waiting_list import position


@transactional
def jump(
    *, registration_id: int, reason: str, actor: Actor, now: datetime, key: str | None = None
) -> None:
    """Put a party at the head of its list; staff say why.

    Raises
    ------
    NotRegistered
        If they do not wait (any more).
    """
    group = hold_group_of(registration_id)
    if is_done(key):
        return
    party = _waiting(fresh(registration_id))
    was = position(party[0])
    first = db.session.scalar(
        select(func.min(Registration.queue_number)).where(
            Registration.group_id == group.id, Registration.state == RegistrationState.WAITING
        )
    )
    for one in party:
        one.queue_number = (first or 0) - 1
    db.session.flush()
    note_moves(party, PlaceMoveKind.JUMPED, actor=actor, now=now, reason=reason, key=key, was=was)
    record(actor=actor, action="registration.jumped", subject=party[0], now=now)
    fill_freed_places(group.id, now)


@transactional
def override(
    *, registration_id: int, reason: str, actor: Actor, now: datetime, key: str | None = None
) -> None:
    """Give a party that waits its places at once, beyond the capacity; staff say why.

    Raises
    ------
    NotRegistered
        If they do not wait (any more).
    RuleBroken
        If the fair is over or cancelled.
    """
    group = hold_group_of(registration_id)
    if is_done(key):
        return
    party = _waiting(fresh(registration_id))
    is_beyond = group.taken + len(party) > group.capacity
    turn_all(
        party,
        RegistrationState.WAITING,
        RegistrationState.REGISTERED,
        registered_at=now,
        beyond=is_beyond,
    )
    give_beyond(group.id, len(party))
    wait_no_more(group.id, len(party))
    note_moves(party, PlaceMoveKind.OVERRIDDEN, actor=actor, now=now, reason=reason, key=key)
    tell_of_places(party, actor, now)
    fill_freed_places(group.id, now)


def _waiting(registration: Registration) -> list[Registration]:
    party = party_of(registration, RegistrationState.WAITING)
    if registration not in party:
        raise NotRegistered(registration=registration.id)
    return party
