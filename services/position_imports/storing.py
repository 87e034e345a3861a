"""Positions of a file: read row by row without a lock, then stored at once by a few statements.

On SQLite nobody else writes while a transaction writes, so reading thousands of rows, the slow
part, happens before it begins.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, insert, select, update

from domain.access import Actor
from domain.clock import office_day
from models import (
    Employer,
    ImportBatch,
    ImportRow,
    ImportState,
    Position,
    PositionSkill,
    RowState,
    db,
    transactional,
)
from services.audit import record, record_all
from services.position_facts import PositionFacts, columns_of, skill_values
from services.position_imports.checking import read_row, reference_of, settle
from services.position_imports.identities import Existing, positions_of

_STEP = 200


@dataclass(frozen=True, slots=True)
class Draft:
    """What a row would become; nothing where the day or the law has turned against it."""

    row_id: int
    reference: str | None
    facts: PositionFacts | None


def read_drafts(
    batch: ImportBatch, today: date, progress: Callable[[int], object]
) -> Iterator[Draft]:
    """Yield what the good rows of a file say today, in their order; nothing is written."""
    query = rows_in(batch, RowState.NEW).order_by(ImportRow.line)
    rows = db.session.scalars(query).all()
    for start in range(0, len(rows), _STEP):
        part = rows[start : start + _STEP]
        for row in part:
            yield Draft(row.id, reference_of(row), read_row(row, batch, today).facts)
        progress(len(part))


@transactional
def store_drafts(
    *, actor: Actor, batch: ImportBatch, drafts: Sequence[Draft], now: datetime
) -> bool:
    """Store all positions or none; return whether this call did it and no earlier one.

    The firm is locked meanwhile: of two files with the same rows the second finds them there.
    """
    if not take_step(batch, ImportState.READY, {"state": ImportState.IMPORTED, "imported_at": now}):
        return False
    firm = batch.employer_id
    db.session.execute(select(Employer.id).where(Employer.id == firm).with_for_update())
    existing = positions_of(firm)
    good = [one for one in drafts if one.facts and not existing.find(one.facts, one.reference)[0]]
    _judge_again(
        {one.row_id for one in drafts} - {one.row_id for one in good}, batch, existing, now
    )
    posted = _insert(firm, good, now)
    record_all(
        actor=actor, action="position.posted", kind=Position, ids=posted, now=now, other_id=batch.id
    )
    record(actor=actor, action="import_batch.imported", subject=batch, now=now, other_id=firm)
    return True


def _insert(employer_id: int, drafts: Sequence[Draft], now: datetime) -> list[int]:
    """Insert positions with their skills, note them at their rows, and return their ids."""
    facts = [one.facts for one in drafts if one.facts]
    if not facts:
        return []
    values = [
        {"employer_id": employer_id, "reference": one.reference, "created_at": now}
        | columns_of(said)
        for one, said in zip(drafts, facts, strict=True)
    ]
    statement = insert(Position).returning(Position.id, sort_by_parameter_order=True)
    ids = list(db.session.scalars(statement, values))
    skills = [
        {"position_id": id_, **skill}
        for id_, said in zip(ids, facts, strict=True)
        for skill in skill_values(said)
    ]
    if skills:
        db.session.execute(insert(PositionSkill), skills)
    notes = [
        {"id": one.row_id, "state": RowState.IMPORTED, "position_id": id_}
        for one, id_ in zip(drafts, ids, strict=True)
    ]
    db.session.execute(update(ImportRow), notes)
    return ids


def _judge_again(row_ids: set[int], batch: ImportBatch, existing: Existing, now: datetime) -> None:
    """Write the new results of rows that were good at the look and are not any more."""
    if not row_ids:
        return
    for row in db.session.scalars(rows_in(batch, RowState.NEW)):
        if row.id in row_ids:
            reading, row.remarks = read_row(row, batch, office_day(now)), []
            settle(row, reading, existing)
    db.session.flush()


def rows_in(batch: ImportBatch, state: RowState) -> Select[ImportRow]:
    """Return the query for the rows of a file with one result."""
    return select(ImportRow).where(ImportRow.batch_id == batch.id, ImportRow.state == state)


def take_step(batch: ImportBatch, before: ImportState, values: dict[str, object]) -> bool:
    """Take one step of a file; of two people at once one takes it."""
    taken = db.session.execute(
        update(ImportBatch)
        .where(ImportBatch.id == batch.id, ImportBatch.state == before)
        .values(values)
        .returning(ImportBatch.id)
    ).scalar_one_or_none()
    db.session.refresh(batch)
    return taken is not None
