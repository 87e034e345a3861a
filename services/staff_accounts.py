"""What an administrator does with accounts: invite, disable, enable, new role, new second factor.

Every verb first holds the active administrators (on PostgreSQL row by row, on SQLite by the write
lock) and looks whether the one who acts is still among them. Nobody can change the own account;
so there is always an administrator left, also when two disable each other at the same moment.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import joinedload

from domain.access import STAFF, Actor, Role
from domain.errors import AlreadyThere, NotAllowed, NotFound, RuleBroken
from domain.keys import INVITATION_LASTS
from models import Account, KeyPurpose, Office, db, transactional
from services.audit import record
from services.firm_leaving import leave_task_without_members
from services.keys import end_keys, issue_key
from services.letters import write_letter
from services.pages import Page, page_of
from services.second_factor import forget_second_factor
from services.sessions import end_sessions_of


class OwnAccount(RuleBroken):
    """An administrator cannot do this to the own account."""


def list_accounts(*, words: str, role: Role | None, page: int) -> Page[Account]:
    """Return accounts by name, those of the staff unless firms are asked for."""
    wanted = select(Account).options(joinedload(Account.office)).order_by(Account.name, Account.id)
    wanted = wanted.where(Account.role == role if role else Account.role.in_(STAFF))
    if words:
        wanted = wanted.where(
            or_(
                func.lower(Account.name).contains(words.lower(), autoescape=True),
                Account.email.contains(words.lower(), autoescape=True),
            )
        )
    return page_of(wanted, page)


def active_account(email: str) -> Account | None:
    """Return the active account of the staff with this address; None if there is none."""
    return db.session.scalar(
        select(Account).where(
            Account.email == email, Account.role.in_(STAFF), Account.disabled_at.is_(None)
        )
    )


def offices() -> list[Office]:
    """Return all offices by name."""
    return list(db.session.scalars(select(Office).order_by(Office.name)))


@transactional
def invite_account(
    *, actor: Actor, email: str, name: str, role: Role, office_id: int | None, now: datetime
) -> Account:
    """Make an account of the staff and write the letter with its link.

    Raises
    ------
    AlreadyThere
        If the e-mail address has an account.
    """
    _hold_administrators(actor)
    account = _add_account(email=email, name=name, role=role, office_id=office_id, now=now)
    _write_invitation(account, now)
    record(actor=actor, action="account.created", subject=account, now=now)
    return account


@transactional
def invite_again(*, actor: Actor, account_id: int, now: datetime) -> None:
    """Write a new link to somebody who never set a password; the old one ends.

    Raises
    ------
    RuleBroken
        If the account has a password: its owner asks for a new one alone.
    """
    account = _hold_account(actor, account_id)
    if account.password_hash is not None or account.disabled_at is not None:
        raise RuleBroken(account="has a password or is disabled")
    _write_invitation(account, now)
    record(actor=actor, action="account.invited_again", subject=account, now=now)


@transactional
def create_first_account(*, email: str, name: str, now: datetime) -> str:
    """Make an administrator from the command line and return the token of the link.

    Raises
    ------
    AlreadyThere
        If the e-mail address has an account.
    """
    account = _add_account(email=email, name=name, role=Role.ADMINISTRATOR, office_id=None, now=now)
    record(actor=Actor(), action="account.created", subject=account, now=now)
    return _invitation(account, now)


@transactional
def disable_account(*, actor: Actor, account_id: int, now: datetime) -> None:
    """Let somebody in no more, at once: sessions and links end.

    Raises
    ------
    OwnAccount
        If it is the own.
    """
    account = _hold_account(actor, account_id)
    account.disabled_at = account.disabled_at or now
    _shut_out(account, now)
    if account.employer_id is not None:
        leave_task_without_members(employer_id=account.employer_id, now=now)
    record(actor=actor, action="account.disabled", subject=account, now=now)


@transactional
def enable_account(*, actor: Actor, account_id: int, now: datetime) -> None:
    """Let somebody in again, with the password and second factor of before."""
    account = _hold_account(actor, account_id)
    account.disabled_at = account.left_at = None
    record(actor=actor, action="account.enabled", subject=account, now=now)


@transactional
def reset_second_factor(*, actor: Actor, account_id: int, now: datetime) -> None:
    """Take app and recovery codes away: the next sign-in sets up new ones."""
    account = _hold_account(actor, account_id)
    forget_second_factor(account)
    end_sessions_of(account_id=account.id)
    record(actor=actor, action="account.second_factor_reset", subject=account, now=now)


@transactional
def change_account(
    *, actor: Actor, account_id: int, role: Role, office_id: int | None, now: datetime
) -> None:
    """Give a colleague another role or office; whoever is signed in must sign in anew.

    Raises
    ------
    OwnAccount
        If it is the own.
    RuleBroken
        If the account or the role is a firm's: these never turn into one another.
    """
    account = _hold_account(actor, account_id)
    if account.role not in STAFF or role not in STAFF:
        raise RuleBroken(role=role)
    account.role, account.office_id = role, office_id
    end_sessions_of(account_id=account.id)
    record(actor=actor, action="account.role_changed", subject=account, now=now)


@transactional
def add_office(*, actor: Actor, name: str, phone: str | None, now: datetime) -> Office:
    """Add a place of the Agentur or the Jobcenter.

    Raises
    ------
    AlreadyThere
        If there is one of this name.
    """
    _hold_administrators(actor)
    office = Office(name=name, phone=phone)
    db.session.add(office)
    try:
        db.session.flush()
    except IntegrityError:
        raise AlreadyThere(office=name) from None
    record(actor=actor, action="office.created", subject=office, now=now)
    return office


def _hold_administrators(actor: Actor) -> None:
    active = select(Account.id).where(
        Account.role == Role.ADMINISTRATOR, Account.disabled_at.is_(None)
    )
    held = db.session.scalars(active.order_by(Account.id).with_for_update()).all()
    if actor.account_id not in held:
        raise NotAllowed(account=actor.account_id)


def _hold_account(actor: Actor, account_id: int) -> Account:
    _hold_administrators(actor)
    if account_id == actor.account_id:
        raise OwnAccount(account=account_id)
    account = db.session.get(
        Account, account_id, with_for_update={"of": Account}, populate_existing=True
    )
    if account is None:
        raise NotFound(account=account_id)
    return account


def _add_account(
    *, email: str, name: str, role: Role, office_id: int | None, now: datetime
) -> Account:
    account = Account(
        email=email.lower(), name=name, role=role, office_id=office_id, created_at=now
    )
    db.session.add(account)
    try:
        db.session.flush()
    except IntegrityError:
        raise AlreadyThere(email=email) from None
    return account


def _invitation(account: Account, now: datetime) -> str:
    return issue_key(purpose=KeyPurpose.INVITATION, owner=account, now=now, lasts=INVITATION_LASTS)


def _write_invitation(account: Account, now: datetime) -> None:
    facts = {
        "name": account.name,
        "token": _invitation(account, now),
        "days": INVITATION_LASTS.days,
    }
    write_letter(kind="account-invitation", reader=account, facts=facts, now=now)


def _shut_out(account: Account, now: datetime) -> None:
    end_sessions_of(account_id=account.id)
    end_keys(owner=account, purposes={KeyPurpose.PASSWORD_RESET, KeyPurpose.INVITATION}, now=now)
