"""Files taken in and checked row by row; no row is a position before somebody says yes."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import Select, insert, select, update

from domain.access import Actor
from domain.clock import office_day
from models import (
    Employer,
    ImportBatch,
    ImportRow,
    ImportState,
    RowState,
    db,
    transactional,
)
from services.audit import record
from services.catalogue import is_occupation, likely_occupation
from services.position_files.flaws import Remark, RowFlaw, RowNote
from services.position_files.offers import Circumstances, RowReading, read_offer
from services.position_files.tables import RawTable
from services.position_imports.identities import Existing, identity, lines_of, positions_of

STEP = 50
"""Rows of one transaction; on SQLite nobody else writes meanwhile."""
CHECKED_AT_ONCE = 200
"""Rows that are checked while the page waits; longer files go on in the background."""
_WRITTEN_AT_ONCE = 1_000


@transactional
def take_file(
    *, actor: Actor, employer: Employer, file_name: str, table: RawTable, now: datetime
) -> ImportBatch:
    """Keep the rows of a file until they are checked, imported or forgotten."""
    batch = ImportBatch(
        employer_id=employer.id,
        account_id=actor.account_id,
        file_name=file_name[-160:] or "?",
        file_kind=table.kind,
        left_aside=[*table.ignored_columns, *table.ignored_sheets][:50],
        total=len(table.rows),
        created_at=now,
    )
    db.session.add(batch)
    db.session.flush()
    rows = [
        {
            "batch_id": batch.id,
            "line": row.line,
            "texts": row.values,
            "state": RowState.WAITING,
            "remarks": [remark.plain() for remark in row.remarks],
        }
        for row in table.rows
    ]
    for start in range(0, len(rows), _WRITTEN_AT_ONCE):
        db.session.execute(insert(ImportRow), rows[start : start + _WRITTEN_AT_ONCE])
    record(actor=actor, action="import_batch.taken", subject=batch, now=now, other_id=employer.id)
    return batch


def check_next_rows(*, batch_id: int, now: datetime, limit: int = STEP) -> int:
    """Give the next waiting rows of a file their results; return how many these were.

    What their words mean, the slow part, is found out before anything is written.
    """
    codes = {row.id: link(row.texts) for row in db.session.scalars(_next(batch_id, limit))}
    return settle_next_rows(batch_id=batch_id, codes=codes, now=now, limit=limit)


@transactional
def settle_next_rows(
    *, batch_id: int, codes: Mapping[int, str | None], now: datetime, limit: int
) -> int:
    """Write the results of the next waiting rows; ``codes`` are the occupations found before."""
    batch = db.session.scalar(
        select(ImportBatch)
        .where(ImportBatch.id == batch_id, ImportBatch.state == ImportState.CHECKING)
        .with_for_update()
    )
    if batch is None:
        return 0
    rows = db.session.scalars(_next(batch_id, limit)).all()
    for row in rows:
        row.occupation_code = codes[row.id] if row.id in codes else link(row.texts)
    _check(batch, rows, office_day(now))
    if len(rows) < limit:
        batch.state = ImportState.READY
    return len(rows)


def check_waiting(*, now: datetime, seconds: float = 2.0) -> int:
    """Go on for a moment with the file that waits longest; return how many rows were checked."""
    waiting = (
        select(ImportBatch.id)
        .where(ImportBatch.state == ImportState.CHECKING)
        .order_by(ImportBatch.id)
        .limit(1)
    )
    ends, checked = time.monotonic() + seconds, 0
    while (batch_id := db.session.scalar(waiting)) is not None:
        checked += check_next_rows(batch_id=batch_id, now=now)
        if time.monotonic() >= ends:
            break
    return checked


def link(texts: dict[str, str]) -> str | None:
    """Return the occupation the words of a row mean: a code, the occupation named, the title."""
    named = texts.get("occupation", "").strip()
    if is_occupation(named):
        return named
    return (named and likely_occupation(named)) or likely_occupation(texts.get("title", ""))


def read_row(row: ImportRow, batch: ImportBatch, today: date) -> RowReading:
    """Return what a row says on a day, under the firm and the occupation it is linked to."""
    under = Circumstances(
        today, batch.employer.name, row.occupation_code, is_lenient=batch.file_kind == "json"
    )
    return read_offer(row.texts, under)


def _next(batch_id: int, limit: int) -> Select[ImportRow]:
    return (
        select(ImportRow)
        .where(ImportRow.batch_id == batch_id, ImportRow.state == RowState.WAITING)
        .order_by(ImportRow.line)
        .limit(limit)
    )


def _check(batch: ImportBatch, rows: Sequence[ImportRow], today: date) -> None:
    existing = positions_of(batch.employer_id)
    readings = []
    for row in rows:
        reading = read_row(row, batch, today)
        if reading.facts is not None:
            row.identity = identity(reading.facts, reference_of(row))
        readings.append((row, reading))
    db.session.flush()
    first_lines = lines_of(batch.id, {row.identity for row in rows if row.identity})
    for row, reading in readings:
        earlier = first_lines.get(row.identity or "", row.line)
        if earlier < row.line:
            reading.note("", RowNote.TWICE, line=earlier)
        settle(row, reading, existing)


def settle(row: ImportRow, reading: RowReading, existing: Existing) -> None:
    """Write the result of a row: new, known or faulty, and why."""
    odd = [kept for kept in row.remarks if kept[1] in set(RowFlaw)]
    row.remarks = [*row.remarks, *(one.plain() for one in (*reading.flaws, *reading.notes))]
    if reading.facts is None or odd:
        row.state = RowState.FAULTY
        return
    known, by_reference = existing.find(reading.facts, reference_of(row))
    if known is not None:
        word = RowNote.REFERENCE_KNOWN if by_reference else RowNote.SAME_POSITION
        row.remarks = [*row.remarks, Remark("", word).plain()]
        row.position_id = known
    is_twice = any(note.word is RowNote.TWICE for note in reading.notes)
    row.state = RowState.KNOWN if known is not None or is_twice else RowState.NEW


def reference_of(row: ImportRow) -> str | None:
    """Return what the firm calls the position, as it is stored."""
    return " ".join(row.texts.get("reference", "").split())[:80] or None


@transactional
def discard_file(*, actor: Actor, batch: ImportBatch, now: datetime) -> None:
    """Forget a file that was not imported."""
    taken = db.session.execute(
        update(ImportBatch)
        .where(
            ImportBatch.id == batch.id,
            ImportBatch.state.in_((ImportState.CHECKING, ImportState.READY)),
        )
        .values(state=ImportState.UNDONE)
        .returning(ImportBatch.id)
    ).scalar_one_or_none()
    if taken is not None:
        record(actor=actor, action="import_batch.discarded", subject=batch, now=now)
        db.session.delete(db.session.get_one(ImportBatch, taken))
