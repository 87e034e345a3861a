"""Firms: registered by themselves, verified by an officer."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from domain.access import Actor, Role
from domain.employers import EmployerState
from domain.errors import Outdated
from models import Account, Employer, EmployerContact, db, transactional
from services.audit import record
from services.letters import write_letter
from services.ranking_marks import mark_lists


@dataclass(frozen=True, slots=True)
class FirmFacts:
    """What a firm says about itself."""

    name: str
    sector: str
    street: str
    postcode: str
    place: str
    contact_name: str
    contact_phone: str | None = None
    about: str = ""
    establishment_number: str | None = None
    team_languages: tuple[str, ...] = ()


@transactional
def register_firm(
    *, firm: FirmFacts, email: str, password_hash: str, language: str, now: datetime
) -> Employer | None:
    """Add a firm that waits for its verification, and the account of its contact person.

    Returns ``None`` where the address already has an account. The web answers both alike; only
    the letter tells which it was, so nobody learns from outside who is registered.
    """
    employer = new_firm(firm, now=now)
    account = Account(
        email=email,
        name=firm.contact_name,
        phone=firm.contact_phone,
        role=Role.EMPLOYER,
        employer=employer,
        language=language,
        password_hash=password_hash,
        created_at=now,
    )
    try:
        with db.session.begin_nested():
            db.session.add_all((employer, account))
    except IntegrityError:
        _write_to_known(email, now)
        return None
    record(actor=account.actor, action="employer.registered", subject=employer, now=now)
    write_letter(kind="firm-registered", reader=account, facts={"employer": firm.name}, now=now)
    return employer


def new_firm(firm: FirmFacts, *, now: datetime) -> Employer:
    """Return the row of a firm, with whom to ask for as its first contact."""
    employer = Employer(**_columns(firm), created_at=now)
    employer.contacts = [
        EmployerContact(name=firm.contact_name, phone=firm.contact_phone, is_preferred=True)
    ]
    return employer


def _columns(firm: FirmFacts) -> dict[str, object]:
    return asdict(firm) | {"team_languages": list(firm.team_languages)}


def _write_to_known(email: str, now: datetime) -> None:
    known = db.session.scalar(select(Account).where(Account.email == email))
    if known is not None:
        write_letter(kind="address-known", reader=known, facts={}, now=now)


@transactional
def edit_firm(
    *, actor: Actor, employer: Employer, firm: FirmFacts, version: int, now: datetime
) -> None:
    """Change what a firm says about itself, and the contact to ask for first with it.

    Raises
    ------
    Outdated
        If somebody saved since ``version`` was shown.
    """
    taken = db.session.execute(
        update(Employer)
        .where(Employer.id == employer.id, Employer.version == version)
        .values(**_columns(firm), version=version + 1)
        .returning(Employer.id)
    ).scalar_one_or_none()
    if taken is None:
        raise Outdated(employer=employer.id)
    db.session.execute(
        update(EmployerContact)
        .where(EmployerContact.employer_id == employer.id, EmployerContact.is_preferred)
        .values(name=firm.contact_name, phone=firm.contact_phone)
    )
    record(actor=actor, action="employer.edited", subject=employer, now=now)


@transactional
def verify_firm(*, actor: Actor, employer: Employer, now: datetime) -> None:
    """Confirm that the firm exists and may be shown; its people get a letter."""
    _decide(actor=actor, employer=employer, state=EmployerState.VERIFIED, reason=None, now=now)


@transactional
def refuse_firm(*, actor: Actor, employer: Employer, reason: str, now: datetime) -> None:
    """Not let a firm in, with what is wrong or missing; what it typed stays."""
    _decide(actor=actor, employer=employer, state=EmployerState.REFUSED, reason=reason, now=now)


@transactional
def block_firm(*, actor: Actor, employer: Employer, reason: str, now: datetime) -> None:
    """Shut a firm out with a reason, which its people are told."""
    _decide(actor=actor, employer=employer, state=EmployerState.BLOCKED, reason=reason, now=now)


def _decide(
    *, actor: Actor, employer: Employer, state: EmployerState, reason: str | None, now: datetime
) -> None:
    """Change the state once: the same decision twice is one entry and one letter."""
    changed = db.session.execute(
        update(Employer)
        .where(Employer.id == employer.id, Employer.state != state)
        .values(state=state, state_reason=reason, decided_at=now)
        .returning(Employer.name)
    ).scalar_one_or_none()
    if changed is None:
        return
    mark_lists("firm", now)
    record(actor=actor, action=f"employer.{state.value}", subject=employer, now=now)
    write_to_members(
        employer_id=employer.id,
        kind=f"firm-{state.value}",
        facts={"employer": changed, "reason": reason or ""},
        now=now,
    )


def write_to_members(
    *, employer_id: int, kind: str, facts: dict[str, object], now: datetime
) -> None:
    """Write the same letter to every person of a firm; call it inside a verb."""
    members = select(Account).where(
        Account.employer_id == employer_id, Account.disabled_at.is_(None)
    )
    for account in db.session.scalars(members):
        write_letter(kind=kind, reader=account, facts=facts, now=now)


def is_verified(employer: Employer | None) -> bool:
    """Return whether the firm is shown to people and at fairs."""
    return employer is not None and employer.state is EmployerState.VERIFIED
