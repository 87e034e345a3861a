"""What a ticket shows."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import case, select
from sqlalchemy.orm import contains_eager, joinedload

from domain.fairs import RegistrationState
from models import Candidate, Fair, Registration, db

STANDING: dict[str, int] = {
    RegistrationState.REGISTERED: 0,
    RegistrationState.OFFERED: 1,
    RegistrationState.WAITING: 2,
}
"""Of several fairs to come, the one where somebody has a place comes first."""


def next_place(candidate: Candidate, *, now: datetime) -> Registration | None:
    """Return the person's place at the nearest fair that is not over, else at the last one."""
    place: Registration | None = db.session.scalar(
        select(Registration)
        .join(Registration.fair)
        .where(Registration.candidate_id == candidate.id)
        .options(contains_eager(Registration.fair), joinedload(Registration.group))
        .order_by(
            Fair.ends_at <= now,
            case((Fair.ends_at > now, case(STANDING, value=Registration.state, else_=3))),
            case((Fair.ends_at > now, Fair.starts_at)),
            Fair.starts_at.desc(),
        )
        .limit(1)
    )
    return place
