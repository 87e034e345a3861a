"""The declarative base, the session, and @transactional: the only place that commits."""

from __future__ import annotations

import enum
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from functools import wraps
from typing import Any, ClassVar, ParamSpec, TypeVar

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, Dialect, Enum, MetaData
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

P = ParamSpec("P")
R = TypeVar("R")


class UtcDateTime(TypeDecorator[datetime]):
    """A moment with a zone, stored in UTC on both databases; a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn the moment into UTC, without its zone where the database keeps none."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment needs a zone: {value!r}")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the moment in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _stored_values(kind: type[enum.Enum]) -> list[str]:
    return [member.value for member in kind]


class Base(DeclarativeBase):
    """What every table shares: names of constraints, moments in UTC, words for states."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcDateTime,
        enum.Enum: Enum(enum.Enum, native_enum=False, length=32, values_callable=_stored_values),
    }


db = SQLAlchemy(metadata=Base.metadata, session_options={"expire_on_commit": False})

_writing: ContextVar[bool] = ContextVar("writing", default=False)


def is_writing() -> bool:
    """Return whether the code runs inside a verb."""
    return _writing.get()


def transactional(verb: Callable[P, R]) -> Callable[P, R]:
    """Run a use case in one write transaction; a verb inside a verb joins it.

    What was only read before is let go first, so that the verb sees fresh rows under its own
    transaction (on SQLite that transaction takes the write lock at once, see engine.py).
    """

    @wraps(verb)
    def in_one_transaction(*args: P.args, **kwargs: P.kwargs) -> R:
        if _writing.get():
            return verb(*args, **kwargs)
        db.session.rollback()
        return _written(verb, *args, **kwargs)

    return in_one_transaction


def appending(verb: Callable[P, R]) -> Callable[P, R]:
    """Run a use case that only adds rows of its own, as ``transactional`` does.

    What was read before stays as it was read: nothing of it decides what is written, and the
    page that goes on with it need not ask for it again.
    """

    @wraps(verb)
    def in_one_transaction(*args: P.args, **kwargs: P.kwargs) -> R:
        if _writing.get():
            return verb(*args, **kwargs)
        changed = db.session.new or db.session.dirty or db.session.deleted
        end_reading = db.session.rollback if changed else db.session.commit
        end_reading()  # a commit forgets nothing of what was read
        return _written(verb, *args, **kwargs)

    return in_one_transaction


def _written(verb: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    session: Any = db.session
    token = _writing.set(True)
    try:
        result = verb(*args, **kwargs)
        session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        _writing.reset(token)
    return result
