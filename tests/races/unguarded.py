"""The program without its guard, for the negative control: it looks first and takes then."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from typing import Any

from flask import Flask
from sqlalchemy import func, select, update

from app import create_app as create_guarded_app
from blueprints.sign_up import placing
from blueprints.stands import views
from domain.errors import FairFull
from models import Fair, Registration, Stand, db
from services import registrations, stands
from tests.races.serving import THREADS

LOOKING = threading.Barrier(THREADS, timeout=10)
"""Where those who have looked meet before they take: chance alone lets a quick writer pass."""


def look(kind: type[Registration] | type[Stand], fair: Fair) -> int:
    """Return how many are taken, once as many as can work at a time have looked, too.

    The last of a crowd have nobody to meet: they, and all after them, go on alone.
    """
    held = select(func.count()).select_from(kind).where(kind.fair_id == fair.id)
    seen = db.session.scalar(held) or 0
    with suppress(threading.BrokenBarrierError):
        LOOKING.wait()
    return seen


def create_app() -> Flask:
    """Return the application with ``register`` replaced by what everybody writes first."""
    register: Any = registrations.register

    def look_then_register(*, fair: Fair, **values: Any) -> Registration:
        if look(Registration, fair) >= fair.capacity:
            raise FairFull(fair=fair.id)
        return register(fair=fair, **values)  # type: ignore[no-any-return]

    def take_without_asking(groups: Iterable[int], _count: int) -> int:
        return next(iter(groups))

    placing.register = look_then_register
    registrations.take_places = take_without_asking
    leave_stands_unguarded()
    return create_guarded_app()


def leave_stands_unguarded() -> None:
    """Let stands be booked by what was read a moment before the transaction."""
    book: Any = stands.book_stand

    def look_then_book(*, fair: Fair, **values: Any) -> Stand:
        if look(Stand, fair) >= fair.stand_capacity:
            raise FairFull(fair=fair.id)
        return book(fair=fair, **values)  # type: ignore[no-any-return]

    def count_without_asking(fair: Fair, _now: datetime) -> None:
        more = {"stands_taken": Fair.stands_taken + 1}
        db.session.execute(update(Fair).where(Fair.id == fair.id).values(more))

    views.book_stand = look_then_book
    stands._take_place = count_without_asking
