"""Places at a fair: taken, changed, given back, taken again. See docs/decisions on races."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from domain.access import Actor
from domain.errors import AlreadyThere, FairFull, NotRegistered, RuleBroken
from domain.fairs import RegistrationState
from models import Candidate, Fair, FairWish, Registration, Stand, db, transactional
from services.audit import record
from services.fair_places import free_places, hold_open_fair, suitable_groups, take_places
from services.fairs import letter_facts
from services.interviews import end_talks
from services.invitations import was_invited_formally
from services.letters import write_letter
from services.newcomers import Newcomer, complete_person, personal_code_of, receive_person
from services.records import changed_rows


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the person needs at the fair and whom they want to meet (ids of stands)."""

    interpreter: bool = False
    child_care: bool = False
    ramp: bool = False
    stands: tuple[int, ...] = field(default=())


@transactional
def register(
    *,
    fair: Fair,
    person: Newcomer | Candidate,
    wishes: Wishes,
    key: str,
    now: datetime,
    actor: Actor,
) -> Registration:
    """Give a person a place: record, code, place, wishes, letter and audit entry, or nothing.

    Parameters
    ----------
    person
        Somebody new, or the candidate a personal code belongs to.
    key
        The same key finds the same place, however often and at whatever time it is sent.

    Raises
    ------
    FairFull
        If all places are taken.
    RuleBroken
        If the fair takes no registrations or has begun to be over.
    """
    try:
        with db.session.begin_nested():
            registration = _place_for(fair, person, wishes, key, now)
    except IntegrityError:
        return _place_of_key(key)
    _confirm(registration, "registration-confirmed", now)
    record(actor=actor, action="registration.made", subject=registration, now=now)
    return registration


def place_of_key(key: str) -> Registration | None:
    """Return the place an earlier submit with this key has taken."""
    return db.session.scalar(select(Registration).where(Registration.idempotency_key == key))


@transactional
def register_again(*, registration_id: int, now: datetime, actor: Actor) -> Registration:
    """Take a place again after it was given back.

    Raises
    ------
    AlreadyThere
        If the person has a place.
    FairFull
        If all places are taken.
    """
    back = _turn(registration_id, RegistrationState.CANCELLED, RegistrationState.REGISTERED)
    if not back:
        raise AlreadyThere(registration=registration_id)
    registration = _fresh(registration_id)
    registration.registered_at, registration.cancelled_at = now, None
    _take_place(registration, [registration.group_id], now)
    _confirm(registration, "registration-confirmed", now)
    record(actor=actor, action="registration.made", subject=registration, now=now)
    return registration


@transactional
def cancel_registration(*, registration_id: int, now: datetime, actor: Actor) -> Registration:
    """Give a place back, exactly once; the person's talks end with it, and the firms are told.

    Raises
    ------
    NotRegistered
        If the place was given back before.
    RuleBroken
        If the person is already there.
    """
    gone = _turn(registration_id, RegistrationState.REGISTERED, RegistrationState.CANCELLED)
    if not gone:
        raise NotRegistered(registration=registration_id)
    registration = _fresh(registration_id)
    if registration.checked_in_at is not None:
        raise RuleBroken(checked_in=registration_id)
    registration.cancelled_at = now
    end_talks(fair_id=registration.fair_id, candidate_id=registration.candidate_id, now=now)
    free_places(registration.group_id, 1)
    _confirm(registration, "registration-cancelled", now)
    record(actor=actor, action="registration.cancelled", subject=registration, now=now)
    return registration


@transactional
def change_wishes(
    *, registration_id: int, wishes: Wishes, now: datetime, actor: Actor
) -> Registration:
    """Change what the person needs and whom they want to meet."""
    registration = _fresh(registration_id)
    if registration.state is not RegistrationState.REGISTERED:
        raise NotRegistered(registration=registration_id)
    _write_needs(registration, wishes)
    db.session.execute(delete(FairWish).where(FairWish.registration_id == registration.id))
    _write_stands(registration, wishes)
    record(actor=actor, action="registration.changed", subject=registration, now=now)
    return registration


