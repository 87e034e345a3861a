"""The officer's decisions on a match: pick, propose, withdraw. The software decides nothing."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from domain.access import Actor
from domain.clock import office_day
from domain.codes import ALPHABET
from domain.consent import release_ends
from domain.employers import SHUT
from domain.errors import AlreadyThere, NotFound, WrongState
from domain.positions import PositionState
from domain.proposals import ProposalAction, ProposalState, next_state
from models import Account, Candidate, Position, Proposal, db, transactional
from services.audit import record
from services.letters import write_letter
from services.records import changed_rows
from services.ruling_notes import note_ruling
from services.visibility import visible

REFERENCE_LENGTH = 8


@transactional
def shortlist(*, actor: Actor, candidate_id: int, position: Position, now: datetime) -> Proposal:
    """Pick a person for a position.

    Raises
    ------
    NotFound
        If the person does not exist for the actor (never did, or withdrew the consent).
    AlreadyThere
        If the person was picked for this position before.
    """
    candidate = _placeable(actor, candidate_id)
    _require_released(position)
    position_id = position.id
    chosen = Proposal(
        candidate=candidate,
        position=position,
        reference=_new_reference(),
        shortlisted_by_id=actor.account_id,
        shortlisted_at=now,
    )
    db.session.add(chosen)
    try:
        db.session.flush()
    except IntegrityError as error:
        raise AlreadyThere(candidate=candidate_id, position=position_id) from error
    record(
        actor=actor,
        action="proposal.shortlisted",
        subject=candidate,
        now=now,
        other_id=position_id,
    )
    return chosen


@transactional
def propose(*, actor: Actor, proposal: Proposal, now: datetime) -> None:
    """Propose a picked person to the employer and write the letters that say so.

    From now on the firm sees the pseudonymous profile, until the release ends.

    Raises
    ------
    NotFound
        If the person no longer agrees to placement.
    WrongState
        If somebody else was quicker, or the position is not released.
    """
    candidate = _placeable(actor, proposal.candidate_id)
    position = proposal.position
    _require_released(position)
    _step(
        proposal,
        ProposalAction.PROPOSE,
        proposed_by_id=actor.account_id,
        proposed_at=now,
        released_until=release_ends(office_day(now)),
        answered_at=None,
        decline_reason=None,
    )
    note_ruling(
        actor=actor,
        decision="proposal",
        candidate_id=proposal.candidate_id,
        position=position,
        now=now,
    )
    for member in position.employer.members:
        if member.disabled_at is None:
            _announce(member, proposal, now)
    record(
        actor=actor,
        action="proposal.proposed",
        subject=candidate,
        now=now,
        other_id=proposal.position_id,
    )


@transactional
def withdraw(*, actor: Actor, proposal: Proposal, now: datetime) -> None:
    """Take a picked or proposed person back; the firm sees them no longer."""
    _step(proposal, ProposalAction.WITHDRAW, released_until=None)
    record(
        actor=actor,
        action="proposal.withdrawn",
        subject=proposal.candidate,
        now=now,
        other_id=proposal.position_id,
    )


def _placeable(actor: Actor, candidate_id: int) -> Candidate:
    found: Candidate | None = db.session.scalar(
        visible(Candidate, actor).where(Candidate.id == candidate_id)
    )
    if found is None:
        raise NotFound(candidate=candidate_id)
    return found


def _require_released(position: Position) -> None:
    if position.state is not PositionState.RELEASED or position.employer.state in SHUT:
        raise WrongState(position=position.id, state=position.state)


def _step(proposal: Proposal, action: ProposalAction, **values: Any) -> None:
    """Move the proposal on by one conditional UPDATE: of two colleagues only one succeeds."""
    before: ProposalState = proposal.state
    result = db.session.execute(
        update(Proposal)
        .where(Proposal.id == proposal.id, Proposal.state == before)
        .values(state=next_state(before, action), **values)
        .execution_options(synchronize_session=False)
    )
    if changed_rows(result) != 1:
        raise WrongState(proposal=proposal.id, action=action)
    db.session.refresh(proposal)


def _announce(member: Account, proposal: Proposal, now: datetime) -> None:
    write_letter(
        kind="proposal-made",
        reader=member,
        facts={"title": proposal.position.title, "number": proposal.reference},
        now=now,
    )


def _new_reference() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(REFERENCE_LENGTH))
