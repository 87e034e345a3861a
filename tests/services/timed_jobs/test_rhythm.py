"""Each job keeps its rhythm, whatever happens to the others."""

from __future__ import annotations

import threading
from collections import Counter
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from models import JobRun, db
from services.timed_jobs import Job, TimedJobs


class Ran:
    """Counts what ran, and stops everything after enough of one job."""

    def __init__(self, enough: str, times: int) -> None:
        self.counts: Counter[str] = Counter()
        self.stop = threading.Event()
        self.enough, self.times = enough, times

    def job(self, name: str, every: timedelta, error: Exception | None = None) -> Job:
        def run(_now: datetime) -> int:
            self.counts[name] += 1
            if self.counts[self.enough] >= self.times:
                self.stop.set()
            if error is not None:
                raise error
            return 0

        return Job(name, every, run)


def test_a_frequent_job_runs_often_and_a_rare_one_once(app: Flask) -> None:
    ran = Ran("often", 5)
    jobs = [
        ran.job("often", timedelta(milliseconds=5)),
        ran.job("rarely", timedelta(hours=1)),
    ]
    TimedJobs(jobs, stop=ran.stop, surroundings=nullcontext).run()
    assert ran.counts == {"often": 5, "rarely": 1}
    noted = {run.job: run.ran_at for run in db.session.scalars(select(JobRun))}
    assert set(noted) == {"often", "rarely"}
    assert datetime.now(UTC) - max(noted.values()) < timedelta(minutes=1)


@pytest.mark.sqlite_only
def test_a_job_that_fails_stops_no_other_and_is_not_noted(app: Flask) -> None:
    ran = Ran("sound", 3)
    jobs = [
        ran.job("broken", timedelta(milliseconds=1), error=ZeroDivisionError()),
        ran.job("sound", timedelta(milliseconds=5)),
    ]
    TimedJobs(jobs, stop=ran.stop, surroundings=nullcontext).run()
    assert ran.counts["sound"] == 3
    assert ran.counts["broken"] == 1, "a job that failed waits a while"
    assert set(db.session.scalars(select(JobRun.job))) == {"sound"}
