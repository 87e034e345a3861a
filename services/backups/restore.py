"""Restoring a backup into an empty database: all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, Engine, Table, func, insert, inspect, select, text

from services.backups.archive import (
    Archive,
    DamagedBackup,
    DatabaseNotEmpty,
    Manifest,
    NewerBackup,
    Row,
)
from services.backups.rows import reader_of, tables_of

NOBODYS = frozenset({"job_run"})
"""Tables the program itself fills in an empty database."""

_AT_ONCE = 1000

Migrate = Callable[[str | None, str], None]


def restore_backup(
    file: Path, *, engine: Engine, known_revisions: frozenset[str], migrate: Migrate
) -> Manifest:
    """Check the whole file, bring the empty database to its version, load it, bring it up to date.

    Parameters
    ----------
    migrate
        Brings the database from one revision to another; ``None`` is an empty database.

    Raises
    ------
    NotABackup, DamagedBackup
        If the file cannot be trusted; the database is as it was.
    NewerBackup
        If this program does not know its tables.
    DatabaseNotEmpty
        If there is anything in the database.
    """
    with Archive(file) as archive:
        if archive.manifest.revision not in known_revisions:
            raise NewerBackup(file, archive.manifest.revision)
        archive.verify()
        require_empty(file, engine)
        migrate(_revision(engine), archive.manifest.revision)
        with _without_reference_checks(engine, file) as connection:
            _load(archive, connection)
        migrate(archive.manifest.revision, "head")
        return archive.manifest


def read_manifest(file: Path) -> Manifest:
    """Return what a backup says of itself, or raise NotABackup or DamagedBackup."""
    with Archive(file) as archive:
        return archive.manifest


def require_empty(file: Path, engine: Engine) -> None:
    """Raise DatabaseNotEmpty where any table has a row somebody wrote."""
    with engine.connect() as connection:
        for table in tables_of(connection):
            if table.name not in NOBODYS and _count(connection, table):
                raise DatabaseNotEmpty(file, table.name)


def _revision(engine: Engine) -> str | None:
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def _count(connection: Connection, table: Table) -> int:
    return connection.scalar(select(func.count()).select_from(table)) or 0


def _load(archive: Archive, connection: Connection) -> None:
    tables = {table.name: table for table in tables_of(connection)}
    if set(tables) != set(archive.manifest.tables):
        raise DamagedBackup(archive.path, "its tables are not those of its version")
    for name in NOBODYS & set(tables):
        connection.execute(tables[name].delete())
    for name, table in tables.items():
        read = reader_of(table, connection.dialect.name)
        for rows in _chunks(map(read, archive.rows(name))):
            connection.execute(insert(table), rows)
        if connection.dialect.name == "postgresql":
            _continue_numbers(connection, table)


def _chunks(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while chunk := list(islice(rows, _AT_ONCE)):
        yield chunk


def _continue_numbers(connection: Connection, table: Table) -> None:
    """Let the next row get the number after the last one restored."""
    if "id" not in table.columns:
        return
    last = connection.scalar(select(func.max(table.columns["id"])))
    if last is not None:
        sequence = connection.scalar(select(func.pg_get_serial_sequence(table.name, "id")))
        if sequence is not None:
            connection.execute(select(func.setval(sequence, last)))


@contextmanager
def _without_reference_checks(engine: Engine, file: Path) -> Iterator[Connection]:
    """Lend one transaction in which rows may come in any order; at its end all must fit."""
    checks = _sqlite_checks if engine.dialect.name == "sqlite" else _postgresql_checks
    with checks(engine, file) as connection:
        yield connection


@contextmanager
def _sqlite_checks(engine: Engine, file: Path) -> Iterator[Connection]:
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute("PRAGMA foreign_keys=OFF")  # has no effect inside a transaction
        try:
            with connection.begin():
                yield connection
                if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                    raise DamagedBackup(file, "rows point to rows that are missing")
        finally:
            driver.execute("PRAGMA foreign_keys=ON")


@contextmanager
def _postgresql_checks(engine: Engine, file: Path) -> Iterator[Connection]:
    with engine.begin() as connection:
        references = _references(connection)
        for table, name in references:
            _alter(connection, table, name, "DEFERRABLE INITIALLY DEFERRED")
        yield connection
        connection.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
        for table, name in references:
            _alter(connection, table, name, "NOT DEFERRABLE")


def _references(connection: Connection) -> list[tuple[str, str]]:
    inspector = inspect(connection)
    return [
        (table, str(key["name"]))
        for table in inspector.get_table_names()
        for key in inspector.get_foreign_keys(table)
    ]


def _alter(connection: Connection, table: str, constraint: str, how: str) -> None:
    quote = connection.dialect.identifier_preparer.quote
    connection.exec_driver_sql(
        f"ALTER TABLE {quote(table)} ALTER CONSTRAINT {quote(constraint)} {how}"
    )
