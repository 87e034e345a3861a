"""Many at once: calls one deed from several threads, each with its own database session."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from flask import Flask

from domain.errors import MeetingPointError
from models import db

R = TypeVar("R")


def all_at_once(
    app: Flask, deeds: list[Callable[[], R]], *, workers: int = 12
) -> list[R | MeetingPointError]:
    """Run every deed and return its result or the rule that stopped it; other errors are raised."""
    start = Barrier(workers)

    def queue(own: list[int]) -> list[tuple[int, R | MeetingPointError]]:
        start.wait()
        return [(number, _outcome(app, deeds[number])) for number in own]

    with ThreadPoolExecutor(workers) as pool:
        lots = pool.map(queue, [list(range(n, len(deeds), workers)) for n in range(workers)])
        outcomes = dict(pair for lot in lots for pair in lot)
    return [outcomes[number] for number in range(len(deeds))]


def _outcome(app: Flask, deed: Callable[[], R]) -> R | MeetingPointError:
    with app.app_context():
        try:
            return deed()
        except MeetingPointError as error:
            return error
        finally:
            db.session.remove()
