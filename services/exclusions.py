"""Leaving a person out for a position, with a reason, and taking that back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import joinedload

from domain.access import Actor
from domain.errors import AlreadyThere, NotFound, Overtaken, RuleBroken, WrongState
from domain.exclusions import ExclusionReason, needs_note
from domain.proposals import LIVE, ProposalAction, ProposalState
from models import Candidate, Exclusion, Position, Proposal, db, transactional
from services.audit import record
from services.proposal_steps import take_step
from services.records import changed_rows
from services.visibility import scope, visible


def exclusions_of(*, position_id: int, actor: Actor) -> Sequence[Exclusion]:
    """Return who is left out for a position now, the latest first."""
    return db.session.scalars(
        visible(Exclusion, actor)
        .where(Exclusion.position_id == position_id, Exclusion.lifted_at.is_(None))
        .options(joinedload(Exclusion.candidate), joinedload(Exclusion.set_by))
        .order_by(Exclusion.set_at.desc(), Exclusion.id.desc())
    ).all()


@transactional
def exclude(
    *,
    actor: Actor,
    candidate_id: int,
    position: Position,
    reason: ExclusionReason,
    note: str = "",
    now: datetime,
) -> Exclusion:
    """Leave a person out for a position; who was only picked is taken off the shortlist.

    Raises
    ------
    NotFound
        If the person does not exist for the actor.
    RuleBroken
        If the reason says nothing without a note and there is none.
    AlreadyThere
        If a colleague left the person out already.
    WrongState
        If the firm knows of the person already: that is taken back first.
    """
    note = note.strip()
    if needs_note(reason) and not note:
        raise RuleBroken(note="missing")
    position_id = position.id
    hold_position(position_id)
    candidate = db.session.scalar(visible(Candidate, actor).where(Candidate.id == candidate_id))
    if candidate is None:
        raise NotFound(candidate=candidate_id)
    _take_off_shortlist(actor, candidate_id, position_id, now)
    left_out = Exclusion(
        candidate=candidate, position=position, reason=reason, note=note,
        set_by_id=actor.account_id, set_at=now,
    )  # fmt: skip
    db.session.add(left_out)
    try:
        db.session.flush()
    except IntegrityError as error:
        raise AlreadyThere(candidate=candidate_id, position=position_id) from error
    record(actor=actor, action="exclusion.set", subject=candidate, now=now, other_id=position_id)
    return left_out


@transactional
def lift_exclusion(*, actor: Actor, exclusion: Exclusion, now: datetime) -> None:
    """Let a person who was left out back onto the list; the row stays with both names.

    Raises
    ------
    Overtaken
        If a colleague did it meanwhile.
    """
    lifted = db.session.execute(
        update(Exclusion)
        .where(Exclusion.id == exclusion.id, Exclusion.lifted_at.is_(None))
        .where(scope(Exclusion, actor))
        .values(lifted_by_id=actor.account_id, lifted_at=now)
        .execution_options(synchronize_session=False)
    )
    if changed_rows(lifted) != 1:
        raise Overtaken(exclusion=exclusion.id)
    record(
        actor=actor, action="exclusion.lifted", subject=exclusion.candidate, now=now,
        other_id=exclusion.position_id,
    )  # fmt: skip


def hold_position(position_id: int) -> None:
    """Let decisions on one position follow each other inside the running transaction."""
    db.session.execute(select(Position.id).where(Position.id == position_id).with_for_update())


def require_not_left_out(*, candidate_id: int, position_id: int) -> None:
    """Refuse to choose somebody a colleague left out, inside the running transaction.

    Raises
    ------
    WrongState
        If so.
    """
    hold_position(position_id)
    held = select(Exclusion.id).where(
        Exclusion.candidate_id == candidate_id,
        Exclusion.position_id == position_id,
        Exclusion.lifted_at.is_(None),
    )
    if db.session.scalar(held) is not None:
        raise WrongState(left_out=candidate_id, position=position_id)


def _take_off_shortlist(actor: Actor, candidate_id: int, position_id: int, now: datetime) -> None:
    proposal = db.session.scalar(
        select(Proposal).where(
            Proposal.candidate_id == candidate_id,
            Proposal.position_id == position_id,
            Proposal.state.in_(LIVE),
        )
    )
    if proposal is None:
        return
    if proposal.state is not ProposalState.SHORTLISTED:
        raise WrongState(proposal=proposal.id, state=proposal.state)
    take_step(actor=actor, proposal=proposal, action=ProposalAction.WITHDRAW, now=now)
