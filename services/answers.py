"""What a firm does with the people proposed to it: look, and answer."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Select, update
from sqlalchemy.orm import joinedload

from domain.access import Actor
from domain.errors import WrongState
from domain.proposals import DeclineReason, ProposalAction, next_state
from models import Account, Proposal, appending, db, transactional
from services.audit import record
from services.letters import write_letter
from services.pages import Page, page_of
from services.records import changed_rows
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
        If somebody of the firm was quicker, or the proposal is no longer the firm's to see.
    """
    before = proposal.state
    result = db.session.execute(
        update(Proposal)
        .where(Proposal.id == proposal.id, Proposal.state == before, scope(Proposal, actor))
        .values(
            state=next_state(before, action),
            answered_at=now,
            decline_reason=reason,
            answer_note=note or None,
        )
        .execution_options(synchronize_session=False)
    )
    if changed_rows(result) != 1:
        raise WrongState(proposal=proposal.id, action=action)
    db.session.refresh(proposal)
    _note(actor, f"proposal.{action.value}", proposal, now)
    _tell_officer(proposal, now)


@appending
def note_profile_viewed(*, actor: Actor, proposal: Proposal, now: datetime) -> None:
    """Write down that the firm looked at the profile of a proposed person."""
    _note(actor, "proposal.viewed", proposal, now)


def page_of_proposals(*, actor: Actor, page: int) -> Page[Proposal]:
    """Return the people proposed to the firm: unanswered first, then the newest."""
    query: Select[Proposal] = (
        visible(Proposal, actor)
        .options(joinedload(Proposal.position))
        .order_by(Proposal.answered_at.is_not(None), Proposal.proposed_at.desc(), Proposal.id)
    )
    return page_of(query, page)


def _note(actor: Actor, action: str, proposal: Proposal, now: datetime) -> None:
    record(
        actor=actor,
        action=action,
        subject=proposal.candidate,
        now=now,
        other_id=proposal.position_id,
    )


def _tell_officer(proposal: Proposal, now: datetime) -> None:
    officer: Account | None = proposal.proposed_by
    if officer is not None and officer.disabled_at is None:
        facts: dict[str, object] = {
            "title": proposal.position.title,
            "number": proposal.reference,
        }
        write_letter(kind="proposal-answered", reader=officer, facts=facts, now=now)
