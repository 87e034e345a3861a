"""What each database needs to be safe: locks, durability, isolation."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Engine, event

from models.base import is_writing
from models.write_queue import WriteQueue

SQLITE_WAITS_MS = 15_000
MEMORY = (None, "", ":memory:")
TURN = "turn in the queue of writers"


def engine_options(url: str) -> dict[str, Any]:
    """Return the options of the engine for a database URL."""
    if url.startswith("sqlite"):
        return {"connect_args": {"timeout": SQLITE_WAITS_MS / 1000}}
    return {
        "isolation_level": "READ COMMITTED",
        "pool_pre_ping": True,
        "pool_size": 8,
        "max_overflow": 8,
        "connect_args": {"connect_timeout": 5},
    }


def prepare(engine: Engine) -> None:
    """Set up an engine once; SQLite must be told everything it would not do by itself."""
    if engine.dialect.name == "sqlite" and not event.contains(engine, "begin", _begin):
        event.listen(engine, "connect", _connect)
        if engine.url.database not in MEMORY:
            _queue_up(engine, WriteQueue(f"{engine.url.database}-queue", SQLITE_WAITS_MS / 1000))
        event.listen(engine, "begin", _begin)


def _connect(connection: Any, _record: Any) -> None:
    # The driver's own transaction control overbooks: we say BEGIN.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={SQLITE_WAITS_MS}")
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _queue_up(engine: Engine, queue: WriteQueue) -> None:
    """Let whoever will write wait for its turn, and end it when the connection is given back."""

    def enter(connection: Connection) -> None:
        if is_writing() and TURN not in connection.info:
            connection.info[TURN] = queue.enter()

    def leave(_connection: Any, record: Any) -> None:
        turn = record.info.pop(TURN, None)
        if turn is not None:
            queue.leave(turn)

    event.listen(engine, "begin", enter)
    event.listen(engine, "checkin", leave)


def _begin(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writing() else "BEGIN")
