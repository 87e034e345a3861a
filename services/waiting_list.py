"""The waiting list of a group: joined, answered, and what staff do with it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from domain.access import Actor
from domain.errors import AlreadyThere, RuleBroken
from domain.fairs import PlaceMoveKind, RegistrationState
from models import Candidate, Fair, Registration, db, transactional
from services.audit import record
from services.fair_places import (
    enter_list,
    free_places,
    hold_group,
    hold_open_fair,
    take_places,
)
from services.newcomers import Newcomer
from services.place_letters import readers_of, tell, tell_of_places
from services.place_moves import is_done, note_moves
from services.promotion import fill_freed_places
from services.registration_rows import (
    BACK_AGAIN,
    Companion,
    OfferOver,
    Wishes,
    begin_again,
    fair_of,
    first_of_key,
    fresh,
    groups_to_try,
    hold_group_of,
    party_of,
    turn_all,
    with_companions,
    write_party,
)


class PartyTooLarge(RuleBroken):
    """More people than the group has places: they could wait for ever."""


@transactional
def join(  # noqa: PLR0913 - who, what, when, and whom with
    *,
    fair: Fair,
    person: Newcomer | Candidate,
    wishes: Wishes,
    key: str,
    now: datetime,
    actor: Actor,
    group_id: int | None = None,
    companions: Sequence[Companion] = (),
) -> Registration:
    """Put people on the waiting list of a group; if places came free meanwhile, they are theirs.

    The parameters are those of ``registrations.register``; the state of what is returned says
    whether it became a place or a place in the list.

    Raises
    ------
    PartyTooLarge
        If the group has fewer places than the party has people.
    RuleBroken
        If the fair takes no registrations or has begun to be over.
    """
    people = [Companion(person, wishes), *companions]
    groups = groups_to_try(fair, person, group_id)
    hold_open_fair(fair.id, now)
    try:
        with db.session.begin_nested():
            party = write_party(
                fair_id=fair.id, group_id=groups[0], people=people, key=key, now=now
            )
    except IntegrityError:
        return first_of_key(key)
    _place_or_wait(party, now, actor=actor, key=None)
    return party[0]


@transactional
def wait_again(
    *,
    registration_id: int,
    now: datetime,
    actor: Actor,
    key: str | None = None,
    companions: Sequence[Companion] = (),
) -> Registration:
    """Put somebody at the end of the list who gave up a place or let an offer pass.

    Those who come along this time wait with them, as one party.

    Raises
    ------
    AlreadyThere
        If the person has a place or waits.
    """
    hold_open_fair(fair_of(registration_id), now)
    hold_group_of(registration_id)
    registration = fresh(registration_id)
    if is_done(key):
        return registration
    if registration.state not in BACK_AGAIN:
        raise AlreadyThere(registration=registration_id)
    begin_again(registration, now)
    party = with_companions(registration, companions, key=key, now=now)
    _place_or_wait(party, now, actor=actor, key=key)
    return registration


@transactional
def accept(
    *, registration_id: int, now: datetime, actor: Actor, key: str | None = None
) -> Registration:
    """Take the places that were offered to a party.

    An offer whose time is over can be taken as long as nobody else was offered the place.

    Raises
    ------
    OfferOver
        If the offer ended.
    """
    hold_group_of(registration_id)
    registration = fresh(registration_id)
    if is_done(key) or registration.state is RegistrationState.REGISTERED:
        return registration
    party = _offered(registration)
    turn_all(
        party,
        RegistrationState.OFFERED,
        RegistrationState.REGISTERED,
        registered_at=now,
        offered_until=None,
    )
    note_moves(party, PlaceMoveKind.ACCEPTED, actor=actor, now=now, key=key)
    tell_of_places(party, actor, now)
    return registration


@transactional
def decline(
    *, registration_id: int, now: datetime, actor: Actor, key: str | None = None
) -> Registration:
    """Give the offered places of a party back; whoever waits next is offered them.

    Raises
    ------
    OfferOver
        If the offer ended.
    """
    hold_group_of(registration_id)
    registration = fresh(registration_id)
    if is_done(key) or registration.state is RegistrationState.CANCELLED:
        return registration
    party = _offered(registration)
    turn_all(party, RegistrationState.OFFERED, RegistrationState.CANCELLED, cancelled_at=now)
    free_places(registration.group_id, len(party))
    note_moves(party, PlaceMoveKind.DECLINED, actor=actor, now=now, key=key)
    for one in party:
        record(actor=actor, action="registration.cancelled", subject=one, now=now)
    fill_freed_places(registration.group_id, now)
    return registration


def position(registration: Registration) -> int:
    """Return the place in the list, from 1; a party counts as one. Who does not wait has none."""
    if registration.state is not RegistrationState.WAITING:
        return 0
    ahead = db.session.scalar(
        select(func.count(func.distinct(Registration.queue_number))).where(
            Registration.group_id == registration.group_id,
            Registration.state == RegistrationState.WAITING,
            Registration.queue_number < registration.queue_number,
        )
    )
    return (ahead or 0) + 1


def _place_or_wait(
    party: Sequence[Registration], now: datetime, *, actor: Actor, key: str | None
) -> None:
    """Take places if there are any now, otherwise go to the end of the list."""
    group = hold_group(party[0].group_id)
    if take_places([group.id], len(party)) is not None:
        note_moves(party, PlaceMoveKind.BOOKED, actor=actor, now=now, key=key)
        tell_of_places(party, actor, now)
        return
    if len(party) > group.capacity:
        raise PartyTooLarge(capacity=group.capacity)
    number = enter_list(group.id, len(party))
    turn_all(
        party,
        RegistrationState.REGISTERED,
        RegistrationState.WAITING,
        queue_number=number,
        queued_at=now,
    )
    note_moves(party, PlaceMoveKind.JOINED, actor=actor, now=now, key=key)
    where = position(party[0])
    for one in party:
        record(actor=actor, action="registration.queued", subject=one, now=now)
    for one in readers_of(party):
        tell(one, "waiting-list-joined", now, position=where, people=len(party))


def _offered(registration: Registration) -> list[Registration]:
    party = party_of(registration, RegistrationState.OFFERED)
    if registration not in party:
        raise OfferOver(registration=registration.id)
    return party
