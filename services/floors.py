"""Turning a floor for a group on and off: by a named team lead, with reason, basis and last day.

No floor changes the ranking. While one is on, officers can look at a second order
beside it (services/floor_orders.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import joinedload

from domain.access import Actor
from domain.clock import office_day
from domain.errors import AlreadyThere, Outdated, Overtaken, RuleBroken
from domain.fairness_groups import Trait
from domain.floors import FLOOR_PARTS, FLOOR_TRAITS, may_end
from models import Floor, FloorEnd, db, transactional
from services.audit import record
from services.trait_groups import trait_groups


class NewFloor(NamedTuple):
    """What a team lead decides on: for whom, how high, until when, why, and on what basis."""

    trait: Trait
    group: str
    part: float
    last_day: date
    reason: str
    basis: str


def is_on(today: date) -> ColumnElement[bool]:
    """Return the condition that a floor counts on a day: not ended, its last day not over."""
    ended = exists().where(FloorEnd.floor_id == Floor.id).correlate(Floor)
    return (Floor.last_day >= today) & ~ended


def floor_id_on(today: date) -> Any:
    """Return the id of the floor that counts on a day, as a column of any statement."""
    return select(func.max(Floor.id)).where(is_on(today)).scalar_subquery()


def floor_on(*, now: datetime) -> Floor | None:
    """Return the floor that counts now, with who set it."""
    return db.session.scalar(
        select(Floor)
        .where(Floor.id == floor_id_on(office_day(now)))
        .options(joinedload(Floor.set_by))
    )


def floor_history(limit: int = 20) -> Sequence[Floor]:
    """Return the latest floors with who set and who ended them, the newest first."""
    return db.session.scalars(
        select(Floor)
        .options(joinedload(Floor.set_by), joinedload(Floor.end).joinedload(FloorEnd.ended_by))
        .order_by(Floor.number.desc())
        .limit(limit)
    ).all()


@transactional
def set_floor(*, actor: Actor, asked: NewFloor, now: datetime) -> Floor:
    """Turn a floor on, until it is ended or its last day is over.

    Raises
    ------
    RuleBroken
        If there may be no floor for this trait, of this height or so long, the group is not
        known or too small, or words are missing.
    AlreadyThere
        If one is on.
    Outdated
        If a colleague turned one on in the same moment.
    """
    today = office_day(now)
    _check(asked, today)
    newest = db.session.scalar(select(func.max(Floor.number))) or 0
    if floor_on(now=now) is not None:  # asked after the number: who came between has it or is seen
        raise AlreadyThere(group=asked.group)
    row = Floor(
        number=newest + 1,
        trait=asked.trait,
        group=asked.group,
        part=asked.part,
        reason=asked.reason.strip(),
        basis=asked.basis.strip(),
        last_day=asked.last_day,
        set_by_id=actor.account_id,
        set_at=now,
    )
    db.session.add(row)
    try:
        db.session.flush()
    except IntegrityError as error:
        raise Outdated(group=asked.group) from error
    record(actor=actor, action="floor.set", subject=row, now=now)
    return row


def _check(asked: NewFloor, today: date) -> None:
    if asked.trait not in FLOOR_TRAITS or asked.part not in FLOOR_PARTS:
        raise RuleBroken(trait=asked.trait, part=asked.part)
    if asked.group not in trait_groups(asked.trait, today).shares:
        raise RuleBroken(group="not known or too small")
    if not may_end(asked.last_day, today):
        raise RuleBroken(last_day=asked.last_day)
    if not asked.reason.strip() or not asked.basis.strip():
        raise RuleBroken(words="missing")


@transactional
def end_floor(*, actor: Actor, floor: Floor, now: datetime) -> None:
    """End a floor now; the row of it stays as it is.

    Raises
    ------
    Overtaken
        If it is not on any more.
    """
    today, floor_id = office_day(now), floor.id
    if db.session.scalar(select(Floor.id).where(Floor.id == floor_id, is_on(today))) is None:
        raise Overtaken(floor=floor_id)
    db.session.add(FloorEnd(floor_id=floor_id, ended_by_id=actor.account_id, ended_at=now))
    try:
        db.session.flush()
    except IntegrityError as error:
        raise Overtaken(floor=floor_id) from error
    record(actor=actor, action="floor.ended", subject=floor, now=now)
