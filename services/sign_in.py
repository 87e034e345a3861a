"""Signing in with e-mail and password, and getting a new password by letter."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from domain.errors import CodeRefused, TooManyTries
from domain.keys import (
    ADDRESS_TRIES,
    PASSWORD_TRIES,
    RESET_LASTS,
    RESETS_SENT,
    SENT_FROM_ADDRESS,
)
from models import Account, KeyPurpose, OneTimeKey, db, transactional
from services import audit
from services.keys import consume_key, end_keys, find_key, issue_key
from services.letters import write_letter
from services.limits import claim, forget_tries, forget_try
from services.passwords import check_password_rules, hash_password, is_password, needs_new_hash
from services.sessions import end_sessions_of

SETS_PASSWORD = {KeyPurpose.PASSWORD_RESET, KeyPurpose.INVITATION}


def check_password(*, email: str, password: str, address: str, now: datetime) -> Account:
    """Return the account that may sign in with these; the same work is done for any e-mail.

    Raises
    ------
    TooManyTries
        After ten wrong tries for this e-mail address, or many from this network address.
    CodeRefused
        If the two do not belong together, or the account is disabled.
    """
    from_address = claim(ADDRESS_TRIES, address, now=now)
    claim(PASSWORD_TRIES, email.lower(), now=now)
    account = db.session.scalar(select(Account).where(Account.email == email.lower()))
    enabled = account is not None and account.disabled_at is None
    kept = account.password_hash if account is not None and enabled else None
    if not is_password(kept, password) or account is None:
        raise CodeRefused(password="wrong")  # noqa: S106 - a fact, not a password
    forget_try(from_address)
    forget_tries(PASSWORD_TRIES.kind, account.email)
    if needs_new_hash(kept or ""):
        _keep_hash(account_id=account.id, password_hash=hash_password(password))
    return account


@transactional
def _keep_hash(*, account_id: int, password_hash: str) -> None:
    db.session.get_one(Account, account_id).password_hash = password_hash


def ask_for_password(*, email: str, address: str, now: datetime) -> None:
    """Write a letter with a link that sets a new password, if there is such an account.

    Nobody learns whether there is: too many letters to one address are silently not written.

    Raises
    ------
    TooManyTries
        If this network address asked for very many letters.
    """
    claim(SENT_FROM_ADDRESS, address, now=now)
    try:
        claim(RESETS_SENT, email.lower(), now=now)
    except TooManyTries:
        return
    _write_reset(email=email, now=now)


@transactional
def _write_reset(*, email: str, now: datetime) -> None:
    account = db.session.scalar(select(Account).where(Account.email == email.lower()))
    if account is None or account.disabled_at is not None:
        return
    token = issue_key(purpose=KeyPurpose.PASSWORD_RESET, owner=account, now=now, lasts=RESET_LASTS)
    minutes = int(RESET_LASTS.total_seconds() // 60)
    facts = {"name": account.name, "token": token, "minutes": minutes}
    write_letter(kind="password-reset", reader=account, facts=facts, now=now)


def find_password_key(token: str, *, now: datetime) -> OneTimeKey | None:
    """Return the key of a reset or invitation link while it works; opening it changes nothing."""
    return find_key(token, purposes=SETS_PASSWORD, now=now)


def set_password(*, token: str, password: str, now: datetime) -> Account:
    """Use a link up and keep the new password; whoever was signed in is out.

    Raises
    ------
    CodeRefused
        If the link was used, has ended or never was.
    PasswordRefused
        If the password is too easy; the link then still works.
    """
    key = find_password_key(token, now=now)
    if key is None or key.account is None:
        raise CodeRefused(link="used or ended")
    check_password_rules(password, email=key.account.email)
    kept = hash_password(password)  # a tenth of a second: before the write lock is taken
    return _use_key(key_id=key.id, account_id=key.account.id, password_hash=kept, now=now)


@transactional
def _use_key(*, key_id: int, account_id: int, password_hash: str, now: datetime) -> Account:
    if not consume_key(key_id=key_id, now=now):
        raise CodeRefused(link="used or ended")
    account = db.session.get_one(Account, account_id)
    account.password_hash = password_hash
    end_keys(owner=account, purposes=SETS_PASSWORD, now=now)
    end_sessions_of(account_id=account.id)
    audit.record(actor=account.actor, action="account.password_set", subject=account, now=now)
    forget_tries(PASSWORD_TRIES.kind, account.email)
    return account


def change_password(*, account: Account, present: str, new: str, now: datetime) -> None:
    """Replace the own password; every session of the account ends.

    Raises
    ------
    TooManyTries, CodeRefused
        If the present password is wrong (too often).
    PasswordRefused
        If the new one is too easy.
    """
    claim(PASSWORD_TRIES, account.email, now=now)
    if not is_password(account.password_hash, present):
        raise CodeRefused(password="wrong")  # noqa: S106 - a fact, not a password
    forget_tries(PASSWORD_TRIES.kind, account.email)
    check_password_rules(new, email=account.email)
    _replace_password(account_id=account.id, password_hash=hash_password(new), now=now)


@transactional
def _replace_password(*, account_id: int, password_hash: str, now: datetime) -> None:
    account = db.session.get_one(Account, account_id)
    account.password_hash = password_hash
    end_keys(owner=account, purposes=SETS_PASSWORD, now=now)
    end_sessions_of(account_id=account.id)
    audit.record(actor=account.actor, action="account.password_set", subject=account, now=now)
