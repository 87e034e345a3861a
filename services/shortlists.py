"""The officer's decisions on a match: pick, propose, withdraw. The software decides nothing."""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from domain.access import SYSTEM, Actor
from domain.clock import office_day
from domain.codes import ALPHABET
from domain.consent import release_ends
from domain.employers import SHUT
from domain.errors import AlreadyThere, NotFound, WrongState
from domain.positions import PositionState
from domain.proposals import ENDED, LIVE, SEEN_BY_EMPLOYER, ProposalAction
from domain.waking_hours import waking_moment
from models import Candidate, Position, Proposal, db, transactional
from services.audit import record
from services.exclusions import require_not_left_out
from services.letters import write_letter
from services.proposal_steps import take_step, tell_firm
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
        If the person stands on the list of this position, or was proposed for it.
    WrongState
        If the position is not released, or a colleague left the person out.
    """
    candidate = _placeable(actor, candidate_id)
    _require_released(position)
    require_not_left_out(candidate_id=candidate_id, position_id=position.id)
    ended = _ended(candidate_id, position.id)
    if ended is not None:
        take_step(actor=actor, proposal=ended, action=ProposalAction.SHORTLIST, now=now,
                  shortlisted_by_id=actor.account_id, shortlisted_at=now)  # fmt: skip
        return ended
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
def propose(*, actor: Actor, proposal: Proposal, now: datetime, seen: int | None = None) -> None:
    """Propose a picked person to the employer and write the letters that say so.

    From now on the firm sees the pseudonymous profile, until the release ends.

    Raises
    ------
    NotFound
        If the person no longer agrees to placement.
    WrongState
        If somebody else was quicker, or the position is not released.
    """
    _placeable(actor, proposal.candidate_id)
    position = proposal.position
    _require_released(position)
    require_not_left_out(candidate_id=proposal.candidate_id, position_id=position.id)
    take_step(
        actor=actor,
        proposal=proposal,
        action=ProposalAction.PROPOSE,
        now=now,
        seen=seen,
        proposed_by_id=actor.account_id,
        proposed_at=now,
        released_until=release_ends(office_day(now)),
        answered_at=None,
        decline_reason=None,
        answer_note=None,
        firm_reminded_at=None,
    )
    note_ruling(
        actor=actor,
        decision="proposal",
        candidate_id=proposal.candidate_id,
        position=position,
        now=now,
    )
    tell_firm(kind="proposal-made", proposal=proposal, now=now)


@transactional
def withdraw(*, actor: Actor, proposal: Proposal, now: datetime, seen: int | None = None) -> None:
    """Take a picked or proposed person back; the firm sees them no longer and is told so."""
    _take_away(actor, proposal, ProposalAction.WITHDRAW, now, seen)


def end_for_want_of_consent(*, actor: Actor, candidate_id: int, now: datetime) -> None:
    """End all proposals of a person inside the running transaction; declined ones show nothing."""
    own = Proposal.candidate_id == candidate_id
    live = select(Proposal).where(own, Proposal.state.in_(LIVE)).order_by(Proposal.id)
    for proposal in db.session.scalars(live).all():
        _take_away(actor, proposal, ProposalAction.END_CONSENT, now, None)
    db.session.execute(
        update(Proposal)
        .where(own)
        .values(released_until=None, version=Proposal.version + 1)
        .execution_options(synchronize_session=False)
    )


@transactional
def close_silent(*, proposal: Proposal, now: datetime) -> None:
    """End a proposal the firm never answered; the silence is counted, nobody is blamed."""
    _take_away(SYSTEM, proposal, ProposalAction.EXPIRE, now, None)


def close_of_position(*, actor: Actor, position: Position, now: datetime) -> None:
    """End what is still open about a position inside the running transaction, and say so kindly."""
    live = select(Proposal).where(Proposal.position_id == position.id, Proposal.state.in_(LIVE))
    for proposal in db.session.scalars(live.order_by(Proposal.id)).all():
        knows = proposal.proposed_at is not None or proposal.asked_at is not None
        take_step(actor=actor, proposal=proposal, action=ProposalAction.CLOSE, now=now)
        if knows:
            facts: dict[str, object] = {
                "title": position.title,
                "employer": position.employer.name,
            }
            write_letter(
                kind="position-gone",
                reader=proposal.candidate,
                facts=facts,
                now=now,
                due_at=waking_moment(now),
            )


def require_going_on(position: Position) -> None:
    """Refuse a step about a position that ended or whose firm is shut out.

    Raises
    ------
    WrongState
        If so.
    """
    over = position.state in {PositionState.CLOSED, PositionState.REFUSED}
    if over or position.employer.state in SHUT:
        raise WrongState(position=position.id, state=position.state)


def _take_away(
    actor: Actor, proposal: Proposal, action: ProposalAction, now: datetime, seen: int | None
) -> None:
    was_seen = proposal.state in SEEN_BY_EMPLOYER
    take_step(actor=actor, proposal=proposal, action=action, now=now, seen=seen)
    if was_seen:
        tell_firm(kind="proposal-over", proposal=proposal, now=now)


def _placeable(actor: Actor, candidate_id: int) -> Candidate:
    found: Candidate | None = db.session.scalar(
        visible(Candidate, actor).where(Candidate.id == candidate_id)
    )
    if found is None:
        raise NotFound(candidate=candidate_id)
    return found


def _ended(candidate_id: int, position_id: int) -> Proposal | None:
    """Return the proposal that was taken back or closed: it may be taken up again."""
    found: Proposal | None = db.session.scalar(
        select(Proposal).where(
            Proposal.candidate_id == candidate_id,
            Proposal.position_id == position_id,
            Proposal.state.in_(ENDED),
        )
    )
    return found


def _require_released(position: Position) -> None:
    if position.state is not PositionState.RELEASED or position.employer.state in SHUT:
        raise WrongState(position=position.id, state=position.state)


def _new_reference() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(REFERENCE_LENGTH))
