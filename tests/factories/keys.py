"""Passwords and apps for accounts, and what the letters say."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pyotp
from sqlalchemy import select

from models import Account, Letter, db, transactional
from services.passwords import hash_password

PASSWORD = "drei kleine Brote"
_HASH = hash_password(PASSWORD)


@transactional
def with_password(account: Account) -> Account:
    """Give the account the password of the tests."""
    account.password_hash = _HASH
    return account


@transactional
def with_app(account: Account) -> Account:
    """Give the account the password and a confirmed second factor."""
    account.password_hash = _HASH
    account.totp_secret = pyotp.random_base32()
    account.totp_confirmed_at = datetime.now(UTC)
    return account


def code_of(account: Account, *, later: int = 0) -> str:
    """Return what the app of the account shows, ``later`` half minutes from now."""
    assert account.totp_secret
    moment = datetime.now(UTC) + timedelta(seconds=30 * later)
    return pyotp.TOTP(account.totp_secret).at(moment)


def letters(kind: str) -> list[Letter]:
    """Return the letters of a kind in the order they were written."""
    db.session.rollback()
    return list(db.session.scalars(select(Letter).where(Letter.kind == kind).order_by(Letter.id)))
