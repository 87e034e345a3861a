"""The timed jobs sweep what has run out and leave what still holds."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from flask import Flask
from sqlalchemy import func, select

from blueprints.commands.work import timed_jobs
from domain.letters import LetterState
from models import (
    Account,
    Attempt,
    Base,
    KeyPurpose,
    Letter,
    LoginSession,
    OneTimeKey,
    RegistrationDraft,
    db,
    transactional,
)
from services.keys import issue_key
from services.sessions import begin_session
from tests.factories import Office
from tests.factories.letters import written_letter


@transactional
def add(*rows: Base) -> None:
    db.session.add_all(rows)


def count(kind: type[Base]) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(kind)) or 0


def test_every_job_sweeps_what_has_run_out_and_nothing_else(app: Flask, office: Office) -> None:
    now = datetime.now(UTC)
    long_ago = now - timedelta(days=30)
    officer, fair = office.officer(), office.fair()
    for moment in (now, long_ago):
        begin_session(now=moment, lasts=timedelta(hours=12), account=officer)
        add(
            Attempt(kind="password", key_hash="0", at=moment),
            RegistrationDraft(
                token_hash=str(moment), fair_id=fair.id, answers={}, changed_at=moment
            ),
        )
    _issue_keys(officer, now, long_ago)
    stuck = {"state": LetterState.SENDING, "claimed_by": "gone", "due_at": now + timedelta(days=1)}
    written_letter(officer, claimed_at=long_ago, **stuck)
    written_letter(officer, claimed_at=now, **stuck)

    for job in timed_jobs(app, lambda: True):
        job.run(now)

    assert [count(kind) for kind in (LoginSession, Attempt, RegistrationDraft)] == [1, 1, 1]
    assert count(OneTimeKey) == 1
    states = sorted(db.session.scalars(select(Letter.state)))
    assert states == [LetterState.QUEUED, LetterState.SENDING]


@transactional
def _issue_keys(owner: Account, *moments: datetime) -> None:
    for moment, purpose in zip(moments, KeyPurpose, strict=False):
        issue_key(purpose=purpose, owner=owner, now=moment, lasts=timedelta(minutes=10))
