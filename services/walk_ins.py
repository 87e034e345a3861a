"""People who come without a registration: record, place and check-in in one step at the door."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from domain.access import Actor
from domain.consent import ConsentWay
from domain.door import is_before_the_day
from domain.errors import AlreadyThere, FairFull, RuleBroken
from domain.fairs import FairState, PlaceMoveKind, RegistrationState
from models import Candidate, Fair, Registration, db, transactional
from services.audit import record
from services.fair_places import (
    give_beyond,
    group_to_wait_for,
    hold_group,
    suitable_groups,
    take_places,
    wait_no_more,
)
from services.newcomers import Newcomer, complete_person, receive_person
from services.place_moves import note_moves
from services.registration_rows import BACK_AGAIN, Wishes
from services.waiting_list import join, wait_again

TAKING = (FairState.OPEN, FairState.CLOSED)


class TooEarly(RuleBroken):
    """The day of the fair has not come yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkIn:
    """Who stands at the door; ``reason`` is why staff give a place beyond the capacity."""

    person: Newcomer | Candidate
    needs_interpreter: bool = False
    interpreter_language: str = ""
    reason: str = ""
    is_sure: bool = False
    key: str


@transactional
def walk_in(*, fair: Fair, guest: WalkIn, actor: Actor, now: datetime) -> Registration:
    """Give somebody without a registration a place and check them in; the same key does it once.

    Raises
    ------
    FairFull
        If no place is free and staff gave no reason for one more.
    AlreadyThere
        If the person has a place: check them in by their name.
    TooEarly
        If the day has not come and staff were not asked.
    RuleBroken
        If the fair is a draft or cancelled.
    """
    earlier = db.session.scalar(
        select(Registration).where(Registration.idempotency_key == guest.key)
    )
    if earlier is not None:
        return earlier
    if fair.state not in TAKING:
        raise RuleBroken(closed=fair.id)
    if is_before_the_day(fair.starts_at, now) and not guest.is_sure:
        raise TooEarly(fair=fair.id)
    registration = _registration_of(fair, guest, now)
    _take_place(registration, guest.reason, actor, now)
    registration.state = RegistrationState.REGISTERED
    registration.cancelled_at = registration.offered_until = None
    registration.queue_number = registration.queued_at = registration.party_id = None
    registration.walked_in = True
    registration.checked_in_at, registration.checked_in_by_id = now, actor.account_id
    db.session.flush()
    if isinstance(guest.person, Candidate):
        _keep_word(registration.candidate, actor, now)
    for action in ("registration.made", "registration.checked_in"):
        record(actor=actor, action=action, subject=registration, now=now)
    return registration


def group_for(fair: Fair, language: str, now: datetime) -> int | None:
    """Return the group in whose list somebody at the door could still wait, if there is one."""
    return group_to_wait_for(fair.id, language, now) if fair.state is FairState.OPEN else None


@transactional
def wait_at_the_door(*, fair: Fair, guest: WalkIn, actor: Actor, now: datetime) -> Registration:
    """Put somebody at the door on the waiting list of a group that has not begun, like anybody.

    Raises
    ------
    AlreadyThere
        If the person has a place, or was offered one.
    RuleBroken
        If no group is still to come, or the fair takes no registrations.
    """
    group_id = group_for(fair, guest.person.language, now)
    if group_id is None:
        raise RuleBroken(closed=fair.id)
    asked = {"key": guest.key, "now": now, "actor": actor}
    person = guest.person
    old = _earlier(fair, person) if isinstance(person, Candidate) else None
    if isinstance(person, Candidate):
        _keep_word(person, actor, now)
    if old is None:
        wishes = Wishes(
            interpreter=guest.needs_interpreter, interpreter_language=guest.interpreter_language
        )
        return join(fair=fair, person=person, wishes=wishes, group_id=group_id, **asked)  # type: ignore[arg-type]
    if old.state in BACK_AGAIN:
        return wait_again(registration_id=old.id, **asked)  # type: ignore[arg-type]
    if old.state is RegistrationState.OFFERED:
        raise AlreadyThere(registration=old.id)
    return old


def _registration_of(fair: Fair, guest: WalkIn, now: datetime) -> Registration:
    """Return the registration the person had and gave back, or a new one."""
    person = guest.person
    if isinstance(person, Candidate) and (old := _earlier(fair, person)) is not None:
        _say_needs(old, guest)
        return old
    candidate = receive_person(person, now) if isinstance(person, Newcomer) else person
    registration = Registration(
        fair_id=fair.id,
        group_id=suitable_groups(fair.id, candidate.language)[0],
        candidate_id=candidate.id,
        candidate=candidate,
        idempotency_key=guest.key,
        registered_at=now,
    )
    _say_needs(registration, guest)
    db.session.add(registration)
    try:
        db.session.flush()
    except IntegrityError as error:
        raise AlreadyThere(fair=fair.id) from error
    return registration


def _keep_word(person: Candidate, actor: Actor, now: datetime) -> None:
    """Keep that somebody known said yes at the door, unless they had agreed before."""
    said = Newcomer(given_name=person.given_name, by=actor, way=ConsentWay.AT_THE_DOOR)
    complete_person(person, said, now)


def _say_needs(registration: Registration, guest: WalkIn) -> None:
    into = guest.interpreter_language if guest.needs_interpreter else ""
    registration.needs_interpreter = guest.needs_interpreter
    registration.interpreter_language = into or None


def _earlier(fair: Fair, person: Candidate) -> Registration | None:
    """Return the registration the person had; the group is held before it, as everywhere."""
    mine = (Registration.fair_id == fair.id, Registration.candidate_id == person.id)
    group_id = db.session.scalar(select(Registration.group_id).where(*mine))
    if group_id is None:
        return None
    hold_group(group_id)
    old: Registration | None = db.session.scalar(
        select(Registration)
        .where(*mine)
        .with_for_update(of=Registration)
        .execution_options(populate_existing=True)
    )
    if old is not None and old.state is RegistrationState.REGISTERED:
        raise AlreadyThere(registration=old.id)
    return old


def _take_place(registration: Registration, reason: str, actor: Actor, now: datetime) -> None:
    """Take a free place nobody waits for, or one beyond the capacity for a reason of the staff."""
    if registration.state is RegistrationState.OFFERED:  # the place is counted already
        note_moves([registration], PlaceMoveKind.ACCEPTED, actor=actor, now=now)
        return
    if registration.state is RegistrationState.WAITING:
        wait_no_more(registration.group_id, 1)
    groups = suitable_groups(registration.fair_id, registration.candidate.language)
    free = take_places(groups, 1)
    if free is None and not reason:
        raise FairFull(fair=registration.fair_id)
    if free is None:
        give_beyond(groups[0], 1)
    registration.group_id = free or groups[0]
    what = PlaceMoveKind.BOOKED if free else PlaceMoveKind.OVERRIDDEN
    reason = "" if free else reason
    note_moves([registration], what, actor=actor, now=now, reason=reason)
