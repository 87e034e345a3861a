"""The rows of a moment, to come back to: sooner than to make the world anew for every form."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

from models import db


@contextmanager
def rows_of_now() -> Iterator[Callable[[], None]]:
    """Lend a function that brings back every row of the SQLite database as it is now."""
    file = str(db.engine.url.database)
    with closing(sqlite3.connect(":memory:")) as kept:
        db.session.rollback()
        _copy(file, kept)

        def bring_back() -> None:
            db.session.rollback()
            with closing(sqlite3.connect(file)) as now:
                kept.backup(now)
            db.session.expire_all()

        yield bring_back


def _copy(file: str, kept: sqlite3.Connection) -> None:
    with closing(sqlite3.connect(file)) as now:
        now.backup(kept)
