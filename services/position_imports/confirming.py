"""The yes to a file, and taking it back: all good rows at once, each file once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, delete, exists, select, update

from domain.access import Actor
from domain.clock import office_day
from domain.positions import PositionState
from models import (
    Base,
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
from services.audit import record
from services.position_facts import columns_of, skills_of
from services.position_imports.checking import read_row, reference_of, settle
from services.position_imports.identities import Existing, positions_of

KEPT = timedelta(days=30)
"""A file and the results of its rows; the positions stay."""
_STEP = 200
_OWN_PARTS = {PositionSkill.__tablename__, ImportRow.__tablename__}


def _nothing(_count: int) -> None:
    """Nobody watches."""


@transactional
def import_file(
    *,
    actor: Actor,
    batch: ImportBatch,
    now: datetime,
    progress: Callable[[int], object] = _nothing,
) -> bool:
    """Make a position of every good row; return whether this call did it and no earlier one.

    The firm is locked meanwhile: of two files with the same rows the second finds them there.
    """
    if not _step(batch, ImportState.READY, {"state": ImportState.IMPORTED, "imported_at": now}):
        return False
    db.session.execute(
        select(Employer.id).where(Employer.id == batch.employer_id).with_for_update()
    )
    existing, today = positions_of(batch.employer_id), office_day(now)
    query = _rows(batch, RowState.NEW).order_by(ImportRow.line)
    rows: Sequence[ImportRow] = db.session.scalars(query).all()
    for start in range(0, len(rows), _STEP):
        part = rows[start : start + _STEP]
        _post(actor, batch, part, existing, today, now)
        progress(len(part))
    record(
        actor=actor,
        action="import_batch.imported",
        subject=batch,
        now=now,
        other_id=batch.employer_id,
    )
    return True


def _post(
    actor: Actor,
    batch: ImportBatch,
    rows: Sequence[ImportRow],
    existing: Existing,
    today: date,
    now: datetime,
) -> None:
    """Post the rows that are still good; the law, the day or the firm may have moved on."""
    posted = []
    for row in rows:
        reading, before = read_row(row, batch, today), row.remarks
        row.remarks = []
        settle(row, reading, existing)
        if row.state is not RowState.NEW or reading.facts is None:
            continue
        row.remarks = before
        facts = reading.facts
        position = Position(
            employer_id=batch.employer_id,
            reference=reference_of(row),
            created_at=now,
            **columns_of(facts),
        )
        position.skills = skills_of(facts)
        posted.append((row, position))
    db.session.add_all(position for _row, position in posted)
    db.session.flush()
    for row, position in posted:
        row.state, row.position_id = RowState.IMPORTED, position.id
        record(actor=actor, action="position.posted", subject=position, now=now, other_id=batch.id)


@transactional
def undo_import(*, actor: Actor, batch: ImportBatch, now: datetime) -> bool:
    """Remove the positions of a file nobody has worked with; return whether this call did it."""
    if not _step(batch, ImportState.IMPORTED, {"state": ImportState.UNDONE, "undone_at": now}):
        return False
    mine = _rows(batch, RowState.IMPORTED).with_only_columns(ImportRow.position_id)
    untouched = select(Position.id).where(Position.id.in_(mine), _is_untouched()).with_for_update()
    gone = list(db.session.scalars(untouched))
    for position in db.session.scalars(select(Position).where(Position.id.in_(gone))):
        record(actor=actor, action="position.removed", subject=position, now=now, other_id=batch.id)
    db.session.execute(
        update(ImportRow)
        .where(ImportRow.batch_id == batch.id, ImportRow.position_id.in_(gone))
        .values(state=RowState.REMOVED, position_id=None)
    )
    db.session.execute(delete(PositionSkill).where(PositionSkill.position_id.in_(gone)))
    db.session.execute(delete(Position).where(Position.id.in_(gone)))
    record(actor=actor, action="import_batch.undone", subject=batch, now=now)
    return True


@transactional
def sweep_imports(*, now: datetime) -> int:
    """Delete files and their rows after ``KEPT``; return how many files these were."""
    old = delete(ImportBatch).where(ImportBatch.created_at <= now - KEPT)
    return int(getattr(db.session.execute(old), "rowcount", 0))


def _is_untouched() -> ColumnElement[bool]:
    """Return the condition that a position is as it came: no decision, change, proposal, talk."""
    traces = [
        exists().where(column == Position.id)
        for table in Base.metadata.sorted_tables
        if table.name not in _OWN_PARTS
        for column in table.c
        if any(key.column.table is Position.__table__ for key in column.foreign_keys)
    ]
    return and_(
        Position.state == PositionState.SUBMITTED,
        Position.version == 1,
        Position.decided_at.is_(None),
        *(~trace for trace in traces),
    )


def _rows(batch: ImportBatch, state: RowState) -> Select[ImportRow]:
    return select(ImportRow).where(ImportRow.batch_id == batch.id, ImportRow.state == state)


def _step(batch: ImportBatch, before: ImportState, values: dict[str, object]) -> bool:
    """Take one step of a file; of two people at once one takes it."""
    taken = db.session.execute(
        update(ImportBatch)
        .where(ImportBatch.id == batch.id, ImportBatch.state == before)
        .values(values)
        .returning(ImportBatch.id)
    ).scalar_one_or_none()
    db.session.refresh(batch)
    return taken is not None