def wished_stands(registration: Registration) -> set[int]:
    """Return the ids of the stands the person wants to visit."""
    return set(
        db.session.scalars(
            select(FairWish.stand_id).where(FairWish.registration_id == registration.id)
        )
    )


def _place_for(
    fair: Fair, person: Newcomer | Candidate, wishes: Wishes, key: str, now: datetime
) -> Registration:
    """Write the rows that can collide first; the contended place is taken last, and briefly."""
    candidate = receive_person(person, now) if isinstance(person, Newcomer) else person
    groups = suitable_groups(fair.id, candidate.language)
    registration = Registration(
        fair_id=fair.id,
        group_id=groups[0],
        candidate_id=candidate.id,
        candidate=candidate,
        state=RegistrationState.REGISTERED,
        idempotency_key=key,
        registered_at=now,
    )
    _write_needs(registration, wishes)
    db.session.add(registration)
    db.session.flush()
    _write_stands(registration, wishes)
    _take_place(registration, groups, now)
    return registration


def _place_of_key(key: str) -> Registration:
    """Return the place of the submit that came first."""
    found = place_of_key(key)
    if found is None:
        raise AlreadyThere(key="another key holds the place of this person")
    return found


def _take_place(registration: Registration, groups: Sequence[int], now: datetime) -> None:
    hold_open_fair(registration.fair_id, now)
    group_id = take_places(groups, 1)
    if group_id is None:
        raise FairFull(fair=registration.fair_id)
    registration.group_id = group_id


def _turn(registration_id: int, old: RegistrationState, new: RegistrationState) -> bool:
    """Change the state by one conditional update; only one of two who try gets True."""
    turned = db.session.execute(
        update(Registration)
        .where(Registration.id == registration_id, Registration.state == old)
        .values(state=new, sequence=Registration.sequence + 1)
        .execution_options(synchronize_session=False)
    )
    return changed_rows(turned) == 1


def _fresh(registration_id: int) -> Registration:
    return db.session.get_one(
        Registration, registration_id, with_for_update=True, populate_existing=True
    )


def _write_needs(registration: Registration, wishes: Wishes) -> None:
    registration.needs_interpreter = wishes.interpreter
    registration.needs_child_care = wishes.child_care
    registration.needs_ramp = wishes.ramp


def _write_stands(registration: Registration, wishes: Wishes) -> None:
    """Keep the wishes that are stands of this fair; a forged id is nobody's stand."""
    known = db.session.scalars(
        select(Stand.id).where(
            Stand.fair_id == registration.fair_id, Stand.id.in_(set(wishes.stands))
        )
    )
    db.session.add_all(
        FairWish(registration_id=registration.id, stand_id=stand_id) for stand_id in known
    )
    db.session.flush()


def _confirm(registration: Registration, kind: str, now: datetime) -> None:
    fair = db.session.get_one(Fair, registration.fair_id)
    code = personal_code_of(registration.candidate, now)
    write_letter(
        kind=kind,
        reader=registration.candidate,
        facts=letter_facts(fair)
        | {"code": code, "formally_invited": was_invited_formally(registration)},
        now=now,
    )


@transactional
def register_known(
    *, fair: Fair, answers: Newcomer, candidate: Candidate, wishes: Wishes, key: str, now: datetime
) -> Registration:
    """Give the owner of a personal code a place; no second record of the person is made.

    What the record does not know yet is taken from the answers, nothing in it is overwritten.
    Who has a place keeps it; who gave it back takes it again.
    """
    complete_person(candidate, answers, now)
    actor = Actor(candidate_id=candidate.id)
    earlier = db.session.scalar(
        select(Registration).where(
            Registration.fair_id == fair.id, Registration.candidate_id == candidate.id
        )
    )
    if earlier is None:
        return register(fair=fair, person=candidate, wishes=wishes, key=key, now=now, actor=actor)
    if earlier.state is RegistrationState.CANCELLED:
        register_again(registration_id=earlier.id, now=now, actor=actor)
    return change_wishes(registration_id=earlier.id, wishes=wishes, now=now, actor=actor)
