"""Starts the same deed in many threads at one moment, each with a database session of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from flask import Flask

from domain.errors import MeetingPointError

Result = TypeVar("Result")


def race(
    app: Flask, deed: Callable[[int], Result], *, runners: int = 8
) -> list[Result | MeetingPointError]:
    """Return what each runner got: its result, or the error of the fair that stopped it."""
    start = threading.Barrier(runners)

    def run(number: int) -> Result | MeetingPointError:
        with app.app_context():
            start.wait(timeout=30)
            try:
                return deed(number)
            except MeetingPointError as error:
                return error

    with ThreadPoolExecutor(runners) as pool:
        return list(pool.map(run, range(runners)))
