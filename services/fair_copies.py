"""A fair made after an earlier one, and how it does compared with it."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select

from domain.access import Actor
from domain.clock import BERLIN, office_day, office_moment
from domain.codes import ALPHABET
from domain.employers import SHUT
from domain.fairs import HELD, FairState
from models import (
    Employer,
    Fair,
    FairGroup,
    FairInterpreter,
    Registration,
    Stand,
    db,
    transactional,
)
from services.audit import record

KEPT = (
    *("title", "venue", "street", "postcode", "place", "directions", "directions_in", "bus_stop"),
    *("bring", "bring_words", "fills_gaps", "stand_capacity"),
)
"""What a copy says as its pattern does."""


@transactional
def copy_fair(*, actor: Actor, fair_id: int, day: date, now: datetime) -> Fair:
    """Make a draft like an earlier fair on another day: everything but who comes.

    Times are those on the wall in Herford, whatever the clock changes between; the firms' deadline
    keeps its distance in days.

    Raises
    ------
    RuleBroken
        If the clock jumps over one of the times on that day.
    """
    old = db.session.get_one(Fair, fair_id)
    shift = day - office_day(old.starts_at)
    fair = Fair(
        slug="".join(secrets.choice(ALPHABET) for _ in range(10)).lower(),
        state=FairState.DRAFT,
        created_at=now,
        copied_from_id=old.id,
        starts_at=_moved(old.starts_at, shift),
        ends_at=_moved(old.ends_at, shift),
        stand_deadline=_moved(old.stand_deadline, shift) if old.stand_deadline else None,
        **{name: getattr(old, name) for name in KEPT},
    )
    fair.groups = [_like(group, shift) for group in old.groups]
    db.session.add(fair)
    db.session.flush()
    engaged = select(FairInterpreter).where(FairInterpreter.fair_id == old.id)
    db.session.add_all(
        FairInterpreter(fair_id=fair.id, language=one.language, number=one.number)
        for one in db.session.scalars(engaged)
    )
    record(actor=actor, action="fair.copied", subject=fair, now=now, other_id=old.id)
    return fair


def _like(group: FairGroup, shift: timedelta) -> FairGroup:
    return FairGroup(
        number=group.number,
        name=group.name,
        languages=list(group.languages),
        starts_at=_moved(group.starts_at, shift),
        ends_at=_moved(group.ends_at, shift),
        capacity=group.capacity,
    )


def _moved(moment: datetime, shift: timedelta) -> datetime:
    wall = moment.astimezone(BERLIN)
    return office_moment(wall.date() + shift, wall.time())


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a fair was, so many days before it began, and what came of it."""

    registered: int
    stands: int
    places: int
    stand_places: int
    came: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """A fair beside the one it was made after, at the same distance in days."""

    last: Fair
    then: Standing
    today: Standing
    days_left: int
    not_again: Sequence[str]
    """Firms that were there and have no stand yet."""


def compared_with_last(fair: Fair, *, now: datetime) -> Comparison | None:
    """Return how a fair does compared with its pattern; None where it has none."""
    if fair.copied_from_id is None:
        return None
    last = db.session.get_one(Fair, fair.copied_from_id)
    left = max(fair.starts_at - now, timedelta())
    return Comparison(
        last=last,
        then=_standing(last, last.starts_at - left),
        today=_standing(fair, now),
        days_left=left.days,
        not_again=_not_again(fair, last),
    )


def _standing(fair: Fair, moment: datetime) -> Standing:
    registered, came = db.session.execute(
        select(
            func.count().filter(Registration.registered_at <= moment),
            func.count(Registration.checked_in_at),
        ).where(Registration.fair_id == fair.id, Registration.state.in_(HELD))
    ).one()
    stands = db.session.scalar(
        select(func.count()).where(Stand.fair_id == fair.id, Stand.booked_at <= moment)
    )
    return Standing(registered, stands or 0, fair.capacity, fair.stand_capacity, came)


def _not_again(fair: Fair, last: Fair) -> Sequence[str]:
    again = select(Stand.employer_id).where(Stand.fair_id == fair.id)
    return db.session.scalars(
        select(Employer.name)
        .join(Stand, Stand.employer_id == Employer.id)
        .where(Stand.fair_id == last.id, Employer.id.not_in(again), Employer.state.not_in(SHUT))
        .order_by(Employer.name)
    ).all()
