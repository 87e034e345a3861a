"""Records nobody works with and nobody has touched for long: they go whole, with proof."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import and_, exists, select

from domain.clock import office_day
from domain.deletion import DeletionReason
from domain.retention import Kept, cutoff
from models import (
    AuditEntry,
    Candidate,
    CoursePart,
    Handover,
    Interview,
    Invitation,
    Proposal,
    Registration,
    SchemePeriod,
    db,
)
from services.deletion_list import DeletionList
from services.deletions import delete_in_time
from services.retention_periods import periods

NIGHTLY = 50
"""People an hour: each deletion searches every table for what is left."""

_STILL_KEPT = (SchemePeriod, CoursePart, Handover, Registration, Invitation, Proposal, Interview)


def nobody_works_with() -> Any:
    """Return the condition that a record hangs on no case, fair or proposal, and no trail is left.

    Who opened it, signed in or changed something is in the trail as long as that is kept.
    """
    kept = (exists().where(kind.candidate_id == Candidate.id) for kind in _STILL_KEPT)
    trail = exists().where(
        AuditEntry.subject_kind == Candidate.__tablename__, AuditEntry.subject_id == Candidate.id
    )
    return and_(Candidate.caseworker_id.is_(None), *(~one for one in (*kept, trail)))


def delete_unused(*, folders: Collection[Path], ledger: DeletionList, now: datetime) -> int:
    """Delete one lot of such people whose period has ended, and return how many went."""
    before = cutoff(office_day(now), periods()[Kept.RECORDS])
    people = db.session.scalars(
        select(Candidate.id)
        .where(Candidate.changed_at < before, nobody_works_with())
        .order_by(Candidate.changed_at, Candidate.id)
        .limit(NIGHTLY)
    ).all()
    ended = DeletionReason.PURPOSE_ENDED
    return sum(
        delete_in_time(candidate_id=one, reason=ended, folders=folders, ledger=ledger, now=now)
        for one in people
    )
