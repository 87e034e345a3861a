"""The people of a firm who sign in: invited by an officer or a colleague, by a link used once.

A firm made by an officer on the telephone is handed over the same way: whoever opens the link
sets a password and is the firm's first member.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from domain.access import Actor, Role
from domain.employers import EmployerState
from domain.errors import AlreadyThere, NotFound, RuleBroken
from domain.keys import INVITATION_LASTS
from models import Account, Employer, KeyPurpose, db, transactional
from services.audit import record
from services.employers import FirmFacts, new_firm
from services.firm_leaving import close_task_without_members
from services.keys import issue_key
from services.letters import write_letter

LANGUAGE = "de"
"""Of the letter, until the new member chooses another one."""


@transactional
def create_firm(*, actor: Actor, firm: FirmFacts, email: str, now: datetime) -> Employer:
    """Make a firm on the telephone, verified by the call, and write the link to its person.

    Raises
    ------
    AlreadyThere
        If the e-mail address has an account.
    """
    employer = new_firm(firm, now=now)
    employer.contacts[0].email = email
    employer.state, employer.decided_at = EmployerState.VERIFIED, now
    db.session.add(employer)
    db.session.flush()
    record(actor=actor, action="employer.created", subject=employer, now=now)
    invite_member(
        actor=actor,
        employer=employer,
        name=firm.contact_name,
        email=email,
        now=now,
    )
    return employer


@transactional
def invite_member(
    *, actor: Actor, employer: Employer, name: str, email: str, now: datetime
) -> Account:
    """Make an account of a firm and write the letter with its link; the firm has somebody again.

    Raises
    ------
    AlreadyThere
        If the e-mail address has an account of somebody who did not leave their firm.
    """
    account = _come_back(employer, name, email) or _new_member(employer, name, email, now)
    _write_invitation(account, employer, now)
    close_task_without_members(actor=actor, employer_id=employer.id, now=now)
    record(actor=actor, action="account.invited", subject=account, now=now, other_id=employer.id)
    return account


def _come_back(employer: Employer, name: str, email: str) -> Account | None:
    """Let somebody who left a firm begin anew, without the password of before."""
    return db.session.scalar(
        update(Account)
        .where(Account.email == email, Account.left_at.is_not(None))
        .values(
            employer_id=employer.id, name=name, password_hash=None, disabled_at=None, left_at=None
        )
        .returning(Account)
        .execution_options(populate_existing=True)
    )


def _new_member(employer: Employer, name: str, email: str, now: datetime) -> Account:
    account = Account(
        email=email,
        name=name,
        role=Role.EMPLOYER,
        employer_id=employer.id,
        language=LANGUAGE,
        created_at=now,
    )
    db.session.add(account)
    try:
        db.session.flush()
    except IntegrityError:
        raise AlreadyThere(email=email) from None
    return account


@transactional
def invite_member_again(
    *, actor: Actor, employer: Employer, account_id: int, now: datetime
) -> Account:
    """Write a new link to a member who never set a password; the old one ends.

    Raises
    ------
    NotFound
        If the account is not of this firm.
    RuleBroken
        If the member has a password, or may not come in any more.
    """
    account = db.session.get(Account, account_id)
    if account is None or account.employer_id != employer.id:
        raise NotFound(account=account_id)
    if account.password_hash is not None or account.disabled_at is not None:
        raise RuleBroken(account="has a password or is disabled")
    _write_invitation(account, employer, now)
    record(
        actor=actor, action="account.invited_again", subject=account, now=now, other_id=employer.id
    )
    return account


def members_of(employer: Employer) -> Sequence[Account]:
    """Return the people of a firm who may sign in, by name."""
    members = (
        select(Account)
        .where(Account.employer_id == employer.id, Account.disabled_at.is_(None))
        .order_by(Account.name, Account.id)
    )
    return db.session.scalars(members).all()


def _write_invitation(account: Account, employer: Employer, now: datetime) -> None:
    token = issue_key(purpose=KeyPurpose.INVITATION, owner=account, now=now, lasts=INVITATION_LASTS)
    facts: dict[str, object] = {
        "name": account.name,
        "employer": employer.name,
        "token": token,
        "days": INVITATION_LASTS.days,
    }
    write_letter(kind="firm-invitation", reader=account, facts=facts, now=now)
