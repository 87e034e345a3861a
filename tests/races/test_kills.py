"""Processes killed at any moment: what was acknowledged stands, and nothing is half done."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

import pytest
from flask import Flask
from sqlalchemy import func, select

from domain.consent import Purpose
from domain.fairs import PlaceMoveKind, RegistrationState
from models import AuditEntry, Base, Consent, Letter, PlaceMove, Registration, db
from services.place_counts import differences
from tests.factories import Office
from tests.factories.office import NOW
from tests.races.serving import ROOT, SECONDS, Answer, Crowd, Served, settings, workers
from tests.selection import repetitions

pytestmark = [pytest.mark.program, pytest.mark.both_databases]

PEOPLE_A_KILL = 8
TRIES = 200


class Killer:
    """Kills a process with SIGKILL each time so many people have been answered."""

    def __init__(self, served: Served, work: list[str], env: dict[str, str], seed: int) -> None:
        self.served, self.command, self.env = served, work, env
        self.draw = random.Random(seed)
        self.kills = repetitions(quick=5, full=100)
        self.people = self.kills * PEOPLE_A_KILL
        self.moments = set(self.draw.sample(range(1, self.people), self.kills))
        self.answered = self.killed = 0
        self.lock = Lock()
        self.jobs = self._start_jobs()

    def after_answer(self) -> None:
        """Count somebody as answered, and kill if it is time."""
        with self.lock:
            self.answered += 1
            if self.answered in self.moments:
                self._kill()

    def _kill(self) -> None:
        self.killed += 1
        if self.draw.random() < 0.4:
            self.jobs.kill()
            self.jobs.wait(SECONDS)
            self.jobs = self._start_jobs()
            return
        alive = self.served.workers()
        if alive:
            os.kill(self.draw.choice(alive), signal.SIGKILL)

    def _start_jobs(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            self.command,
            cwd=ROOT,
            env=self.env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )


@contextmanager
def killer(served: Served, database_url: str, folder: Path, seed: int) -> Iterator[Killer]:
    work = [sys.executable, "-m", "flask", "work"]
    one = Killer(served, work, settings(database_url, folder), seed)
    try:
        yield one
    finally:
        one.jobs.kill()
        one.jobs.wait(SECONDS)


def press_until_answered(crowd: Crowd, token: str, killer: Killer) -> Answer:
    """Press again, as people do, until an answer comes; a worker that starts is waited for."""
    for _try in range(TRIES):
        answer = crowd.press(token)
        if answer.status in {303, 409}:
            killer.after_answer()
            return answer
    raise AssertionError(f"no answer: {answer}")


def count(kind: type[Base], *conditions: object) -> int:
    return db.session.scalar(select(func.count()).select_from(kind).where(*conditions)) or 0  # type: ignore[arg-type]


def check_nothing_is_half_done(fair_id: int, places: int) -> None:
    """Every place has its person, consent, letter, move and audit entry, and nothing else has."""
    db.session.rollback()
    held = db.session.scalars(select(Registration).where(Registration.fair_id == fair_id)).all()
    assert [one.state for one in held] == [RegistrationState.REGISTERED] * places
    assert len({one.candidate_id for one in held}) == places
    assert count(Letter, Letter.kind == "registration-confirmed") == places
    assert count(AuditEntry, AuditEntry.action == "registration.made") == places
    assert count(AuditEntry, AuditEntry.action == "candidate.created") == places
    assert count(PlaceMove, PlaceMove.what == PlaceMoveKind.BOOKED) == places
    assert count(Consent, Consent.purpose == Purpose.FAIR) == places
    assert differences(NOW) == []


def test_no_acknowledged_place_is_lost_whatever_is_killed(
    app: Flask, office: Office, database_url: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    office.office()
    seed = request.config.getoption("randomly_seed", 0)
    with (
        workers(database_url, tmp_path) as served,
        killer(served, database_url, tmp_path, seed) as kills,
    ):
        capacity = kills.people - PEOPLE_A_KILL
        crowd = Crowd(served.port, office.fair(capacity=capacity))
        tokens = crowd.tokens(kills.people)
        with ThreadPoolExecutor(16) as pool:
            answers = list(
                pool.map(lambda token: press_until_answered(crowd, token, kills), tokens)
            )
        again = crowd.press_all(tokens, 16)

    assert kills.killed == kills.kills
    assert sorted(one.status for one in answers) == [303] * capacity + [409] * PEOPLE_A_KILL
    assert [one.leads_to for one in again] == [one.leads_to for one in answers]
    check_nothing_is_half_done(crowd.fair.id, capacity)
