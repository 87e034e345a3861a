"""Sessions in the database: begun at sign-in, read at each request, ended at once."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import joinedload

from domain.access import STAFF
from models import Account, Candidate, LoginSession, db, transactional

_SEEN_EVERY = timedelta(minutes=1)


def hashed(secret: str) -> str:
    """Return what the database keeps of a random secret (SHA-256, hex)."""
    return hashlib.sha256(secret.encode()).hexdigest()


@transactional
def begin_session(
    *,
    now: datetime,
    lasts: timedelta,
    account: Account | None = None,
    candidate: Candidate | None = None,
    second_factor: bool = False,
) -> str:
    """Sign somebody in and return the token of the new session (kept in the cookie only)."""
    token = secrets.token_urlsafe(32)
    db.session.add(
        LoginSession(
            token_hash=hashed(token),
            account=account,
            candidate=candidate,
            created_at=now,
            last_seen_at=now,
            expires_at=now + lasts,
            second_factor_at=now if second_factor else None,
        )
    )
    return token


def find_session(token: str, *, now: datetime, idle: timedelta) -> LoginSession | None:
    """Return the session of a token, if it still holds and its owner may still come in."""
    found = db.session.scalar(
        select(LoginSession)
        .where(LoginSession.token_hash == hashed(token), LoginSession.expires_at > now)
        .options(joinedload(LoginSession.account), joinedload(LoginSession.candidate))
    )
    if found is None or found.last_seen_at + idle < now or not _may_come_in(found):
        return None
    return found


def _may_come_in(session: LoginSession) -> bool:
    account = session.account
    if account is None:
        return session.candidate is not None
    if account.disabled_at is not None:
        return False
    return account.role not in STAFF or session.second_factor_at is not None


def is_seen_long_ago(session: LoginSession, *, now: datetime) -> bool:
    """Return whether the time of the last request should be written again."""
    return session.last_seen_at + _SEEN_EVERY < now


@transactional
def note_seen(*, session_id: int, now: datetime) -> None:
    """Write when the session was last used."""
    db.session.execute(
        update(LoginSession).where(LoginSession.id == session_id).values(last_seen_at=now)
    )


@transactional
def end_session(*, token: str) -> None:
    """Sign one browser out."""
    db.session.execute(delete(LoginSession).where(LoginSession.token_hash == hashed(token)))


def sessions_of(*, account_id: int, now: datetime) -> Sequence[LoginSession]:
    """Return where an account is signed in, the last used first."""
    return db.session.scalars(
        select(LoginSession)
        .where(LoginSession.account_id == account_id, LoginSession.expires_at > now)
        .order_by(LoginSession.last_seen_at.desc(), LoginSession.id)
        .limit(50)
    ).all()


@transactional
def end_own_session(*, session_id: int, account_id: int) -> bool:
    """Sign out one browser of an account; return whether there was such a session."""
    ended = delete(LoginSession).where(
        LoginSession.id == session_id, LoginSession.account_id == account_id
    )
    return db.session.scalar(ended.returning(LoginSession.id)) is not None


@transactional
def end_sessions_of(*, account_id: int) -> None:
    """Sign an account out everywhere (new password, disabled, new role)."""
    db.session.execute(delete(LoginSession).where(LoginSession.account_id == account_id))


@transactional
def sweep_sessions(*, now: datetime, idle: timedelta) -> int:
    """Delete what has run out and return how many sessions that were."""
    result = db.session.execute(
        delete(LoginSession).where(
            or_(LoginSession.expires_at <= now, LoginSession.last_seen_at < now - idle)
        )
    )
    return int(getattr(result, "rowcount", 0))
