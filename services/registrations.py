"""Places at a fair: taken, changed, given back, taken again. See docs/decisions on races."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from domain.access import Actor
from domain.errors import AlreadyThere, FairFull, NotRegistered, RuleBroken
from domain.fairs import PlaceMoveKind, RegistrationState
from models import Candidate, Fair, FairWish, Registration, db, transactional
from services.audit import record
from services.fair_places import (
    free_places,
    hold_open_fair,
    take_places,
    wait_no_more,
)
from services.interviews import end_talks
from services.newcomers import Newcomer
from services.place_letters import tell, tell_of_places
from services.place_moves import is_done, note_moves
from services.promotion import fill_freed_places
from services.registration_rows import (
    BACK_AGAIN,
    Companion,
    Wishes,
    begin_again,
    first_of_key,
    fresh,
    groups_to_try,
    hold_group_of,
    place_of_key,
    with_companions,
    write_needs,
    write_party,
    write_stands,
)

__all__ = [
    "Companion",
    "Wishes",
    "cancel_registration",
    "change_wishes",
    "place_of_key",
    "register",
    "register_again",
    "wished_stands",
]


@transactional
def register(  # noqa: PLR0913 - who, what, when, and whom with
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
    """Give people places: records, codes, places, wishes, letters and audit entries, or nothing.

    Parameters
    ----------
    person
        Somebody new, or the candidate a personal code belongs to.
    key
        The same key finds the same place, however often and at whatever time it is sent.
    group_id
        The group chosen; where none is, the first suitable one that has the places.
    companions
        Who comes along; all get a place together, or nobody does.

    Raises
    ------
    FairFull
        If not enough places are free.
    RuleBroken
        If the fair takes no registrations or has begun to be over.
    """
    people = [Companion(person, wishes), *companions]
    try:
        with db.session.begin_nested():
            party = _places_for(fair, people, group_id, key, now)
    except IntegrityError:
        return first_of_key(key)
    note_moves(party, PlaceMoveKind.BOOKED, actor=actor, now=now)
    tell_of_places(party, actor, now)
    return party[0]


@transactional
def register_again(
    *,
    registration_id: int,
    now: datetime,
    actor: Actor,
    key: str | None = None,
    companions: Sequence[Companion] = (),
) -> Registration:
    """Take a place again after it was given back, alone or with those who come along this time.

    Raises
    ------
    AlreadyThere
        If the person has a place.
    FairFull
        If not enough places are free.
    """
    registration = db.session.get_one(Registration, registration_id)
    if registration.state not in BACK_AGAIN:
        raise AlreadyThere(registration=registration_id)
    hold_open_fair(registration.fair_id, now)
    hold_group_of(registration_id)
    registration = fresh(registration_id)
    if registration.state not in BACK_AGAIN or is_done(key):
        raise AlreadyThere(registration=registration_id)
    begin_again(registration, now)
    party = with_companions(registration, companions, key=key, now=now)
    _take_places(party, [registration.group_id], now)
    note_moves(party, PlaceMoveKind.BOOKED, actor=actor, now=now, key=key)
    tell_of_places(party, actor, now)
    return registration


@transactional
def cancel_registration(
    *, registration_id: int, now: datetime, actor: Actor, key: str | None = None
) -> Registration:
    """Give a place back, or leave the waiting list, exactly once; others of the party stay.

    The person's talks end with the place, the firms are told, and whoever waits is offered it.

    Raises
    ------
    NotRegistered
        If the place was given back before.
    RuleBroken
        If the person is already there.
    """
    hold_group_of(registration_id)
    registration = fresh(registration_id)
    if is_done(key):
        return registration
    if registration.checked_in_at is not None:
        raise RuleBroken(checked_in=registration_id)
    give_up = GIVING_UP.get(registration.state)
    if give_up is None:
        raise NotRegistered(registration=registration_id)
    what = give_up(registration, now)
    note_moves([registration], what, actor=actor, now=now, key=key)
    record(actor=actor, action="registration.cancelled", subject=registration, now=now)
    fill_freed_places(registration.group_id, now)
    return registration


def _give_place_back(registration: Registration, now: datetime) -> PlaceMoveKind:
    _cancel(registration, now)
    end_talks(fair_id=registration.fair_id, candidate_id=registration.candidate_id, now=now)
    free_places(registration.group_id, 1)
    tell(registration, "registration-cancelled", now)
    return PlaceMoveKind.CANCELLED


def _give_offer_back(registration: Registration, now: datetime) -> PlaceMoveKind:
    _cancel(registration, now)
    free_places(registration.group_id, 1)
    return PlaceMoveKind.DECLINED


def _leave_list(registration: Registration, now: datetime) -> PlaceMoveKind:
    _cancel(registration, now)
    wait_no_more(registration.group_id, 1)
    return PlaceMoveKind.LEFT


def _cancel(registration: Registration, now: datetime) -> None:
    registration.state = RegistrationState.CANCELLED
    registration.sequence += 1
    registration.cancelled_at = now
    db.session.flush()


GIVING_UP = {
    RegistrationState.REGISTERED: _give_place_back,
    RegistrationState.OFFERED: _give_offer_back,
    RegistrationState.WAITING: _leave_list,
}


@transactional
def change_wishes(
    *, registration_id: int, wishes: Wishes, now: datetime, actor: Actor
) -> Registration:
    """Change what the person needs and whom they want to meet."""
    registration = fresh(registration_id)
    if registration.state in BACK_AGAIN:
        raise NotRegistered(registration=registration_id)
    write_needs(registration, wishes)
    db.session.execute(delete(FairWish).where(FairWish.registration_id == registration.id))
    write_stands(registration, wishes)
    record(actor=actor, action="registration.changed", subject=registration, now=now)
    return registration


def wished_stands(registration: Registration) -> set[int]:
    """Return the ids of the stands the person wants to visit."""
    return set(
        db.session.scalars(
            select(FairWish.stand_id).where(FairWish.registration_id == registration.id)
        )
    )


def _places_for(
    fair: Fair, people: Sequence[Companion], group_id: int | None, key: str, now: datetime
) -> list[Registration]:
    """Write the rows that can collide first; the contended place is taken last, and briefly."""
    groups = groups_to_try(fair, people[0].person, group_id)
    party = write_party(fair_id=fair.id, group_id=groups[0], people=people, key=key, now=now)
    _take_places(party, groups, now)
    return party


def _take_places(party: Sequence[Registration], groups: Sequence[int], now: datetime) -> None:
    hold_open_fair(party[0].fair_id, now)
    group_id = take_places(groups, len(party))
    if group_id is None:
        raise FairFull(fair=party[0].fair_id)
    for registration in party:
        registration.group_id = group_id
