"""The audit trail: one entry per deed, in the transaction of the deed, ids only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import insert, inspect

from domain.access import Actor
from models import AuditEntry, Base, appending, db


def record(
    *, actor: Actor, action: str, subject: Base, now: datetime, other_id: int | None = None
) -> None:
    """Add an entry to the running transaction; ``subject`` must have its id (flush first).

    ``action`` is a noun and a verb: ``candidate.viewed``, ``proposal.accepted``.
    """
    db.session.add(
        AuditEntry(
            at=now,
            role=actor.role,
            account_id=actor.account_id,
            action=action,
            subject_kind=type(subject).__tablename__,
            subject_id=id_of(subject),
            other_id=other_id,
        )
    )


def record_all(
    *,
    actor: Actor,
    action: str,
    kind: type[Base],
    ids: Sequence[int],
    now: datetime,
    other_id: int | None = None,
) -> None:
    """Add the same entry for many rows of one kind, by one statement."""
    shared = {
        "at": now,
        "role": actor.role,
        "account_id": actor.account_id,
        "action": action,
        "subject_kind": kind.__tablename__,
        "other_id": other_id,
    }
    if ids:
        db.session.execute(insert(AuditEntry), [shared | {"subject_id": one} for one in ids])


def id_of(subject: Base) -> int:
    """Return the id of a stored row without reading the row again."""
    identity = inspect(subject).identity
    if not identity:
        raise ValueError(f"{type(subject).__tablename__} has no id yet: flush first")
    return int(identity[0])


@appending
def record_view(*, actor: Actor, subject: Base, now: datetime) -> None:
    """Note that a member of the office looked at a record."""
    record(actor=actor, action=f"{type(subject).__tablename__}.viewed", subject=subject, now=now)


@appending
def record_views(*, actor: Actor, subjects: Sequence[Base], now: datetime) -> None:
    """Note that a member of the office looked at several records on one page."""
    for subject in subjects:
        record_view(actor=actor, subject=subject, now=now)
