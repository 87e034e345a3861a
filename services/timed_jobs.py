"""Timed jobs: each on its own rhythm, in one loop; the state is in the tables, not in a queue."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from threading import Event
from types import TracebackType

import structlog

from services.installation import note_job_ran

PAUSE_AFTER_FAILURE = timedelta(seconds=10)
NOTED_EVERY = timedelta(seconds=15)
"""A job that runs every few seconds writes that it ran only this often."""


@dataclass(frozen=True, slots=True)
class Job:
    """Something to be done again and again; what it returns is how much there was to do."""

    name: str
    every: timedelta
    run: Callable[[datetime], int]


class _FailureLogged(AbstractContextManager[None]):
    """Logs whatever goes wrong in one job, by its kind only, so that the other jobs go on.

    This is the outermost edge of the process: nobody else could catch it.
    """

    def __init__(self, job: Job) -> None:
        self.job = job
        self.failed = False

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        self.failed = kind is not None
        if kind is None or not issubclass(kind, Exception):
            return False
        structlog.get_logger().error("job failed", job=self.job.name, error=kind.__name__)
        return True


class TimedJobs:
    """Runs the jobs until told to stop."""

    def __init__(
        self,
        jobs: Sequence[Job],
        *,
        stop: Event,
        surroundings: Callable[[], AbstractContextManager[object]],
    ) -> None:
        self.jobs = jobs
        self.stop = stop
        self.surroundings = surroundings
        self._next = dict.fromkeys((job.name for job in jobs), 0.0)
        self._noted = dict.fromkeys((job.name for job in jobs), float("-inf"))

    def run(self) -> None:
        """Do what is due, wait for what is next, until ``stop`` is set."""
        while not self.stop.is_set():
            for job in self.jobs:
                if not self.stop.is_set() and self._next[job.name] <= time.monotonic():
                    self._run_one(job)
            self.stop.wait(max(0.0, min(self._next.values()) - time.monotonic()))

    def _run_one(self, job: Job) -> None:
        pause = job.every
        with (guard := _FailureLogged(job)), self.surroundings():
            now = datetime.now(UTC)
            count = job.run(now)
            self._note(job, now)
            if count:
                structlog.get_logger().info("job", job=job.name, count=count)
        if guard.failed:
            pause = max(pause, PAUSE_AFTER_FAILURE)
        self._next[job.name] = time.monotonic() + pause.total_seconds()

    def _note(self, job: Job, now: datetime) -> None:
        if time.monotonic() - self._noted[job.name] >= NOTED_EVERY.total_seconds():
            note_job_ran(job=job.name, now=now)
            self._noted[job.name] = time.monotonic()
