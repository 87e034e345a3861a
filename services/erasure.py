"""Taking rows out with everything that hangs on them, in every table there is.

What hangs on what is read from the foreign keys: a table that is added later is covered without
being named. Entries of the audit trail stay and lead to nobody any more.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import Column, Table, and_, delete, or_, select, update

from models import AuditEntry, Base, Merge, db
from models.references import tables_below
from services.records import changed_rows

Rows = dict[str, set[int]]
"""Ids by name of table."""

NOBODY = 0
"""Stands in an audit entry where the id of a deleted row stood; no row has it."""

NAMED_BESIDE = ("interview.booked", "interview.cancelled", "task.created")
"""Deeds whose second id is the person."""

_LOT = 500


def rows_below(root: str, ids: Iterable[int]) -> Rows:
    """Return the rows with these ids and all rows that hang on them.

    A column that may be empty and points to something other than the root is let go instead:
    its row is somebody's of its own.
    """
    rows: Rows = {root: set(ids)}
    for table in tables_below(root):
        for column in table.columns:
            for parent in _parents(column):
                if parent in rows and (parent == root or not column.nullable):
                    rows.setdefault(table.name, set()).update(_pointing(column, rows[parent]))
    return {name: found for name, found in rows.items() if found}


def erase(rows: Rows) -> tuple[dict[str, int], dict[str, int]]:
    """Delete the rows; return how many went and how many were made to point to nothing."""
    unlinked = _unlink_audit(rows)
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            for parent in _parents(column):
                if column.nullable and parent in rows:
                    count = _let_go(column, rows[parent], rows.get(table.name, set()))
                    if count:
                        unlinked[table.name] = unlinked.get(table.name, 0) + count
    gone = {}
    for table in reversed(Base.metadata.sorted_tables):
        if table.name in rows:
            gone[table.name] = sum(
                changed_rows(db.session.execute(delete(table).where(_key(table).in_(lot))))
                for lot in _lots(rows[table.name])
            )
    db.session.expire_all()
    return gone, unlinked


def _unlink_audit(rows: Rows) -> dict[str, int]:
    """Empty the ids of the entries about these rows; the database allows exactly this change."""
    count = 0
    for name, ids in rows.items():
        for lot in _lots(ids | (ids_before(rows) if name == "candidate" else set())):
            about = and_(AuditEntry.subject_kind == name, AuditEntry.subject_id.in_(lot))
            if name == "candidate":
                beside = AuditEntry.action.in_(NAMED_BESIDE) & AuditEntry.other_id.in_(lot)
                about = or_(about, beside)
            count += changed_rows(
                db.session.execute(
                    update(AuditEntry)
                    .where(about)
                    .values(subject_id=NOBODY, other_id=None)
                    .execution_options(synchronize_session=False)
                )
            )
    return {AuditEntry.__tablename__: count} if count else {}


def ids_before(rows: Rows) -> set[int]:
    """Return the ids people had in records that were merged into theirs and are not split."""
    stands = Merge.id.in_(rows.get(Merge.__tablename__, set())) & Merge.undone_at.is_(None)
    return set(db.session.scalars(select(Merge.gone_id).where(stands)))


def _let_go(column: Column[int], ids: Collection[int], going: set[int]) -> int:
    """Empty a column of rows that stay; rows that go need it too where they point to each other."""
    table = column.table
    count = 0
    for lot in _lots(ids):
        staying = set(db.session.scalars(select(_key(table)).where(column.in_(lot)))) - going
        looks_at_its_own = table.name in _parents(column)
        which = column.in_(lot) if looks_at_its_own else _key(table).in_(staying)
        db.session.execute(update(table).where(which).values({column.name: None}))
        count += len(staying)
    return count


def _pointing(column: Column[int], ids: Collection[int]) -> set[int]:
    table = column.table
    return {
        one
        for lot in _lots(ids)
        for one in db.session.scalars(select(_key(table)).where(column.in_(lot)))
    }


def _key(table: Table) -> Column[int]:
    """Return the id of a table; where the key has parts, the one that points to the parent."""
    parts = list(table.primary_key)
    return next((one for one in parts if one.foreign_keys), parts[0])


def _parents(column: Column[int]) -> list[str]:
    return [key.column.table.name for key in column.foreign_keys]


def _lots(ids: Collection[int]) -> Iterable[list[int]]:
    ordered = sorted(ids)
    return (ordered[at : at + _LOT] for at in range(0, len(ordered), _LOT))
