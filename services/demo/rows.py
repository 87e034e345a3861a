"""Rows on their way into an empty database, written in large steps."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import func, select, text

from models import Base, db
from services.bulk_rows import write_rows

STEP = 20_000


class Rows:
    """Collects rows by table, numbers them, and writes them in the order of the tables."""

    def __init__(self) -> None:
        self._waiting: dict[type[Base], list[dict[str, Any]]] = defaultdict(list)
        self._last_id: dict[type[Base], int] = defaultdict(int)

    def add(self, kind: type[Base], /, **values: Any) -> int:
        """Add one row and return its id."""
        self._last_id[kind] += 1
        self._waiting[kind].append({"id": self._last_id[kind], **values})
        return self._last_id[kind]

    def is_large(self) -> bool:
        """Return whether it is time to write."""
        return sum(map(len, self._waiting.values())) > STEP

    def write(self) -> None:
        """Write what waits, tables that are referred to first."""
        order = {table: place for place, table in enumerate(Base.metadata.sorted_tables)}
        for kind in sorted(self._waiting, key=lambda one: order[one.__table__]):  # type: ignore[index]
            write_rows(kind, self._waiting[kind])
        self._waiting.clear()

    def continue_numbering(self) -> None:
        """Let PostgreSQL go on where the written ids end; SQLite does so by itself."""
        if db.engine.dialect.name != "postgresql":
            return
        for kind in self._last_id:
            table = kind.__tablename__
            highest = db.session.scalar(select(func.max(kind.id)))  # type: ignore[attr-defined]
            db.session.execute(
                text("SELECT setval(pg_get_serial_sequence(:table, 'id'), :highest)"),
                {"table": table, "highest": highest},
            )
