"""Giving back every place a person has at a fair to come."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from domain.access import Actor
from domain.fairs import RegistrationState
from models import Candidate, Fair, Registration, db
from services.registrations import cancel_registration


def free_places(person: Candidate, *, actor: Actor, now: datetime) -> None:
    """Give back the places at fairs to come, as anybody does: talks end, firms are told."""
    coming = (
        select(Registration.id)
        .join(Registration.fair)
        .where(
            Registration.candidate_id == person.id,
            Registration.state == RegistrationState.REGISTERED,
            Registration.checked_in_at.is_(None),
            Fair.ends_at > now,
        )
        .order_by(Registration.id)
    )
    for registration_id in db.session.scalars(coming).all():
        cancel_registration(registration_id=registration_id, now=now, actor=actor)
    db.session.flush()
