"""Positions: posted by a firm, released by an officer."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import date, datetime

from sqlalchemy import update

from domain.access import Actor
from domain.errors import WrongState
from domain.languages import LanguageLevel
from domain.positions import (
    PositionAction,
    PositionKind,
    PositionState,
    next_state,
    states_before,
)
from models import Employer, Position, PositionSkill, db, transactional
from services.audit import record
from services.employers import write_to_members


@dataclass(frozen=True, slots=True)
class PositionFacts:
    """What a firm asks for; ``must_skills`` are keys of the skill catalogue."""

    kind: PositionKind
    title: str
    occupation_code: str | None
    requirement_level: int
    german_level: LanguageLevel
    tasks: str
    postcode: str
    place: str
    starts_on: date | None
    places: int
    must_skills: frozenset[str] = frozenset()


_NAMES = [one.name for one in fields(PositionFacts) if one.name != "must_skills"]

REVIEWED = ("kind", "title", "occupation_code", "requirement_level", "german_level", "tasks")
"""Facts an officer has read when releasing; the skills count among them too."""


@transactional
def post_position(
    *, actor: Actor, employer: Employer, facts: PositionFacts, now: datetime
) -> Position:
    """Add a position; it waits until an officer releases it."""
    position = Position(employer_id=employer.id, created_at=now, **_columns(facts))
    position.skills = _skills(facts)
    db.session.add(position)
    db.session.flush()
    record(actor=actor, action="position.posted", subject=position, now=now)
    return position


@transactional
def edit_position(
    *, actor: Actor, position: Position, facts: PositionFacts, now: datetime
) -> PositionState:
    """Change a position and return its state: changed words or requirements wait again.

    Raises
    ------
    WrongState
        If the position is closed.
    """
    after = next_state(position.state, PositionAction.EDIT)
    if not is_reviewed_again(position, facts):
        after = position.state
    for name, value in _columns(facts).items():
        setattr(position, name, value)
    kept = {skill.skill: skill for skill in position.skills}
    position.skills = [
        kept.get(key) or PositionSkill(skill=key) for key in sorted(facts.must_skills)
    ]
    if after is not position.state:
        position.state, position.state_reason = after, None
    record(actor=actor, action="position.edited", subject=position, now=now)
    return after


def facts_of(position: Position, **changed: object) -> PositionFacts:
    """Return the facts of a position, some of them ``changed``."""
    kept = {name: getattr(position, name) for name in _NAMES}
    kept["must_skills"] = frozenset(skill.skill for skill in position.skills)
    return PositionFacts(**(kept | changed))


def is_reviewed_again(position: Position, facts: PositionFacts) -> bool:
    """Return whether the change is one an officer must look at."""
    if position.state is PositionState.REFUSED:
        return True
    changed = any(getattr(position, name) != getattr(facts, name) for name in REVIEWED)
    return changed or {skill.skill for skill in position.skills} != set(facts.must_skills)


@transactional
def close_position(*, actor: Actor, position: Position, now: datetime) -> None:
    """End a position: filled or withdrawn; it is no longer ranked or shown."""
    if position.state is PositionState.CLOSED:
        return
    _step(actor=actor, position=position, action=PositionAction.CLOSE, now=now)


@transactional
def release_position(*, actor: Actor, position: Position, now: datetime) -> None:
    """Let a position be ranked and shown; its firm gets a letter."""
    _judge(actor=actor, position=position, action=PositionAction.RELEASE, reason=None, now=now)


@transactional
def refuse_position(*, actor: Actor, position: Position, reason: str, now: datetime) -> None:
    """Send a position back with a reason, which its firm is told."""
    _judge(actor=actor, position=position, action=PositionAction.REFUSE, reason=reason, now=now)


def _judge(
    *, actor: Actor, position: Position, action: PositionAction, reason: str | None, now: datetime
) -> None:
    state = _step(actor=actor, position=position, action=action, now=now, reason=reason)
    write_to_members(
        employer_id=position.employer_id,
        kind=f"position-{state.value}",
        facts={"title": position.title, "reason": reason or ""},
        now=now,
    )


def _step(
    *,
    actor: Actor,
    position: Position,
    action: PositionAction,
    now: datetime,
    reason: str | None = None,
) -> PositionState:
    """Take one step of the table; two officers at once take it once."""
    state = next_state(position.state, action)
    taken = db.session.execute(
        update(Position)
        .where(Position.id == position.id, Position.state.in_(states_before(action)))
        .values(state=state, state_reason=reason, decided_by_id=actor.account_id, decided_at=now)
        .returning(Position.id)
    ).scalar_one_or_none()
    if taken is None:
        raise WrongState(action=action)
    record(actor=actor, action=f"position.{state.value}", subject=position, now=now)
    return state


def _columns(facts: PositionFacts) -> dict[str, object]:
    columns = asdict(facts)
    del columns["must_skills"]
    return columns


def _skills(facts: PositionFacts) -> list[PositionSkill]:
    return [PositionSkill(skill=key) for key in sorted(facts.must_skills)]
