"""The people to ask for at a firm: added, changed, preferred, removed by the firm."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import update

from domain.access import Actor
from domain.errors import RuleBroken
from models import Employer, EmployerContact, Position, db, transactional
from services.audit import record


@dataclass(frozen=True, slots=True)
class ContactFacts:
    """Somebody to ask for: name, what they do there, how to reach them."""

    name: str
    role: str = ""
    phone: str | None = None
    email: str | None = None


@transactional
def add_contact(
    *, actor: Actor, employer: Employer, facts: ContactFacts, now: datetime
) -> EmployerContact:
    """Add somebody to ask for."""
    contact = EmployerContact(employer_id=employer.id, **asdict(facts))
    db.session.add(contact)
    db.session.flush()
    record(actor=actor, action="contact.added", subject=employer, now=now, other_id=contact.id)
    return contact


@transactional
def change_contact(
    *, actor: Actor, contact: EmployerContact, facts: ContactFacts, now: datetime
) -> None:
    """Change name, role, telephone or e-mail of a contact."""
    for name, value in asdict(facts).items():
        setattr(contact, name, value)
    if contact.is_preferred:
        _ask_for(contact)
    _record(actor, contact, "contact.changed", now)


@transactional
def prefer_contact(*, actor: Actor, contact: EmployerContact, now: datetime) -> None:
    """Let the office ask for this one first."""
    db.session.execute(
        update(EmployerContact)
        .where(EmployerContact.employer_id == contact.employer_id, EmployerContact.is_preferred)
        .values(is_preferred=False)
    )
    contact.is_preferred = True
    _ask_for(contact)
    _record(actor, contact, "contact.preferred", now)


@transactional
def remove_contact(*, actor: Actor, contact: EmployerContact, now: datetime) -> None:
    """Take somebody off the list; positions that named them name nobody.

    Raises
    ------
    RuleBroken
        If it is the one to ask for first.
    """
    if contact.is_preferred:
        raise RuleBroken(contact="preferred")
    db.session.execute(
        update(Position).where(Position.contact_id == contact.id).values(contact_id=None)
    )
    _record(actor, contact, "contact.removed", now)
    db.session.delete(contact)


def _ask_for(contact: EmployerContact) -> None:
    """Keep the firm's own line the same as its preferred contact."""
    db.session.execute(
        update(Employer)
        .where(Employer.id == contact.employer_id)
        .values(
            contact_name=contact.name, contact_phone=contact.phone, version=Employer.version + 1
        )
    )


def _record(actor: Actor, contact: EmployerContact, deed: str, now: datetime) -> None:
    record(actor=actor, action=deed, subject=contact.employer, now=now, other_id=contact.id)
