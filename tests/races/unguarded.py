"""The program without its guard, for the negative control: it looks first and takes then."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import Flask
from sqlalchemy import func, select

from app import create_app as create_guarded_app
from blueprints.sign_up import questions
from domain.errors import FairFull
from models import Fair, Registration, db
from services import registrations


def create_app() -> Flask:
    """Return the application with ``register`` replaced by what everybody writes first."""
    register: Any = registrations.register

    def look_then_register(*, fair: Fair, **values: Any) -> Registration:
        held = select(func.count()).where(Registration.fair_id == fair.id)
        if (db.session.scalar(held) or 0) >= fair.capacity:
            raise FairFull(fair=fair.id)
        return register(fair=fair, **values)  # type: ignore[no-any-return]

    def take_without_asking(groups: Iterable[int], _count: int) -> int:
        return next(iter(groups))

    questions.register = look_then_register
    registrations.take_places = take_without_asking
    return create_guarded_app()
