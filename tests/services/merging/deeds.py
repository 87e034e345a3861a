"""Merging in one line, and what points where."""

from __future__ import annotations

from sqlalchemy import func, select

from models import (
    Account,
    Candidate,
    Merge,
    db,
)
from services.merging import (
    keep_records_together,
)
from tests.factories.office import NOW
from tests.services.merging.rows import columns_to_people


def merged(lead: Account, kept: Candidate, gone: Candidate, *from_gone: str) -> Merge:
    return keep_records_together(
        actor=lead.actor, kept_id=kept.id, gone_id=gone.id, from_gone=frozenset(from_gone), now=NOW
    )


def pointing_to(candidate_id: int) -> set[str]:
    return {
        f"{column.table.name}.{column.name}"
        for column in columns_to_people()
        if db.session.scalar(
            select(func.count()).select_from(column.table).where(column == candidate_id)
        )
    }
