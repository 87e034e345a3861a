"""The yes to a file, and taking it back: all good rows at once, each file once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, exists, select, update

from domain.access import Actor
from domain.clock import office_day
from domain.positions import PositionState
from models import (
    Base,
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
from services.position_imports.storing import read_drafts, rows_in, store_drafts, take_step

KEPT = timedelta(days=30)
"""A file and the results of its rows; the positions stay."""
_OWN_PARTS = {PositionSkill.__tablename__, ImportRow.__tablename__}


def _nothing(_count: int) -> None:
    """Nobody watches."""


def import_file(
    *,
    actor: Actor,
    batch: ImportBatch,
    now: datetime,
    progress: Callable[[int], object] = _nothing,
) -> bool:
    """Make a position of every good row; return whether this call did it and no earlier one.

    The rows are read first, without a lock; then all are stored in one short transaction.
    """
    if batch.state is not ImportState.READY:
        return False
    drafts = list(read_drafts(batch, office_day(now), progress))
    return store_drafts(actor=actor, batch=batch, drafts=drafts, now=now)


@transactional
def undo_import(*, actor: Actor, batch: ImportBatch, now: datetime) -> bool:
    """Remove the positions of a file nobody has worked with; return whether this call did it."""
    if not take_step(batch, ImportState.IMPORTED, {"state": ImportState.UNDONE, "undone_at": now}):
        return False
    mine = rows_in(batch, RowState.IMPORTED).with_only_columns(ImportRow.position_id)
    untouched = select(Position.id).where(Position.id.in_(mine), _is_untouched()).with_for_update()
    gone = list(db.session.scalars(untouched))
    record_all(
        actor=actor, action="position.removed", kind=Position, ids=gone, now=now, other_id=batch.id
    )
    db.session.execute(
        update(ImportRow)
        .where(ImportRow.batch_id == batch.id, ImportRow.position_id.in_(gone))
        .values(state=RowState.REMOVED, position_id=None)
        .execution_options(synchronize_session=False)
    )
    for table, column in ((PositionSkill, PositionSkill.position_id), (Position, Position.id)):
        db.session.execute(
            delete(table).where(column.in_(gone)).execution_options(synchronize_session=False)
        )
    db.session.expire_all()
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
