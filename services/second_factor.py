"""The second factor of the staff: codes of an app (TOTP, RFC 6238) and printed recovery codes."""

from __future__ import annotations

import secrets
from datetime import datetime

import pyotp
from sqlalchemy import delete, func, or_, select, update

from domain.codes import new_personal_code, normalise_code
from domain.errors import CodeRefused
from domain.keys import RECOVERY_CODES, SECOND_FACTOR_TRIES
from models import Account, RecoveryCode, db, transactional
from services import audit
from services.letters import write_letter
from services.limits import claim, forget_tries
from services.sessions import hashed

STEP_SECONDS = 30
_CLOCKS_DIFFER = (0, -1, 1)
"""Telephones are up to half a minute early or late."""


def has_second_factor(account: Account) -> bool:
    """Return whether the app was set up and confirmed."""
    return account.totp_secret is not None and account.totp_confirmed_at is not None


@transactional
def begin_enrolment(*, account_id: int) -> None:
    """Give the account a new secret, unless one is confirmed.

    A secret that was shown to an earlier visitor and never confirmed is worth nothing.
    """
    db.session.execute(
        update(Account)
        .where(Account.id == account_id, Account.totp_confirmed_at.is_(None))
        .values(totp_secret=pyotp.random_base32(), totp_last_step=None)
        .execution_options(synchronize_session="fetch")
    )


def confirm_enrolment(*, account: Account, typed: str, now: datetime) -> list[str]:
    """Confirm the app with its first code and return the recovery codes, shown this once.

    Raises
    ------
    TooManyTries, CodeRefused
        If the code is wrong (too often), or the app was confirmed before.
    """
    claim(SECOND_FACTOR_TRIES, str(account.id), now=now)
    step = _step_of(account, normalise_code(typed), now)
    if step is None:
        raise CodeRefused(code="wrong")
    codes = _confirm(account_id=account.id, step=step, now=now)
    forget_tries(SECOND_FACTOR_TRIES.kind, str(account.id))
    return codes


@transactional
def _confirm(*, account_id: int, step: int, now: datetime) -> list[str]:
    confirmed = db.session.scalar(
        update(Account)
        .where(Account.id == account_id, Account.totp_confirmed_at.is_(None))
        .values(totp_confirmed_at=now, totp_last_step=step)
        .returning(Account.id)
    )
    if confirmed is None:
        raise CodeRefused(app="confirmed before")
    codes = [new_personal_code() for _ in range(RECOVERY_CODES)]
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account_id))
    db.session.add_all(RecoveryCode(account_id=account_id, code_hash=hashed(c)) for c in codes)
    account = db.session.get_one(Account, account_id)
    audit.record(actor=account.actor, action="account.second_factor_set", subject=account, now=now)
    return codes


def use_code(*, account: Account, typed: str, now: datetime) -> None:
    """Take a code of the app or a recovery code; each works once.

    Raises
    ------
    TooManyTries, CodeRefused
        If the code is wrong or was used before (too often).
    """
    claim(SECOND_FACTOR_TRIES, str(account.id), now=now)
    code = normalise_code(typed)
    if not (_take_code(account, code, now) or _take_recovery_code(account.id, code, now)):
        raise CodeRefused(code="wrong")
    forget_tries(SECOND_FACTOR_TRIES.kind, str(account.id))


@transactional
def _take_code(account: Account, code: str, now: datetime) -> bool:
    step = _step_of(account, code, now)
    if step is None:
        return False
    taken = (
        update(Account)
        .where(
            Account.id == account.id,
            Account.totp_secret == account.totp_secret,
            Account.totp_confirmed_at.is_not(None),
            or_(Account.totp_last_step.is_(None), Account.totp_last_step < step),
        )
        .values(totp_last_step=step)
        .returning(Account.id)
    )
    return db.session.scalar(taken) is not None


@transactional
def _take_recovery_code(account_id: int, code: str, now: datetime) -> bool:
    taken = db.session.scalar(
        update(RecoveryCode)
        .where(
            RecoveryCode.account_id == account_id,
            RecoveryCode.code_hash == hashed(code),
            RecoveryCode.used_at.is_(None),
        )
        .values(used_at=now)
        .returning(RecoveryCode.id)
    )
    if taken is None:
        return False
    account = db.session.get_one(Account, account_id)
    facts = {"name": account.name, "left": recovery_codes_left(account_id)}
    write_letter(kind="recovery-code-used", reader=account, facts=facts, now=now)
    audit.record(actor=account.actor, action="account.recovery_code_used", subject=account, now=now)
    return True


def recovery_codes_left(account_id: int) -> int:
    """Return how many recovery codes still work."""
    unused = select(func.count()).where(
        RecoveryCode.account_id == account_id, RecoveryCode.used_at.is_(None)
    )
    return db.session.scalar(unused) or 0


def forget_second_factor(account: Account) -> None:
    """Take app and recovery codes away inside the running transaction."""
    account.totp_secret = account.totp_confirmed_at = account.totp_last_step = None
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account.id))


def address_for_app(account: Account, *, issuer: str) -> str:
    """Return what the QR code says to the app."""
    return pyotp.TOTP(account.totp_secret or "").provisioning_uri(
        name=account.email, issuer_name=issuer
    )


def code_for_demo(account: Account, *, now: datetime) -> str:
    """Return the code the app would show next; only a demo may ask for it."""
    step = int(now.timestamp()) // STEP_SECONDS
    unused = max(step, (account.totp_last_step or 0) + 1)
    return pyotp.TOTP(account.totp_secret or "").at(min(unused, step + 1) * STEP_SECONDS)


def _step_of(account: Account, code: str, now: datetime) -> int | None:
    """Return the half minute whose code this is, or ``None``."""
    if account.totp_secret is None:
        return None
    present = int(now.timestamp()) // STEP_SECONDS
    app = pyotp.TOTP(account.totp_secret)
    fitting = [
        present + shift
        for shift in _CLOCKS_DIFFER
        if secrets.compare_digest(app.at((present + shift) * STEP_SECONDS), code)
    ]
    return fitting[0] if fitting else None
