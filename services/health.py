"""Whether this installation is usable: database, migrations, catalogue; and when jobs last ran."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from alembic.runtime.migration import MigrationContext
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from models import JobRun, db

OK = "ok"
LEAST_ROOM = 4 * 2**20
"""Bytes the disk of the embedded database must have left; SQLite grows its journal beside it."""


@dataclass(frozen=True, slots=True)
class Health:
    """What was found; a late worker does not make the pages unusable."""

    database: str
    migrations: str
    catalogue: str
    worker: str

    @property
    def usable(self) -> bool:
        """Return whether people can work with it."""
        return self.database == self.migrations == self.catalogue == OK


def check_health(*, heads: frozenset[str], catalogue_size: Callable[[], int]) -> Health:
    """Look at everything the pages stand on.

    Parameters
    ----------
    heads
        The migrations this program ends with.
    catalogue_size
        Loads the catalogue of occupations and returns how many it has.
    """
    catalogue = _catalogue(catalogue_size)
    try:
        revisions = database_revisions()
        worker = _last_run() if revisions == heads else None
    except DBAPIError:
        return Health("unreachable", "unknown", catalogue, "unknown")
    finally:
        db.session.rollback()
    return Health(
        database=_storage(),
        migrations=OK if revisions == heads else "differ from the program",
        catalogue=catalogue,
        worker=worker.isoformat(timespec="seconds") if worker else "never ran",
    )


def database_revisions() -> frozenset[str]:
    """Return the migrations the database has had; nothing for an empty one."""
    context = MigrationContext.configure(db.session.connection())
    return frozenset(context.get_current_heads())


def _storage() -> str:
    """Say whether the embedded database can take another row; a server looks after itself."""
    place = Path(db.engine.url.database or "")
    if db.engine.dialect.name != "sqlite" or not place.is_file():
        return OK
    if not os.access(place, os.W_OK):
        return "cannot be written"
    return OK if shutil.disk_usage(place.parent).free >= LEAST_ROOM else "disk is full"


def _catalogue(size: Callable[[], int]) -> str:
    try:
        return OK if size() > 0 else "empty"
    except (OSError, ValueError, KeyError) as error:
        return f"unreadable ({type(error).__name__})"


def _last_run() -> datetime | None:
    moment: datetime | None = db.session.scalar(select(func.max(JobRun.ran_at)))
    return moment
