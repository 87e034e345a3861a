"""Asking a person about a proposal, and the person's word: by link, on the own page, or told."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, exists, select
from sqlalchemy.orm import joinedload

from domain.access import Actor, Role
from domain.proposals import SEEN_BY_EMPLOYER, PersonsWord, ProposalAction, ToldBy
from domain.releases import ReleasedField
from domain.waking_hours import waking_moment
from models import (
    Account,
    AnswerLink,
    Candidate,
    FieldRelease,
    Position,
    Proposal,
    appending,
    db,
    transactional,
)
from services.letters import write_letter
from services.proposal_steps import end_releases, take_step, tell_firm, write_down
from services.sessions import hashed
from services.shortlists import require_going_on
from services.visibility import agreed_to_placement, scope

LINK_LASTS = timedelta(days=30)


@transactional
def ask_person(*, actor: Actor, proposal: Proposal, now: datetime, seen: int | None = None) -> None:
    """Ask a person in a letter in their own language whether the firm may get to know them.

    Raises
    ------
    WrongState
        If the person answered already, or the position is over.
    Overtaken
        If somebody was quicker, or the person no longer agrees to placement.
    """
    require_going_on(proposal.position)
    take_step(
        actor=actor,
        proposal=proposal,
        action=ProposalAction.ASK,
        now=now,
        seen=seen,
        only_if=still_agrees(actor),
        asked_by_id=actor.account_id,
        asked_at=now,
        person_reminded_at=None,
    )
    write_question(proposal, kind="proposal-asked", now=now)


def write_question(proposal: Proposal, *, kind: str, now: datetime) -> None:
    """Write the letter with a link of its own, in waking hours, inside the running transaction."""
    token = secrets.token_urlsafe(24)
    db.session.add(
        AnswerLink(proposal_id=proposal.id, link_hash=hashed(token), expires_at=now + LINK_LASTS)
    )
    position = proposal.position
    write_letter(
        kind=kind,
        reader=proposal.candidate,
        facts={
            "token": token,
            "number": proposal.reference,
            "title": position.title,
            "employer": position.employer.name,
            "place": position.place,
        },
        now=now,
        due_at=waking_moment(now),
    )


def find_question(token: str, *, now: datetime) -> Proposal | None:
    """Return the proposal a link asks about while it has not run out; looking changes nothing."""
    return db.session.scalar(
        select(Proposal)
        .join(AnswerLink, AnswerLink.proposal_id == Proposal.id)
        .where(AnswerLink.link_hash == hashed(token), AnswerLink.expires_at > now)
        .options(
            joinedload(Proposal.candidate),
            joinedload(Proposal.position).joinedload(Position.employer),
        )
    )


@transactional
def keep_word(
    *,
    actor: Actor,
    proposal: Proposal,
    fields: Collection[ReleasedField] | None,
    told: ToldBy,
    now: datetime,
    seen: int | None = None,
) -> None:
    """Keep the person's word: a yes with the fields it names, a no where there are none at all."""
    if fields is None:
        say_no(actor=actor, proposal=proposal, told=told, now=now, seen=seen)
    else:
        say_yes(actor=actor, proposal=proposal, fields=fields, told=told, now=now, seen=seen)


@transactional
def say_yes(
    *,
    actor: Actor,
    proposal: Proposal,
    fields: Collection[ReleasedField],
    told: ToldBy,
    now: datetime,
    seen: int | None = None,
) -> None:
    """Keep the person's yes with the fields the firm may be told; the officer gets a letter.

    Said anew it replaces what was agreed before: what is no longer among it ends at once.
    """
    take_step(
        actor=actor,
        proposal=proposal,
        action=ProposalAction.AGREE,
        now=now,
        seen=seen,
        only_if=still_agrees(actor),
        **_told(actor, told, now),
    )
    ended = end_releases(
        proposal_id=proposal.id, now=now, which=FieldRelease.field.not_in(list(fields))
    )
    if ended:
        tell_firm(kind="release-ended", proposal=proposal, now=now)
    held = _held(proposal.id)
    db.session.add_all(
        FieldRelease(proposal_id=proposal.id, field=field, agreed_at=now)
        for field in sorted(set(fields) - held)
    )
    _tell_officer(actor, proposal, now)


@transactional
def say_no(
    *,
    actor: Actor,
    proposal: Proposal,
    told: ToldBy,
    now: datetime,
    seen: int | None = None,
) -> None:
    """Keep the person's no: from now on the firm sees nothing of them; both sides are told."""
    was_seen = proposal.state in SEEN_BY_EMPLOYER
    take_step(
        actor=actor,
        proposal=proposal,
        action=ProposalAction.REFUSE,
        now=now,
        seen=seen,
        only_if=_theirs(actor),
        **_told(actor, told, now),
    )
    if was_seen:
        tell_firm(kind="proposal-over", proposal=proposal, now=now)
    _tell_officer(actor, proposal, now)


@appending
def note_too_late(*, actor: Actor, proposal: Proposal, now: datetime) -> None:
    """Write down that a person wanted to answer when it was over; nothing else changes."""
    write_down(actor, "proposal.word_too_late", proposal, now)


@transactional
def sweep_links(*, now: datetime) -> int:
    """Delete links that ran out and return how many that were."""
    gone = db.session.execute(delete(AnswerLink).where(AnswerLink.expires_at <= now))
    return int(getattr(gone, "rowcount", 0))


def still_agrees(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that the proposal is the actor's and its person agrees to placement."""
    agreed = exists().where(Candidate.id == Proposal.candidate_id, agreed_to_placement())
    return _theirs(actor) & agreed


def _theirs(actor: Actor) -> ColumnElement[bool]:
    """A link opens the proposal it was written for; the person's own id is the whole scope."""
    if actor.role is Role.CANDIDATE:
        return Proposal.candidate_id == actor.candidate_id
    return scope(Proposal, actor)


def _told(actor: Actor, told: ToldBy, now: datetime) -> dict[str, object]:
    return {"word_at": now, "word_told": told, "word_recorded_by_id": actor.account_id}


def _held(proposal_id: int) -> set[ReleasedField]:
    held = select(FieldRelease.field).where(
        FieldRelease.proposal_id == proposal_id, FieldRelease.ended_at.is_(None)
    )
    return set(db.session.scalars(held))


def _tell_officer(actor: Actor, proposal: Proposal, now: datetime) -> None:
    """Write to the officer who asked or proposed, unless it was they who wrote the word down."""
    officer_id = proposal.asked_by_id or proposal.proposed_by_id or proposal.shortlisted_by_id
    officer = db.session.get(Account, officer_id)
    if officer is None or officer.disabled_at is not None or officer.id == actor.account_id:
        return
    facts: dict[str, object] = {
        "number": proposal.reference,
        "title": proposal.position.title,
        "agrees": proposal.person_word is PersonsWord.YES,
    }
    write_letter(kind="person-answered", reader=officer, facts=facts, now=now)
