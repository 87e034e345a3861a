"""Positions: posted, changed and kept by a firm; each change is kept with before and after."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import joinedload

from domain.access import Actor
from domain.clock import office_day
from domain.errors import NotFound, Outdated, RuleBroken
from domain.positions import PositionAction, PositionState, next_state
from models import (
    Employer,
    EmployerContact,
    Position,
    PositionChange,
    PositionSkill,
    db,
    transactional,
)
from services.audit import record
from services.pages import Page, page_of
from services.position_facts import (
    PositionFacts,
    changes_between,
    columns_of,
    facts_of,
    is_reviewed_again,
    skills_of,
)
from services.ranking_marks import mark_lists


class PositionRefused(RuleBroken):
    """The facts make demands nobody may make, or break the law of the kind of position."""


@transactional
def post_position(
    *, actor: Actor, employer: Employer, facts: PositionFacts, now: datetime
) -> Position:
    """Add a position of a firm from plain values; it waits until an officer releases it.

    Raises
    ------
    PositionRefused
        If the law or fair wording objects to the facts.
    NotFound
        If the contact belongs to another firm.
    """
    _refuse_what_cannot_be(employer.id, facts, now)
    position = Position(employer_id=employer.id, created_at=now, **columns_of(facts))
    position.skills = skills_of(facts)
    db.session.add(position)
    db.session.flush()
    record(actor=actor, action="position.posted", subject=position, now=now)
    return position


@transactional
def edit_position(
    *, actor: Actor, position: Position, facts: PositionFacts, version: int, now: datetime
) -> PositionState:
    """Change a position and return its state: changed words or requirements wait again.

    Raises
    ------
    WrongState
        If the position is closed.
    Outdated
        If somebody saved since ``version`` was shown.
    PositionRefused
        If the law or fair wording objects to the facts.
    """
    _refuse_what_cannot_be(position.employer_id, facts, now)
    _claim_version(position, version)
    changes = changes_between(facts_of(position), facts)
    after = _state_after(position.state, changes)
    for name, value in columns_of(facts).items():
        setattr(position, name, value)
    _set_skills(position, facts)
    if is_reviewed_again(changes):
        position.decided_at = None
    if after is not position.state:
        changes["state"] = [position.state.value, after.value]
        position.state, position.state_reason = after, None
    keep_change(actor=actor, position=position, changes=changes, now=now)
    record(actor=actor, action="position.edited", subject=position, now=now)
    return after


def keep_change(
    *, actor: Actor, position: Position, changes: dict[str, list[object]], now: datetime
) -> None:
    """Add what changed to the history, inside the running transaction."""
    if changes:
        change = PositionChange(
            position_id=position.id, at=now, account_id=actor.account_id, changes=changes
        )
        db.session.add(change)
        mark_lists("position", now)


def page_of_changes(*, position: Position, page: int) -> Page[PositionChange]:
    """Return who changed what of a position when, the newest first."""
    query = (
        select(PositionChange)
        .where(PositionChange.position_id == position.id)
        .options(joinedload(PositionChange.account))
        .order_by(PositionChange.at.desc(), PositionChange.id.desc())
    )
    return page_of(query, page)


def _state_after(state: PositionState, changes: dict[str, list[object]]) -> PositionState:
    after = next_state(state, PositionAction.EDIT)
    is_sent_back = state is PositionState.REFUSED
    return after if is_sent_back or is_reviewed_again(changes) else state


def _claim_version(position: Position, version: int) -> None:
    """Count one change up; of two who saw the same version one is told."""
    taken = db.session.execute(
        update(Position)
        .where(Position.id == position.id, Position.version == version)
        .values(version=version + 1)
        .returning(Position.id)
    ).scalar_one_or_none()
    if taken is None:
        raise Outdated(position=position.id)
    db.session.refresh(position)


def _set_skills(position: Position, facts: PositionFacts) -> None:
    kept = {row.skill: row for row in position.skills}
    wanted = []
    for one in sorted(facts.skills, key=lambda one: one.skill):
        row = kept.get(one.skill) or PositionSkill(skill=one.skill)
        row.need, row.weeks = one.need, one.weeks
        wanted.append(row)
    position.skills = wanted


def _refuse_what_cannot_be(employer_id: int, facts: PositionFacts, now: datetime) -> None:
    objections = facts.objections(office_day(now))
    unfair = facts.unfair_demands()
    if objections or unfair:
        raise PositionRefused(objections=objections, unfair=unfair)
    if facts.contact_id is None:
        return
    own = select(EmployerContact.id).where(
        EmployerContact.id == facts.contact_id, EmployerContact.employer_id == employer_id
    )
    if db.session.scalar(own) is None:
        raise NotFound(contact=facts.contact_id)
