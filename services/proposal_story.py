"""What was done with one proposal, by whom and when: from the audit trail, for the office."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from domain.access import Role
from models import Account, AuditEntry, Candidate, Proposal, db


@dataclass(frozen=True, slots=True)
class Deed:
    """One step somebody took; ``who`` is empty where it was no account."""

    at: datetime
    action: str
    role: Role
    who: str


def deeds_of(proposal: Proposal, limit: int = 30) -> Sequence[Deed]:
    """Return the steps of a proposal, the newest first; looks at the profile are among them."""
    rows = db.session.execute(
        select(AuditEntry.at, AuditEntry.action, AuditEntry.role, Account.name)
        .outerjoin(Account, Account.id == AuditEntry.account_id)
        .where(
            AuditEntry.subject_kind == Candidate.__tablename__,
            AuditEntry.subject_id == proposal.candidate_id,
            AuditEntry.other_id == proposal.position_id,
            AuditEntry.action.startswith("proposal."),
        )
        .order_by(AuditEntry.id.desc())
        .limit(limit)
    )
    return [Deed(at, action, role, name or "") for at, action, role, name in rows]
