"""Counted tries: limits hold over all workers because they are counted in the database.

``claim_try`` is exact under races: each try is written and committed before it is counted, so of
any number of parallel tries at most ``most`` pass. ``check_limit`` and ``note_try`` are its two
halves for callers who count only what failed.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, func, select

from domain.errors import TooManyTries
from domain.keys import Limit
from models import Attempt, db, transactional
from services.sessions import hashed

KEPT_FOR = timedelta(days=2)
"""No window is longer; older rows are swept."""


def check_limit(kind: str, key: str, *, now: datetime, most: int, window: timedelta) -> None:
    """Refuse where ``most`` tries of this kind were noted for this key within the window.

    Raises
    ------
    TooManyTries
        With ``most`` and ``minutes``, the length of the window, among its facts.
    """
    if _tries(kind, key, since=now - window) >= most:
        raise TooManyTries(kind=kind, most=most, minutes=_minutes(window))


@transactional
def note_try(kind: str, key: str, *, now: datetime) -> int:
    """Write one try down and return its number."""
    attempt = Attempt(kind=kind, key_hash=_key_hash(kind, key), at=now)
    db.session.add(attempt)
    db.session.flush()
    return attempt.id


def claim_try(kind: str, key: str, *, now: datetime, most: int, window: timedelta) -> int:
    """Take one of the ``most`` tries of the window, or refuse; call it outside of a verb.

    Returns the number of the try, for ``forget_try`` where it turned out right.

    Raises
    ------
    TooManyTries
        With ``most`` and ``minutes``. What is refused is not counted, so waiting helps.
    """
    number = note_try(kind, key, now=now)
    if _tries(kind, key, since=now - window) > most:
        forget_try(number)
        raise TooManyTries(kind=kind, most=most, minutes=_minutes(window))
    return number


def claim(limit: Limit, key: str, *, now: datetime) -> int:
    """Take one of the tries of a limit, or refuse; see ``claim_try``."""
    return claim_try(limit.kind, key, now=now, most=limit.most, window=limit.window)


@transactional
def forget_try(number: int) -> None:
    """Take back one try: it was right, or it was refused."""
    db.session.execute(delete(Attempt).where(Attempt.id == number))


@transactional
def forget_tries(kind: str, key: str) -> None:
    """Take back all tries of a key: whoever tried has proved to be the right person."""
    db.session.execute(
        delete(Attempt).where(Attempt.kind == kind, Attempt.key_hash == _key_hash(kind, key))
    )


@transactional
def sweep_tries(*, now: datetime) -> int:
    """Delete tries that count nowhere any more and return how many those were."""
    result = db.session.execute(delete(Attempt).where(Attempt.at < now - KEPT_FOR))
    return int(getattr(result, "rowcount", 0))


def _tries(kind: str, key: str, *, since: datetime) -> int:
    counted = select(func.count()).where(
        Attempt.kind == kind, Attempt.key_hash == _key_hash(kind, key), Attempt.at > since
    )
    return db.session.scalar(counted) or 0


def _key_hash(kind: str, key: str) -> str:
    return hashed(f"{kind}:{key}")


def _minutes(window: timedelta) -> int:
    return max(1, round(window.total_seconds() / 60))
