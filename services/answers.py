"""What a firm does with the people proposed to it: look, and answer."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import joinedload

from domain.access import Actor
from domain.proposals import DeclineReason, ProposalAction
from models import Account, Position, Proposal, appending, db, transactional
from services.letters import write_letter
from services.pages import Page, page_of
from services.proposal_steps import take_step, write_down
from services.visibility import scope, visible


@transactional
def answer_proposal(
    *,
    actor: Actor,
    proposal: Proposal,
    action: ProposalAction,
    now: datetime,
    reason: DeclineReason | None = None,
    note: str = "",
) -> None:
    """Say yes or no to a proposed person; the officer who proposed them gets a letter.

    Raises
    ------
    WrongState
        If the proposal is past an answer.
    Overtaken
        If somebody of the firm was quicker, or the proposal is no longer the firm's to see.
    """
    take_step(
        actor=actor,
        proposal=proposal,
        action=action,
        now=now,
        only_if=scope(Proposal, actor),
        answered_at=now,
        decline_reason=reason,
        answer_note=note or None,
    )
    _tell_officer(proposal, now)


@appending
def note_profile_viewed(*, actor: Actor, proposal: Proposal, now: datetime) -> None:
    """Write down that the firm looked at the profile of a proposed person."""
    write_down(actor, "proposal.viewed", proposal, now)


def was_proposed(*, actor: Actor, proposal_id: int, now: datetime) -> bool:
    """Return whether the firm was shown this proposal and sees it no longer, for any cause."""
    own = exists().where(
        Position.id == Proposal.position_id, Position.employer_id == actor.employer_id
    )
    over = select(Proposal.id).where(
        Proposal.id == proposal_id,
        Proposal.proposed_at <= now,
        own,
        ~exists().where(Proposal.id == proposal_id, scope(Proposal, actor)),
    )
    return proposal_id < 2**31 and db.session.scalar(over) is not None


@appending
def note_answer_too_late(*, actor: Actor, proposal_id: int, now: datetime) -> None:
    """Write down that a firm wanted to answer when it was over; nothing else changes."""
    proposal = db.session.get(Proposal, proposal_id)
    if proposal is not None:
        write_down(actor, "proposal.answered_too_late", proposal, now)


def page_of_proposals(*, actor: Actor, page: int) -> Page[Proposal]:
    """Return the people proposed to the firm: unanswered first, then the newest."""
    query: Select[Proposal] = (
        visible(Proposal, actor)
        .options(joinedload(Proposal.position))
        .order_by(Proposal.answered_at.is_not(None), Proposal.proposed_at.desc(), Proposal.id)
    )
    return page_of(query, page)


def _tell_officer(proposal: Proposal, now: datetime) -> None:
    officer: Account | None = proposal.proposed_by
    if officer is not None and officer.disabled_at is None:
        facts: dict[str, object] = {
            "title": proposal.position.title,
            "number": proposal.reference,
        }
        write_letter(kind="proposal-answered", reader=officer, facts=facts, now=now)
