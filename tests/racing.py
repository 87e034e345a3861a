"""Runs a deed in many threads at one moment, each with a database session of its own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from flask import Flask

from domain.errors import MeetingPointError

R = TypeVar("R")


def race(
    app: Flask, deed: Callable[[int], R], *, runners: int = 8, times: int | None = None
) -> list[R | MeetingPointError]:
    """Return what each run got: its result, or the rule of the fair that stopped it.

    Parameters
    ----------
    deed
        Gets the number of the run.
    runners
        Threads that start together.
    times
        Runs in all where there are more than runners; each runner takes every so manieth.
    """
    runs = runners if times is None else times
    start = Barrier(runners)

    def take_turns(runner: int) -> list[tuple[int, R | MeetingPointError]]:
        start.wait(timeout=30)
        return [(number, _outcome(app, deed, number)) for number in range(runner, runs, runners)]

    with ThreadPoolExecutor(runners) as pool:
        outcomes = dict(pair for lot in pool.map(take_turns, range(runners)) for pair in lot)
    return [outcomes[number] for number in range(runs)]


def _outcome(app: Flask, deed: Callable[[int], R], number: int) -> R | MeetingPointError:
    """Run it in a context of its own: the session ends with the context, on either way out."""
    with app.app_context():
        try:
            return deed(number)
        except MeetingPointError as error:
            return error
