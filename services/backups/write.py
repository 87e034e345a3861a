"""Writing a backup: one snapshot, however much is written meanwhile."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, Engine, Table, select

from services.backups.archive import ArchiveWriter, FileExists, Manifest, NothingToBackUp, Row
from services.backups.rows import as_json, tables_of

_AT_ONCE = 2000


def write_backup(file: Path, *, engine: Engine, now: datetime) -> Manifest:
    """Write every row of this moment into a new file that only its owner can read.

    The file appears whole or not at all.

    Raises
    ------
    FileExists
        If there is such a file.
    NothingToBackUp
        If the database has no tables.
    """
    if file.exists():
        raise FileExists(file)
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            with ArchiveWriter(out) as writer:
                manifest = _write_tables(writer, file, engine, now)
            out.flush()
            os.fsync(out.fileno())
        _put_in_place(draft, file)
    finally:
        draft.unlink(missing_ok=True)
    return manifest


def _write_tables(writer: ArchiveWriter, file: Path, engine: Engine, now: datetime) -> Manifest:
    with snapshot(engine) as connection:
        revision = MigrationContext.configure(connection).get_current_revision()
        if revision is None:
            raise NothingToBackUp(file)
        for table in tables_of(connection):
            writer.add_table(table.name, _rows(connection, table))
    return writer.finish(revision=revision, made_at=now.isoformat())


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """Lend a connection that sees one moment of the database and changes nothing.

    SQLite keeps the snapshot of the first read in WAL mode by itself.
    """
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
        yield connection


def _rows(connection: Connection, table: Table) -> Iterator[Row]:
    statement = select(table).order_by(*table.columns.values()[:1])
    result = connection.execution_options(stream_results=True).execute(statement)
    for rows in result.partitions(_AT_ONCE):
        yield from map(as_json, rows)


def _put_in_place(draft: Path, file: Path) -> None:
    """Give the file its name; a name somebody took meanwhile stays theirs."""
    try:
        os.link(draft, file)
    except FileExistsError:
        raise FileExists(file) from None
    except OSError:
        draft.replace(file)  # a file system without hard links
