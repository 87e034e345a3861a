"""One-time keys: links and codes that work once; the database keeps their hashes only."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import joinedload

from models import Account, Candidate, KeyPurpose, OneTimeKey, db, transactional
from services.sessions import hashed

SWEPT_AFTER = timedelta(days=1)


def issue_key(
    *,
    purpose: KeyPurpose,
    owner: Account | Candidate,
    now: datetime,
    lasts: timedelta,
    code: str | None = None,
) -> str:
    """Add a key to the running transaction and return the token of its link.

    Only the newest key of a purpose opens anything: earlier ones end.
    """
    end_keys(owner=owner, purposes={purpose}, now=now)
    token = secrets.token_urlsafe(24)
    link_hash = hashed(token)
    key = OneTimeKey(
        purpose=purpose,
        account_id=owner.id if isinstance(owner, Account) else None,
        candidate_id=owner.id if isinstance(owner, Candidate) else None,
        link_hash=link_hash,
        code_hash=None if code is None else code_hash(link_hash, code),
        created_at=now,
        expires_at=now + lasts,
    )
    db.session.add(key)
    return token


def find_key(token: str, *, purposes: set[KeyPurpose], now: datetime) -> OneTimeKey | None:
    """Return the key of a link while it is unused, in time, and its owner may come in."""
    found = db.session.scalar(
        select(OneTimeKey)
        .where(
            OneTimeKey.link_hash == hashed(token),
            OneTimeKey.purpose.in_(purposes),
            OneTimeKey.used_at.is_(None),
            OneTimeKey.expires_at > now,
        )
        .options(joinedload(OneTimeKey.account), joinedload(OneTimeKey.candidate))
    )
    if found is None or (found.account is not None and found.account.disabled_at is not None):
        return None
    return found


def consume_key(*, key_id: int, now: datetime) -> bool:
    """Use the key up inside the running transaction; of many at one moment one gets True."""
    taken = (
        update(OneTimeKey)
        .where(OneTimeKey.id == key_id, OneTimeKey.used_at.is_(None), OneTimeKey.expires_at > now)
        .values(used_at=now)
        .returning(OneTimeKey.id)
    )
    return db.session.scalar(taken) is not None


def end_keys(*, owner: Account | Candidate, purposes: set[KeyPurpose], now: datetime) -> None:
    """End the open keys somebody has, inside the running transaction."""
    column = OneTimeKey.account_id if isinstance(owner, Account) else OneTimeKey.candidate_id
    db.session.execute(
        update(OneTimeKey)
        .where(
            column == owner.id,
            OneTimeKey.purpose.in_(purposes),
            OneTimeKey.used_at.is_(None),
            OneTimeKey.expires_at > now,
        )
        .values(expires_at=now)
    )


def code_hash(link_hash: str, code: str) -> str:
    """Return what is kept of a code; the link's hash makes equal codes look different."""
    return hashed(f"{link_hash}:{code}")


@transactional
def sweep_keys(*, now: datetime) -> int:
    """Delete keys that ran out a day ago and return how many that were."""
    result = db.session.execute(delete(OneTimeKey).where(OneTimeKey.expires_at < now - SWEPT_AFTER))
    return int(getattr(result, "rowcount", 0))
