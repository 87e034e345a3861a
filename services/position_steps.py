"""The steps of a position: released or sent back by an officer, paused or ended by its firm."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import update

from domain.access import Actor
from domain.errors import WrongState
from domain.positions import PositionAction, PositionState, next_state, states_before
from models import Position, db, transactional
from services.audit import record
from services.employers import write_to_members
from services.positions import keep_change
from services.remembered_titles import remember_title
from services.shortlists import close_of_position

_JUDGED = {PositionAction.RELEASE, PositionAction.REFUSE}


@transactional
def release_position(*, actor: Actor, position: Position, now: datetime) -> None:
    """Let a position be ranked and shown; its firm gets a letter.

    Who releases it has looked at title and occupation: from now on one means the other here.
    """
    _judge(actor=actor, position=position, action=PositionAction.RELEASE, reason=None, now=now)
    remember_title(
        actor=actor,
        title=position.title,
        code=position.occupation_code,
        names=(position.employer.name, position.place),
        now=now,
    )


@transactional
def refuse_position(*, actor: Actor, position: Position, reason: str, now: datetime) -> None:
    """Send a position back with a reason, which its firm is told."""
    _judge(actor=actor, position=position, action=PositionAction.REFUSE, reason=reason, now=now)


@transactional
def pause_position(*, actor: Actor, position: Position, now: datetime) -> None:
    """Neither rank nor show a position for a while; talks and proposals go on."""
    if position.state is not PositionState.PAUSED:
        _step(actor=actor, position=position, action=PositionAction.PAUSE, now=now)


@transactional
def resume_position(*, actor: Actor, position: Position, now: datetime) -> PositionState:
    """End a pause and return the state: what changed meanwhile waits for an officer."""
    if position.state in {PositionState.RELEASED, PositionState.SUBMITTED}:
        return position.state
    judged = position.decided_at is not None
    action = PositionAction.RESUME if judged else PositionAction.RESUME_CHANGED
    return _step(actor=actor, position=position, action=action, now=now)


@transactional
def close_position(*, actor: Actor, position: Position, now: datetime) -> None:
    """End a position: filled or withdrawn; neither it nor anybody proposed for it is shown."""
    if position.state is not PositionState.CLOSED:
        _step(actor=actor, position=position, action=PositionAction.CLOSE, now=now)
        close_of_position(actor=actor, position=position, now=now)


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
    """Take one step of the table; two people at once take it once."""
    before, state = position.state, next_state(position.state, action)
    values: dict[str, object] = {"state": state, "state_reason": reason}
    if action in _JUDGED:
        values |= {"decided_by_id": actor.account_id, "decided_at": now}
    taken = db.session.execute(
        update(Position)
        .where(Position.id == position.id, Position.state.in_(states_before(action)))
        .values(values)
        .returning(Position.id)
    ).scalar_one_or_none()
    if taken is None:
        raise WrongState(action=action)
    changes: dict[str, list[object]] = {"state": [before.value, state.value]}
    if reason:
        changes["state_reason"] = [None, reason]
    keep_change(actor=actor, position=position, changes=changes, now=now)
    record(actor=actor, action=f"position.{state.value}", subject=position, now=now)
    return state
