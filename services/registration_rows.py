"""The rows of a registration: those of a party written, held, turned."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import func, select, update

from domain.errors import AlreadyThere, NotRegistered, RuleBroken
from domain.fairs import RegistrationState
from models import Candidate, Fair, FairGroup, FairWish, Party, Registration, Stand, db
from services.fair_places import hold_group, suitable_groups
from services.newcomers import Newcomer, receive_person
from services.records import changed_rows

BACK_AGAIN = (RegistrationState.CANCELLED, RegistrationState.EXPIRED)
"""States from which somebody may take a place again, or wait again."""


class OfferOver(RuleBroken):
    """The place that was offered went to somebody else meanwhile."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the person needs at the fair and whom they want to meet (ids of stands)."""

    interpreter: bool = False
    interpreter_language: str = ""
    """Into which language; empty is the one of the person's letters."""
    child_care: bool = False
    ramp: bool = False
    children: int = 0
    """How many children need care."""
    stands: tuple[int, ...] = field(default=())
    badge_name: str | None = None
    """The name the person wants on the badge; None leaves what is there."""


@dataclass(frozen=True, slots=True)
class Companion:
    """Somebody who comes along, mostly of the family: placed together or not at all."""

    person: Newcomer | Candidate
    wishes: Wishes = field(default_factory=Wishes)


def write_party(
    *,
    fair_id: int,
    group_id: int,
    people: Sequence[Companion],
    key: str,
    now: datetime,
    beside: Registration | None = None,
) -> list[Registration]:
    """Write the registrations of people who come together, ``beside`` one that is there already.

    The first of a new party carries the key itself.

    Raises
    ------
    IntegrityError
        If the key was used before, or one of them is registered for this fair.
    """
    there = [beside] if beside else []
    written = [
        _written(fair_id, group_id, one, _own_key(key, number), now)
        for number, one in enumerate(people, start=len(there))
    ]
    together = there + written
    if len(together) > 1:
        party = together[0].party or Party(fair_id=fair_id, made_at=now)
        for registration in together:
            registration.party = party
    db.session.flush()
    for registration, one in zip(written, people, strict=True):
        write_stands(registration, one.wishes)
    return written


def begin_again(registration: Registration, now: datetime) -> None:
    """Make a registration that was given up a new one, alone; next it takes a place or waits."""
    registration.state = RegistrationState.REGISTERED
    registration.sequence += 1
    registration.registered_at, registration.cancelled_at = now, None
    registration.party, registration.offered_until = None, None
    db.session.flush()


def with_companions(
    first: Registration, companions: Sequence[Companion], *, key: str | None, now: datetime
) -> list[Registration]:
    """Return the party of somebody who comes back: alone, or with those who come along now."""
    if not companions:
        return [first]
    others = write_party(
        fair_id=first.fair_id,
        group_id=first.group_id,
        people=companions,
        key=key or secrets.token_hex(16),
        now=now,
        beside=first,
    )
    return [first, *others]


def _written(fair_id: int, group_id: int, one: Companion, key: str, now: datetime) -> Registration:
    person = one.person
    candidate = person if isinstance(person, Candidate) else receive_person(person, now)
    registration = Registration(
        fair_id=fair_id,
        group_id=group_id,
        candidate_id=candidate.id,
        candidate=candidate,
        state=RegistrationState.REGISTERED,
        idempotency_key=key,
        registered_at=now,
    )
    write_needs(registration, one.wishes)
    db.session.add(registration)
    return registration


def _own_key(key: str, number: int) -> str:
    return hashlib.sha256(f"{key} {number}".encode()).hexdigest() if number else key


def write_needs(registration: Registration, wishes: Wishes) -> None:
    """Write what the person needs."""
    registration.needs_interpreter = wishes.interpreter
    registration.interpreter_language = (wishes.interpreter and wishes.interpreter_language) or None
    registration.needs_child_care = wishes.child_care
    registration.needs_ramp = wishes.ramp
    registration.children = wishes.children
    if wishes.badge_name is not None:
        registration.badge_name = wishes.badge_name


