"""Who did not come, noted after the end: a word for the report, without any consequence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import contains_eager

from domain.access import Actor
from domain.errors import RuleBroken
from domain.fairs import Absence, RegistrationState
from models import Candidate, Fair, Registration, db, transactional
from services.audit import record
from services.records import changed_rows


def missing_people(fair: Fair) -> Sequence[Registration]:
    """Return everybody with a place who was not checked in, by name."""
    return db.session.scalars(
        select(Registration)
        .join(Registration.candidate)
        .where(
            Registration.fair_id == fair.id,
            Registration.state == RegistrationState.REGISTERED,
            Registration.checked_in_at.is_(None),
        )
        .options(contains_eager(Registration.candidate))
        .order_by(
            func.lower(Candidate.family_name), func.lower(Candidate.given_name), Registration.id
        )
    ).all()


@transactional
def note_absence(
    *, registration: Registration, absence: Absence | None, actor: Actor, now: datetime
) -> None:
    """Note whether somebody who did not come was excused; None takes the note back.

    No letter, no task and no rule follows from it; facts.md section 7 knows no duty to come.

    Raises
    ------
    RuleBroken
        If the fair is not over, or the person was there.
    """
    if registration.fair.ends_at > now:
        raise RuleBroken(over=registration.fair_id)
    noted = db.session.execute(
        update(Registration)
        .where(
            Registration.id == registration.id,
            Registration.state == RegistrationState.REGISTERED,
            Registration.checked_in_at.is_(None),
        )
        .values(absence=absence)
        .execution_options(synchronize_session=False)
    )
    db.session.refresh(registration)
    if changed_rows(noted) != 1:
        raise RuleBroken(was_there=registration.id)
    record(actor=actor, action="registration.absence_noted", subject=registration, now=now)
