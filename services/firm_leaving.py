"""Leaving a firm: by oneself, or ended by a colleague; when the last one goes, the office is told.

Positions, stands and proposals are the firm's and stay. Only letters end: nobody is left to read
them, until the office or a colleague invites somebody.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, exists, func, select, update

from domain.access import Actor
from domain.errors import NotAllowed, NotFound, RuleBroken
from domain.letters import LetterState
from domain.positions import PositionState
from domain.proposals import ProposalState
from models import (
    Account,
    Employer,
    KeyPurpose,
    Letter,
    Position,
    Proposal,
    Task,
    TaskKind,
    db,
    transactional,
)
from services.audit import record
from services.keys import end_keys
from services.letters import write_letter
from services.sessions import end_sessions_of

LEFT = "left"
"""Why a letter was not sent: its reader left the firm before."""


@transactional
def leave_firm(*, actor: Actor, now: datetime) -> None:
    """End the own access; the firm's positions, stands and proposals stay.

    Raises
    ------
    NotAllowed
        If a colleague ended it meanwhile.
    """
    account = _hold_members(actor)[actor.account_id or 0]
    _end(account, now, by_colleague=False)
    record(
        actor=actor, action="account.left", subject=account, now=now, other_id=account.employer_id
    )


@transactional
def end_access(*, actor: Actor, account_id: int, now: datetime) -> Account:
    """End the access of a colleague of the same firm, who is told by a letter.

    Of two who end each other at one moment, the second is out before it acts.

    Raises
    ------
    NotAllowed
        If the own access has ended.
    NotFound
        If nobody of this firm has this account, or not any more.
    RuleBroken
        If it is the own account: one leaves.
    """
    members = _hold_members(actor)
    if account_id not in members:
        raise NotFound(account=account_id)
    if account_id == actor.account_id:
        raise RuleBroken(account="own")
    account = members[account_id]
    _end(account, now, by_colleague=True)
    record(
        actor=actor, action="account.ended", subject=account, now=now, other_id=account.employer_id
    )
    return account


def leave_task_without_members(*, employer_id: int, now: datetime) -> None:
    """Tell the office when nobody of a firm may sign in any more; call it inside a verb."""
    db.session.flush()
    open_task = exists().where(*_open_task(employer_id))
    if db.session.scalar(select(exists().where(*_may_sign_in(employer_id)) | open_task)):
        return
    task = Task(
        kind=TaskKind.FIRM_LEFT, employer_id=employer_id, hint=_waiting(employer_id), created_at=now
    )
    db.session.add(task)
    db.session.flush()


def close_task_without_members(*, actor: Actor, employer_id: int, now: datetime) -> None:
    """End the office's task, because somebody of the firm is invited; call it inside a verb."""
    db.session.execute(
        update(Task)
        .where(*_open_task(employer_id))
        .values(done_at=now, done_by_id=actor.account_id)
    )


def _hold_members(actor: Actor) -> dict[int, Account]:
    """Return who may sign in, held until the verb ends; the one who acts is among them."""
    db.session.execute(
        select(Employer.id).where(Employer.id == actor.employer_id).with_for_update()
    )
    members = db.session.scalars(
        select(Account)
        .where(*_may_sign_in(actor.employer_id or 0))
        .execution_options(populate_existing=True)
    )
    found = {one.id: one for one in members}
    if actor.account_id not in found:
        raise NotAllowed(account=actor.account_id)
    return found


def _end(account: Account, now: datetime, *, by_colleague: bool) -> None:
    account.disabled_at = account.left_at = now
    end_sessions_of(account_id=account.id)
    end_keys(owner=account, purposes={KeyPurpose.PASSWORD_RESET, KeyPurpose.INVITATION}, now=now)
    _stop_letters(account, now)
    employer = db.session.get_one(Employer, account.employer_id)
    if account.password_hash is not None:
        facts: dict[str, object] = {"employer": employer.name, "by_colleague": by_colleague}
        write_letter(kind="firm-left", reader=account, facts=facts, now=now)
    leave_task_without_members(employer_id=employer.id, now=now)


def _stop_letters(account: Account, now: datetime) -> None:
    """Let no letter of the firm go to somebody who is no longer there, nor a task about one."""
    own = select(Letter.id).where(Letter.account_id == account.id)
    db.session.execute(
        update(Task)
        .where(Task.letter_id.in_(own), Task.done_at.is_(None))
        .values(done_at=now, done_by_id=None)
    )
    db.session.execute(
        update(Letter)
        .where(
            Letter.account_id == account.id,
            Letter.state.in_((LetterState.QUEUED, LetterState.DEAD)),
        )
        .values(state=LetterState.DEAD, last_error=LEFT, facts={})
    )


def _waiting(employer_id: int) -> str:
    """Return what of the firm goes on without it, in the words of the office."""
    counted = {
        "Stellen": select(func.count(Position.id)).where(
            Position.employer_id == employer_id, Position.state != PositionState.CLOSED
        ),
        "Vorschläge ohne Antwort": select(func.count(Proposal.id))
        .join(Position, Position.id == Proposal.position_id)
        .where(Position.employer_id == employer_id, Proposal.state == ProposalState.PROPOSED),
    }
    numbers = {word: db.session.scalar(query) or 0 for word, query in counted.items()}
    return ", ".join(f"{number} {word}" for word, number in numbers.items())


def _may_sign_in(employer_id: int) -> tuple[ColumnElement[bool], ...]:
    return Account.employer_id == employer_id, Account.disabled_at.is_(None)


def _open_task(employer_id: int) -> tuple[ColumnElement[bool], ...]:
    return (
        Task.kind == TaskKind.FIRM_LEFT,
        Task.employer_id == employer_id,
        Task.done_at.is_(None),
    )
