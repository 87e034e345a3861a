"""One step of a proposal: by the table, once, written down; what must not outlive it ends."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, true, update

from domain.access import Actor
from domain.errors import Overtaken
from domain.proposals import (
    DONE,
    SEEN_BY_EMPLOYER,
    EndReason,
    PersonsWord,
    ProposalAction,
    ProposalState,
    Step,
    step_from,
)
from models import FieldRelease, Proposal, db
from services.audit import record
from services.employers import write_to_members
from services.records import changed_rows
from services.waiting_letters import drop_waiting_letters

_NEVER_ASKED: dict[str, object] = {
    **dict.fromkeys(("asked_at", "asked_by_id", "person_reminded_at")),
    **dict.fromkeys(("word_at", "word_told", "word_recorded_by_id")),
}


def take_step(
    *,
    actor: Actor,
    proposal: Proposal,
    action: ProposalAction,
    now: datetime,
    seen: int | None = None,
    only_if: ColumnElement[bool] | None = None,
    **values: Any,
) -> None:
    """Move a proposal on inside the running transaction by one conditional UPDATE.

    Parameters
    ----------
    seen
        The version somebody decided on; of two who decide on the same one the first succeeds.
    only_if
        What else must hold at that moment, such as the scope of the actor.

    Raises
    ------
    NotAllowed, WrongState
        If the table has no such line.
    Overtaken
        If somebody else was quicker.
    """
    version = proposal.version if seen is None else seen
    if version != proposal.version:
        raise Overtaken(proposal=proposal.id, action=action)
    step = step_from(action, state=proposal.state, word=proposal.person_word, role=actor.role)
    result = db.session.execute(
        update(Proposal)
        .where(Proposal.id == proposal.id, Proposal.version == version)
        .where(true() if only_if is None else only_if)
        .values(version=version + 1, **(_values_of(step, proposal, now) | values))
        .execution_options(synchronize_session=False)
    )
    if changed_rows(result) != 1:
        raise Overtaken(proposal=proposal.id, action=action)
    db.session.refresh(proposal)
    _end_what_may_not_outlive(proposal, now)
    write_down(actor, f"proposal.{DONE[action]}", proposal, now)


def write_down(actor: Actor, deed: str, proposal: Proposal, now: datetime) -> None:
    """Write down what was done with a proposal."""
    record(
        actor=actor, action=deed, subject=proposal.candidate, now=now, other_id=proposal.position_id
    )


def tell_firm(*, kind: str, proposal: Proposal, now: datetime) -> None:
    """Write to every person of the firm; the letter names a number, never a person."""
    write_to_members(
        employer_id=proposal.position.employer_id,
        kind=kind,
        facts={"title": proposal.position.title, "number": proposal.reference},
        now=now,
    )


def end_releases(*, proposal_id: int, now: datetime, which: ColumnElement[bool]) -> int:
    """End what a firm was told or may be told of a person; return how many fields that were."""
    ended = (
        update(FieldRelease)
        .where(FieldRelease.proposal_id == proposal_id, FieldRelease.ended_at.is_(None), which)
        .values(ended_at=now)
        .execution_options(synchronize_session=False)
    )
    return changed_rows(db.session.execute(ended))


def _values_of(step: Step, proposal: Proposal, now: datetime) -> dict[str, Any]:
    values: dict[str, Any] = {}
    if step.state is not None:
        values |= {"state": step.state} | _end(step.end, now)
        if step.state not in SEEN_BY_EMPLOYER:
            values["released_until"] = None
    if step.word is not None:
        values["person_word"] = step.word
    if step.word is PersonsWord.NOT_ASKED:
        values |= _NEVER_ASKED
    return values


def _end(reason: EndReason | None, now: datetime) -> dict[str, Any]:
    return {"end_reason": reason, "ended_at": now if reason else None}


def _end_what_may_not_outlive(proposal: Proposal, now: datetime) -> None:
    """End releases once either side no longer wants, and letters that are still on the way."""
    over = proposal.state not in (
        ProposalState.SHORTLISTED,
        ProposalState.PROPOSED,
        ProposalState.INTERESTED,
    )
    if over or proposal.person_word is not PersonsWord.YES:
        end_releases(proposal_id=proposal.id, now=now, which=true())
    if over:
        drop_waiting_letters(reference=proposal.reference)
