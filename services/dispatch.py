"""Sending the letters that are due: claimed, carried, marked; a failed one waits or is dead."""

from __future__ import annotations

import os
import secrets
import socket
from collections.abc import Callable, Mapping
from datetime import datetime

import structlog
from sqlalchemy import Select, select, update

from domain.letters import STUCK_AFTER, Channel, LetterState, is_given_up, wait_before_try
from models import Account, Letter, Task, TaskKind, db, transactional
from services.carriers import Carrier, CarrierAway, Message, NotDelivered, Refused

Compose = Callable[[Letter], Message]
Clock = Callable[[], datetime]

_LEFT_BEHIND = "left behind by a process that ended"


def send_due_letters(
    *,
    compose: Compose,
    carriers: Mapping[Channel, Carrier],
    clock: Clock,
    goes_on: Callable[[], bool] = lambda: True,
) -> int:
    """Send everything that is due, one letter after the other, and return how many went out.

    Any number of processes may do this at the same time. A channel whose carrier is away is
    left alone until the next call, so one dead server does not age every letter.
    """
    sender = f"{socket.gethostname()[:24]}:{os.getpid()}:{secrets.token_hex(8)}"
    working = set(carriers)
    sent = 0
    while working and goes_on() and has_due_letters(now=clock(), channels=working):
        letter = claim_next_letter(sender=sender, channels=working, now=clock())
        if letter is None:
            break
        try:
            message = compose(letter)
            db.session.rollback()  # no transaction stays open while a slow server answers
            carriers[letter.channel].carry(message)
        except NotDelivered as failure:
            if isinstance(failure, CarrierAway):
                working.discard(letter.channel)
            structlog.get_logger().warning(
                "letter not sent", letter_id=letter.id, error=str(failure)
            )
            note_failure(letter=letter, failure=failure, now=clock())
        else:
            sent += mark_sent(letter=letter, now=clock())
    return sent


def has_due_letters(*, now: datetime, channels: set[Channel]) -> bool:
    """Return whether anything is due, without taking the write lock."""
    found = db.session.scalar(_due(now, channels).limit(1))
    db.session.rollback()
    return found is not None


@transactional
def claim_next_letter(*, sender: str, channels: set[Channel], now: datetime) -> Letter | None:
    """Take the letter that has been due longest; no two senders get the same one."""
    oldest = (
        _due(now, channels)
        .order_by(Letter.due_at, Letter.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    letter: Letter | None = db.session.scalar(
        update(Letter)
        .where(Letter.id == oldest.scalar_subquery(), Letter.state == LetterState.QUEUED)
        .values(state=LetterState.SENDING, claimed_by=sender, claimed_at=now)
        .returning(Letter)
        .execution_options(populate_existing=True)
    )
    if letter is not None:
        db.session.expunge(letter)  # the claim as it was made, whatever happens to the row
    return letter


@transactional
def mark_sent(*, letter: Letter, now: datetime) -> bool:
    """Note that a claimed letter went out and forget its facts; False if the claim was lost."""
    return _changed(
        letter, state=LetterState.SENT, sent_at=now, facts={}, last_error=None, claimed_by=None
    )


@transactional
def note_failure(*, letter: Letter, failure: NotDelivered, now: datetime) -> None:
    """Let a claimed letter wait for its next try, or give it up and leave a task."""
    tries = letter.tries + 1
    reason = str(failure)[:200]
    if isinstance(failure, Refused) or is_given_up(tries):
        if _changed(letter, state=LetterState.DEAD, tries=tries, last_error=reason):
            _leave_task(letter, now)
        return
    _changed(
        letter,
        state=LetterState.QUEUED,
        tries=tries,
        last_error=reason,
        due_at=now + wait_before_try(tries),
        claimed_by=None,
        claimed_at=None,
    )


@transactional
def free_stuck_letters(*, now: datetime) -> int:
    """Queue again what a dead process left half sent; its message id stays the same."""
    stuck = db.session.scalars(
        select(Letter).where(
            Letter.state == LetterState.SENDING, Letter.claimed_at < now - STUCK_AFTER
        )
    ).all()
    for letter in stuck:
        note_failure(letter=letter, failure=NotDelivered(_LEFT_BEHIND), now=now)
    return len(stuck)


def _due(now: datetime, channels: set[Channel]) -> Select[int]:
    return select(Letter.id).where(
        Letter.state == LetterState.QUEUED, Letter.due_at <= now, Letter.channel.in_(channels)
    )


def _changed(letter: Letter, **values: object) -> bool:
    """Change a letter that is still in the hands of who claimed it."""
    result = db.session.execute(
        update(Letter)
        .where(
            Letter.id == letter.id,
            Letter.state == LetterState.SENDING,
            Letter.claimed_by == letter.claimed_by,
        )
        .values(**values)
        .execution_options(synchronize_session=False)
    )
    return bool(getattr(result, "rowcount", 0))


def _leave_task(letter: Letter, now: datetime) -> None:
    """Ask the staff to reach the reader another way; one task a letter, opened again if need be."""
    task = db.session.scalar(
        select(Task).where(Task.kind == TaskKind.LETTER_DEAD, Task.letter_id == letter.id)
    )
    if task is None:
        account = db.session.get(Account, letter.account_id) if letter.account_id else None
        task = Task(
            kind=TaskKind.LETTER_DEAD,
            letter_id=letter.id,
            candidate_id=letter.candidate_id,
            employer_id=account.employer_id if account else None,
        )
        db.session.add(task)
    task.hint, task.created_at, task.done_at, task.done_by_id = letter.kind, now, None, None
