"""Runs migrations inside the application, so that every setting is where it always is."""

from __future__ import annotations

from alembic import context
from alembic.util.exc import CommandError
from flask import current_app
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from blueprints.commands.one_line import database_sentence
from models import db

MIGRATION_LOCK = 5_120_175
"""Advisory lock: two servers that start together migrate one after the other."""


def _render_item(kind: str, item: object, _context: object) -> str | bool:
    """Write our moments into migrations as plain SQLAlchemy types, free of our code."""
    if kind == "type" and type(item).__name__ == "UtcDateTime":
        return "sa.DateTime(timezone=True)"
    return False


def _connect() -> Connection:
    """Return a connection; where there is none, `flask db` shows the reason in one line."""
    try:
        return db.engine.connect()
    except DBAPIError as error:
        raise CommandError(database_sentence(error)) from None


def _run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        render_as_batch=True,
        compare_type=False,
        render_item=_render_item,
        transaction_per_migration=True,
    )
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET lock_timeout = '10s'"))
        connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": MIGRATION_LOCK})
        connection.commit()
    with context.begin_transaction():
        context.run_migrations()


def _let_tables_be_rebuilt(connection: Connection, keys: str) -> None:
    """Switch foreign keys of SQLite, outside of any transaction.

    A table that is rebuilt is dropped in between; with keys on, what refers to it would be
    refused or emptied then.
    """
    if connection.dialect.name == "sqlite":
        plain = connection.connection.cursor()
        plain.execute(f"PRAGMA foreign_keys={keys}")
        plain.close()


with current_app.app_context(), _connect() as connection:
    _let_tables_be_rebuilt(connection, "OFF")
    _run(connection)
    if connection.in_transaction():
        connection.commit()
    _let_tables_be_rebuilt(connection, "ON")
