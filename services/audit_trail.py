"""Reading the audit trail: who wrote in a record last."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from models import Account, AuditEntry, Base, db
from services.audit import id_of


def last_writer(subject: Base, *, besides: int | None) -> tuple[str, datetime] | None:
    """Return who else wrote in a record last, and when; no name where the person did it."""
    kind = type(subject).__tablename__
    row = db.session.execute(
        select(Account.name, AuditEntry.at)
        .select_from(AuditEntry)
        .join(Account, isouter=True)
        .where(
            AuditEntry.subject_kind == kind,
            AuditEntry.subject_id == id_of(subject),
            AuditEntry.account_id.is_distinct_from(besides),
            AuditEntry.action != f"{kind}.viewed",
        )
        .order_by(AuditEntry.at.desc(), AuditEntry.id.desc())
        .limit(1)
    ).first()
    return (row.name or "", row.at) if row else None
