"""Telling the people concerned of a change of scheme, in the transaction that makes it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select

from domain.access import Role
from domain.support_scheme import Scheme
from models import Account, Candidate, Office, SchemePeriod, db
from services.letters import write_letter


def tell_of_change(*, candidate: Candidate, period: SchemePeriod, now: datetime) -> None:
    """Write to the person, the caseworker and who receives the case."""
    office = responsible_office(candidate, period)
    contact = candidate.caseworker.name if candidate.caseworker else ""
    write_letter(
        kind="scheme-changed",
        reader=candidate,
        facts={
            "starts_on": period.starts_on.isoformat(),
            "office": office.name,
            "unit": period.unit,
            "contact": contact,
            "apply": period.scheme is Scheme.SGB2,
        },
        now=now,
    )
    facts: dict[str, object] = {
        "case": candidate.id,
        "starts_on": period.starts_on.isoformat(),
        "office": office.name,
    }
    for colleague in _colleagues(candidate, office):
        write_letter(kind="scheme-noted", reader=colleague, facts=facts, now=now)


def tell_taken_back(*, candidate: Candidate, period: SchemePeriod, now: datetime) -> None:
    """Write to everybody who was told that the change will not come."""
    office = responsible_office(candidate, period)
    write_letter(
        kind="scheme-removed",
        reader=candidate,
        facts={"starts_on": period.starts_on.isoformat(), "office": candidate.office.name},
        now=now,
    )
    facts: dict[str, object] = {"case": candidate.id, "starts_on": period.starts_on.isoformat()}
    for colleague in _colleagues(candidate, office):
        write_letter(kind="scheme-not-coming", reader=colleague, facts=facts, now=now)


def responsible_office(candidate: Candidate, period: SchemePeriod) -> Office:
    """Return the office of a period; where none is named the person's own goes on."""
    if period.office_id is None:
        return candidate.office
    return db.session.get_one(Office, period.office_id)


def _colleagues(candidate: Candidate, office: Office) -> Iterator[Account]:
    """Return the caseworker, and the team leads of an office that receives the case."""
    if candidate.caseworker is not None and candidate.caseworker.disabled_at is None:
        yield candidate.caseworker
    if office.id != candidate.office_id:
        yield from db.session.scalars(
            select(Account)
            .where(
                Account.role == Role.TEAM_LEAD,
                Account.office_id == office.id,
                Account.disabled_at.is_(None),
            )
            .order_by(Account.id)
        )