def write_stands(registration: Registration, wishes: Wishes) -> None:
    """Keep the wishes that are stands of this fair; a forged id is nobody's stand."""
    if not wishes.stands:
        return
    known = db.session.scalars(
        select(Stand.id).where(
            Stand.fair_id == registration.fair_id, Stand.id.in_(set(wishes.stands))
        )
    )
    db.session.add_all(
        FairWish(registration_id=registration.id, stand_id=stand_id) for stand_id in known
    )
    db.session.flush()


def place_of_key(key: str) -> Registration | None:
    """Return the place an earlier submit with this key has taken, or its place in the list."""
    return db.session.scalar(select(Registration).where(Registration.idempotency_key == key))


def first_of_key(key: str) -> Registration:
    """Return the registration of the submit that came first."""
    found = place_of_key(key)
    if found is None:
        raise AlreadyThere(key="another key holds the place of this person")
    return found


def groups_to_try(fair: Fair, person: Newcomer | Candidate, group_id: int | None) -> Sequence[int]:
    """Return the chosen group, or the suitable ones in their order.

    Raises
    ------
    RuleBroken
        ``group``: the chosen one is not of this fair.
    """
    groups = suitable_groups(fair.id, person.language, group_id)
    if not groups:
        raise RuleBroken(group=group_id)
    return groups


def group_of(registration_id: int) -> int:
    """Return the group of a registration, without holding it; hold the group next."""
    found = db.session.scalar(
        select(Registration.group_id).where(Registration.id == registration_id)
    )
    if found is None:
        raise NotRegistered(registration=registration_id)
    return found


def fair_of(registration_id: int) -> int:
    """Return the fair of a registration, without holding it; hold the fair next."""
    found = db.session.scalar(
        select(Registration.fair_id).where(Registration.id == registration_id)
    )
    if found is None:
        raise NotRegistered(registration=registration_id)
    return found


def hold_group_of(registration_id: int) -> FairGroup:
    """Hold the group of a registration; who was put into another one meanwhile is followed."""
    group_id = group_of(registration_id)
    while True:
        group = hold_group(group_id)
        now_in = group_of(registration_id)
        if now_in == group_id:
            return group
        group_id = now_in


def fresh(registration_id: int) -> Registration:
    """Return the registration as it is now, and keep it so until the verb ends."""
    return db.session.get_one(
        Registration, registration_id, with_for_update=True, populate_existing=True
    )


def party_of(registration: Registration, state: RegistrationState) -> list[Registration]:
    """Return everybody who comes together with this one and is in the same state, held."""
    together = (
        Registration.id == registration.id
        if registration.party_id is None
        else Registration.party_id == registration.party_id
    )
    return list(
        db.session.scalars(
            select(Registration)
            .where(together, Registration.state == state)
            .order_by(Registration.id)
            .with_for_update(of=Registration)
            .execution_options(populate_existing=True)
        )
    )


def count_party(registration: Registration) -> int:
    """Return how many people come together with this one, in the same state."""
    if registration.party_id is None:
        return 1
    together = select(func.count()).where(
        Registration.party_id == registration.party_id, Registration.state == registration.state
    )
    return db.session.scalar(together) or 1


def turn(
    ids: Iterable[int], old: RegistrationState, new: RegistrationState, **values: object
) -> int:
    """Change the state by one conditional update; return how many it was true of."""
    turned = db.session.execute(
        update(Registration)
        .where(Registration.id.in_(list(ids)), Registration.state == old)
        .values(state=new, sequence=Registration.sequence + 1, **values)
        .execution_options(synchronize_session="fetch")
    )
    return changed_rows(turned)


def turn_all(
    party: Sequence[Registration],
    old: RegistrationState,
    new: RegistrationState,
    **values: object,
) -> None:
    """Change the state of a whole party, or of nobody."""
    if turn([one.id for one in party], old, new, **values) != len(party):
        raise OfferOver(registrations=[one.id for one in party])
    for one in party:
        db.session.refresh(one)
