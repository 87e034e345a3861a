"""Nobody answers: a reminder, then a call by the officer, then an end that is nobody's no."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, or_, select, update
from sqlalchemy.orm import joinedload

from domain.access import Actor
from domain.clock import office_day
from domain.employers import SHUT
from domain.positions import PositionState
from domain.proposals import (
    FIRM_CALLED_AFTER,
    FIRM_REMINDED_AFTER,
    LIVE,
    PERSON_CALLED_AFTER,
    PERSON_REMINDED_AFTER,
    PersonsWord,
    ProposalState,
)
from domain.waking_hours import waking_moment
from models import Account, Candidate, Employer, Position, Proposal, db, transactional
from services.asking import write_question
from services.letters import write_letter
from services.records import changed_rows
from services.shortlists import close_silent
from services.visibility import agreed_to_placement, scope

_LOT = 200


def remind_silent(*, now: datetime) -> int:
    """Remind firms and people who have not answered, once; end what ran out; return how many."""
    done = 0
    for which, verb in _DUE:
        ids = db.session.scalars(
            select(Proposal.id).where(which(now)).order_by(Proposal.id).limit(_LOT)
        ).all()
        done += sum(verb(proposal_id=one, now=now) for one in ids)
    return done


def silent_proposals(*, actor: Actor, now: datetime) -> Select[Proposal]:
    """Return the query for the proposals of an officer whose firm or person is to be called."""
    firm = and_(
        Proposal.state == ProposalState.PROPOSED,
        Proposal.proposed_at <= now - FIRM_CALLED_AFTER,
        Proposal.firm_reminded_at.is_not(None),
    )
    person = and_(
        Proposal.person_word == PersonsWord.ASKED,
        Proposal.state.in_(LIVE),
        Proposal.asked_at <= now - PERSON_CALLED_AFTER,
    )
    own = or_(Proposal.proposed_by_id == actor.account_id, Proposal.asked_by_id == actor.account_id)
    return (
        select(Proposal)
        .where(scope(Proposal, actor), own, or_(firm, person))
        .options(
            joinedload(Proposal.position).joinedload(Position.employer),
            joinedload(Proposal.candidate),
        )
        .order_by(Proposal.proposed_at, Proposal.asked_at, Proposal.id)
    )


@transactional
def remind_firm(*, proposal_id: int, now: datetime) -> int:
    """Write once more to the people of a firm that has not answered."""
    proposal = _claim(proposal_id, _firms_to_remind(now), firm_reminded_at=now)
    if proposal is None:
        return 0
    members = select(Account).where(
        Account.employer_id == proposal.position.employer_id, Account.disabled_at.is_(None)
    )
    facts: dict[str, object] = {
        "title": proposal.position.title,
        "number": proposal.reference,
        "until": proposal.released_until.isoformat() if proposal.released_until else "",
    }
    for member in db.session.scalars(members):
        write_letter(
            kind="proposal-waits", reader=member, facts=facts, now=now, due_at=waking_moment(now)
        )
    return 1


@transactional
def remind_person(*, proposal_id: int, now: datetime) -> int:
    """Ask a person once more who has not answered."""
    proposal = _claim(proposal_id, _people_to_remind(now), person_reminded_at=now)
    if proposal is None:
        return 0
    write_question(proposal, kind="proposal-asked-again", now=now)
    return 1


@transactional
def end_unanswered(*, proposal_id: int, now: datetime) -> int:
    """End a proposal whose time ran out without an answer of the firm."""
    proposal = db.session.scalar(select(Proposal).where(Proposal.id == proposal_id, _ran_out(now)))
    if proposal is None:
        return 0
    close_silent(proposal=proposal, now=now)
    return 1


def _claim(proposal_id: int, which: ColumnElement[bool], **values: datetime) -> Proposal | None:
    """Mark a proposal inside the running transaction; of two workers one gets it."""
    marked = (
        update(Proposal)
        .where(Proposal.id == proposal_id, which)
        .values(values)
        .execution_options(synchronize_session=False)
    )
    if changed_rows(db.session.execute(marked)) != 1:
        return None
    return db.session.get_one(Proposal, proposal_id, populate_existing=True)


def _going_on() -> ColumnElement[bool]:
    """The person still agrees, the position is open, the firm is not shut out."""
    agreed = select(Candidate.id).where(
        Candidate.id == Proposal.candidate_id, agreed_to_placement()
    )
    open_position = (
        select(Position.id)
        .join(Employer)
        .where(
            Position.id == Proposal.position_id,
            Position.state.not_in([PositionState.CLOSED, PositionState.REFUSED]),
            Employer.state.not_in(SHUT),
        )
    )
    return and_(agreed.exists(), open_position.exists())


def _firms_to_remind(now: datetime) -> ColumnElement[bool]:
    return and_(
        Proposal.state == ProposalState.PROPOSED,
        Proposal.proposed_at <= now - FIRM_REMINDED_AFTER,
        Proposal.firm_reminded_at.is_(None),
        Proposal.released_until >= office_day(now),
        _going_on(),
    )


def _people_to_remind(now: datetime) -> ColumnElement[bool]:
    return and_(
        Proposal.person_word == PersonsWord.ASKED,
        Proposal.state.in_(LIVE),
        Proposal.asked_at <= now - PERSON_REMINDED_AFTER,
        Proposal.person_reminded_at.is_(None),
        _going_on(),
    )


def _ran_out(now: datetime) -> ColumnElement[bool]:
    return and_(Proposal.state == ProposalState.PROPOSED, Proposal.released_until < office_day(now))


_DUE: Sequence[tuple[Callable[[datetime], ColumnElement[bool]], Callable[..., int]]] = (
    (_firms_to_remind, remind_firm),
    (_people_to_remind, remind_person),
    (_ran_out, end_unanswered),
)
