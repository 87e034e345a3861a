"""Makes files of positions as they stand before somebody says yes."""

from __future__ import annotations

from models import (
    ImportBatch,
    ImportRow,
    ImportState,
    Position,
    RowState,
    db,
    transactional,
)
from tests.factories.office import NOW


@transactional
def ready_batch(position: Position) -> ImportBatch:
    """Store a file of the position's firm with a good and a bad row, checked, not imported."""
    batch = ImportBatch(
        employer_id=position.employer_id,
        file_name="stellen.csv",
        file_kind="csv",
        total=2,
        state=ImportState.READY,
        created_at=NOW,
    )
    texts = {"title": "Koch", "postcode": "32049", "place": "Herford"}
    flaw: list[object] = ["title", "missing", {}]
    good = ImportRow(batch=batch, line=2, texts=texts, state=RowState.NEW)
    bad = ImportRow(batch=batch, line=3, texts={}, state=RowState.FAULTY, remarks=[flaw])
    db.session.add_all((good, bad))
    db.session.flush()
    return batch
