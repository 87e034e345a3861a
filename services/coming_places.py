"""Giving back every place a person has at a fair to come."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from domain.access import Actor
from domain.fairs import LASTING, RegistrationState
from models import Candidate, Fair, Registration, db
from services.fair_places import free_places as give_places_back
from services.registrations import cancel_registration


def free_places(person: Candidate, *, actor: Actor, now: datetime) -> None:
    """Give back the places at fairs to come, as anybody does: talks end, firms are told."""
    coming = (
        select(Registration.id)
        .join(Registration.fair)
        .where(
            Registration.candidate_id == person.id,
            Registration.state.in_(LASTING),
            Registration.checked_in_at.is_(None),
            Fair.ends_at > now,
        )
        .order_by(Registration.id)
    )
    for registration_id in db.session.scalars(coming).all():
        cancel_registration(registration_id=registration_id, now=now, actor=actor)
    db.session.flush()


def free_places_of_present(person: Candidate, now: datetime) -> None:
    """Count out whoever is at a fair at this moment and whose record is deleted."""
    present = select(Registration.group_id).where(
        Registration.candidate_id == person.id,
        Registration.state == RegistrationState.REGISTERED,
        Registration.fair_id.in_(select(Fair.id).where(Fair.ends_at > now)),
    )
    for group_id in db.session.scalars(present).all():
        give_places_back(group_id, 1)
