"""Somebody comes later than their group: staff at the door see when."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select, update

from domain.access import Actor
from domain.errors import RuleBroken
from domain.fairs import RegistrationState
from models import Fair, Registration, db, transactional
from services.audit import record
from services.records import changed_rows

STEP = timedelta(minutes=30)


def later_times(place: Registration, *, now: datetime) -> list[datetime]:
    """Return the half hours between the start of the group and the end of the fair to come."""
    first, end = place.group.starts_at, place.fair.ends_at
    count = int((end - first) / STEP)
    times = (first + STEP * number for number in range(1, count + 1))
    return [at for at in times if now < at < end]


@transactional
def come_later(
    *, place: Registration, at: datetime | None, actor: Actor, now: datetime
) -> Registration:
    """Note when somebody will come; ``None`` is with the group again.

    Raises
    ------
    RuleBroken
        ``at``: no such time can be chosen; ``state``: there is no place, or the person is here.
    """
    if at is not None and at not in later_times(place, now=now):
        raise RuleBroken(at=at)
    noted = db.session.execute(
        update(Registration)
        .where(
            Registration.id == place.id,
            Registration.state == RegistrationState.REGISTERED,
            Registration.checked_in_at.is_(None),
        )
        .values(comes_later_at=at, sequence=Registration.sequence + 1)
        .execution_options(synchronize_session=False)
    )
    db.session.refresh(place)
    if changed_rows(noted) != 1:
        raise RuleBroken(state=place.state)
    record(actor=actor, action="registration.comes_later", subject=place, now=now)
    return place


def move_later_arrivals(fair: Fair, shift: timedelta) -> None:
    """Move the times people chose with the start of a fair; behind its end they come on time."""
    for place in db.session.scalars(
        select(Registration).where(
            Registration.fair_id == fair.id, Registration.comes_later_at.is_not(None)
        )
    ):
        moved = place.comes_later_at + shift if place.comes_later_at else None
        place.comes_later_at = moved if moved and moved < fair.ends_at else None
