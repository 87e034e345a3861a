"""The groups of a fair: made, changed, taken away; places that are given stay given."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from domain.access import Actor
from domain.errors import AlreadyThere, RuleBroken
from domain.fairs import FairState
from domain.names import folded
from models import Fair, FairGroup, db, transactional
from services.audit import record
from services.promotion import change_places
from services.steps import ChangedMeanwhile, fingerprint


@dataclass(frozen=True, slots=True)
class GroupFacts:
    """What an officer states about a group; moments in UTC, no languages for everybody."""

    name: str
    languages: tuple[str, ...]
    starts_at: datetime
    ends_at: datetime
    capacity: int


def group_of(fair_id: int, number: int) -> FairGroup | None:
    """Return a group of a fair by its number."""
    found: FairGroup | None = db.session.scalar(
        select(FairGroup).where(FairGroup.fair_id == fair_id, FairGroup.number == number)
    )
    return found


def group_version(group: FairGroup) -> str:
    """Return a fingerprint of what is stated of a group; places taken change nothing."""
    return fingerprint([getattr(group, one.name) for one in fields(GroupFacts)])


@transactional
def add_group(*, actor: Actor, fair_id: int, facts: GroupFacts, now: datetime) -> FairGroup:
    """Add a group to a fair.

    Raises
    ------
    AlreadyThere
        If another group of the fair has this name.
    RuleBroken
        ``wave``: its time lies outside the fair; ``state``: the fair is cancelled.
    """
    fair = _locked(fair_id)
    _check(fair, facts, None)
    number = max((one.number for one in fair.groups), default=0) + 1
    group = FairGroup(
        fair_id=fair_id,
        number=number,
        name=facts.name,
        languages=list(facts.languages),
        starts_at=facts.starts_at,
        ends_at=facts.ends_at,
        capacity=facts.capacity,
    )
    db.session.add(group)
    db.session.flush()
    record(actor=actor, action="fair-group.added", subject=group, now=now, other_id=fair_id)
    return group


@transactional
def change_group(
    *, actor: Actor, group_id: int, facts: GroupFacts, seen: str, now: datetime
) -> None:
    """Change a group; who has a place in it keeps it.

    Raises
    ------
    ChangedMeanwhile
        If a colleague changed it since the page was opened.
    AlreadyThere
        If another group of the fair has this name.
    RuleBroken
        ``capacity``: more places are given than would remain; ``wave``: its time lies outside the
        fair; ``state``: the fair is cancelled.
    """
    group = db.session.get_one(FairGroup, group_id)
    fair = _locked(group.fair_id)
    db.session.refresh(group)
    if group_version(group) != seen:
        raise ChangedMeanwhile(group=group_id)
    _check(fair, facts, group_id)
    if facts.capacity != group.capacity:
        change_places(group_id=group_id, capacity=facts.capacity, actor=actor, now=now)
    group.name, group.languages = facts.name, list(facts.languages)
    group.starts_at, group.ends_at = facts.starts_at, facts.ends_at
    record(actor=actor, action="fair-group.changed", subject=group, now=now, other_id=fair.id)


@transactional
def remove_group(*, actor: Actor, group_id: int, now: datetime) -> None:
    """Take away a group nobody has ever been in.

    Raises
    ------
    RuleBroken
        ``last``: a fair has at least one group; ``used``: people are or were in it.
    """
    group = db.session.get_one(FairGroup, group_id)
    fair = _locked(group.fair_id)
    if len(fair.groups) < 2:
        raise RuleBroken(last=True)
    record(actor=actor, action="fair-group.removed", subject=group, now=now, other_id=fair.id)
    db.session.flush()
    try:
        db.session.execute(delete(FairGroup).where(FairGroup.id == group_id))
    except IntegrityError as error:
        raise RuleBroken(used=True) from error


def _locked(fair_id: int) -> Fair:
    statement = select(Fair).where(Fair.id == fair_id).with_for_update()
    return db.session.scalars(statement.execution_options(populate_existing=True)).one()


def _check(fair: Fair, facts: GroupFacts, group_id: int | None) -> None:
    if fair.state is FairState.CANCELLED:
        raise RuleBroken(state=fair.state)
    if not fair.starts_at <= facts.starts_at < facts.ends_at <= fair.ends_at:
        raise RuleBroken(wave=True)
    others = [one.name for one in fair.groups if one.id != group_id]
    if folded(facts.name) in {folded(name) for name in others}:
        raise AlreadyThere(name=True)
