"""The door: who came, when, and taken back where somebody was mistaken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import contains_eager

from domain.access import Actor
from domain.errors import NotRegistered, RuleBroken, WrongFair
from domain.fairs import FairState, RegistrationState
from domain.names import folded
from models import Candidate, Fair, Registration, db, transactional
from services.audit import record
from services.newcomers import owner_of_code
from services.records import changed_rows


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody who is here; ``again`` if they had been checked in before."""

    registration: Registration
    again: bool


@transactional
def check_in_by_code(*, fair: Fair, typed: str, actor: Actor, now: datetime) -> Arrival:
    """Check in whoever holds the code.

    Raises
    ------
    CodeRefused
        If nobody holds such a code.
    WrongFair
        If the person has a place, but at another fair.
    NotRegistered
        If the person has no place, or gave it back.
    """
    candidate = owner_of_code(typed)
    registration = db.session.scalar(
        select(Registration).where(
            Registration.fair_id == fair.id, Registration.candidate_id == candidate.id
        )
    )
    if registration is None:
        raise _elsewhere(candidate.id, now)
    return check_in(registration=registration, actor=actor, now=now)


@transactional
def check_in(*, registration: Registration, actor: Actor, now: datetime) -> Arrival:
    """Note that the person came; the second time nothing changes.

    Raises
    ------
    NotRegistered
        If the place was given back.
    RuleBroken
        If the fair is cancelled.
    """
    if registration.fair.state is FairState.CANCELLED:
        raise RuleBroken(fair=registration.fair.state)
    came = db.session.execute(
        update(Registration)
        .where(
            Registration.id == registration.id,
            Registration.state == RegistrationState.REGISTERED,
            Registration.checked_in_at.is_(None),
        )
        .values(checked_in_at=now, checked_in_by_id=actor.account_id)
        .execution_options(synchronize_session=False)
    )
    db.session.refresh(registration)
    if registration.state is not RegistrationState.REGISTERED:
        raise NotRegistered(registration=registration.id, cancelled=True)
    first = changed_rows(came) == 1
    if first:
        record(actor=actor, action="registration.checked_in", subject=registration, now=now)
    return Arrival(registration, again=not first)


@transactional
def undo_check_in(*, registration: Registration, actor: Actor, now: datetime) -> None:
    """Take a check-in back; the second time nothing changes."""
    undone = db.session.execute(
        update(Registration)
        .where(Registration.id == registration.id, Registration.checked_in_at.is_not(None))
        .values(checked_in_at=None, checked_in_by_id=None)
        .execution_options(synchronize_session=False)
    )
    db.session.refresh(registration)
    if changed_rows(undone) == 1:
        record(actor=actor, action="registration.check_in_undone", subject=registration, now=now)


def count_arrivals(fair: Fair) -> tuple[int, int]:
    """Return how many are here and how many are missing."""
    here, registered = db.session.execute(
        select(func.count(Registration.checked_in_at), func.count()).where(
            Registration.fair_id == fair.id,
            Registration.state == RegistrationState.REGISTERED,
        )
    ).one()
    return here, registered - here


def find_expected(fair: Fair, typed: str = "", *, limit: int = 50) -> Sequence[Registration]:
    """Return registrations of a fair whose names hold every word typed, the missing first."""
    words = folded(typed).split()
    return db.session.scalars(
        select(Registration)
        .join(Registration.candidate)
        .where(
            Registration.fair_id == fair.id,
            Registration.state == RegistrationState.REGISTERED,
            *(Candidate.name_folded.contains(word, autoescape=True) for word in words),
        )
        .options(contains_eager(Registration.candidate))
        .order_by(
            Registration.checked_in_at.is_not(None),
            Candidate.family_name,
            Candidate.given_name,
            Registration.id,
        )
        .limit(limit)
    ).all()


def _elsewhere(candidate_id: int, now: datetime) -> RuleBroken:
    other = db.session.scalar(
        select(Fair)
        .join(Registration, Registration.fair_id == Fair.id)
        .where(
            Registration.candidate_id == candidate_id,
            Registration.state == RegistrationState.REGISTERED,
            Fair.ends_at > now,
        )
        .order_by(Fair.starts_at)
        .limit(1)
    )
    if other is None:
        return NotRegistered(candidate=candidate_id)
    return WrongFair(title=other.title, starts_at=other.starts_at)
