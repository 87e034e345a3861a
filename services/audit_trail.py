"""Reading the audit trail of a record, with what was written of records merged into it.

Entries are never rewritten. Which ids a person had is read from the merges that stand, so a
split changes at once what is found.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from domain.access import Role
from models import Account, AuditEntry, Base, Candidate, Merge, db
from services.audit import id_of
from services.pages import PAGE_SIZE


def about(subject: Base) -> ColumnElement[bool]:
    """Return the condition for the entries about a record, under every id it had."""
    kind, number = type(subject).__tablename__, id_of(subject)
    is_it: ColumnElement[bool] = AuditEntry.subject_id == number
    if isinstance(subject, Candidate):
        is_it = or_(is_it, AuditEntry.subject_id.in_(_merged_into(number)))
    return and_(AuditEntry.subject_kind == kind, is_it)


def _merged_into(candidate_id: int) -> Select[Any]:
    """Return the ids of records that are part of this one; chains of merges point to the last."""
    return select(Merge.gone_id).where(Merge.kept_id == candidate_id, Merge.undone_at.is_(None))


def last_writer(subject: Base, *, besides: int | None) -> tuple[str, datetime] | None:
    """Return who else wrote in a record last, and when; no name where the person did it."""
    kind = type(subject).__tablename__
    row = db.session.execute(
        select(Account.name, AuditEntry.at)
        .select_from(AuditEntry)
        .join(Account, isouter=True)
        .where(
            about(subject),
            AuditEntry.account_id.is_distinct_from(besides),
            AuditEntry.action != f"{kind}.viewed",
        )
        .order_by(AuditEntry.at.desc(), AuditEntry.id.desc())
        .limit(1)
    ).first()
    return (row.name or "", row.at) if row else None


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as a colleague reads it; ``who`` is empty where it was no account."""

    at: datetime
    action: str
    role: Role
    who: str
    subject_id: int
    """The record it was written of; another id than today's where two were merged."""


@dataclass(frozen=True, slots=True)
class Trail:
    """One page of what happened with a record, the newest first."""

    entries: Sequence[Entry]
    page: int
    pages: int
    total: int


def trail_of(subject: Base, *, page: int = 1, looks: bool = True) -> Trail:
    """Return what was done with a record, and with those merged into it; ``looks`` or without."""
    which = [about(subject)]
    if not looks:
        which.append(AuditEntry.action.not_like("%viewed"))
    total = db.session.scalar(select(func.count()).select_from(AuditEntry).where(*which)) or 0
    pages = max(1, -(-total // PAGE_SIZE))
    page = min(max(1, page), pages)
    rows = db.session.execute(
        select(
            AuditEntry.at, AuditEntry.action, AuditEntry.role, Account.name, AuditEntry.subject_id
        )
        .outerjoin(Account, Account.id == AuditEntry.account_id)
        .where(*which)
        .order_by(AuditEntry.at.desc(), AuditEntry.id.desc())
        .limit(PAGE_SIZE)
        .offset((page - 1) * PAGE_SIZE)
    )
    entries = [Entry(at, action, role, name or "", of) for at, action, role, name, of in rows]
    return Trail(entries, page, pages, total)
