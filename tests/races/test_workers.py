"""Places of a fair over HTTP: real worker processes, more people than places."""

from __future__ import annotations

import random
from itertools import product
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from models import AuditEntry, Base, Candidate, Fair, Letter, PlaceMove, Registration, db
from tests.factories import Office
from tests.races.serving import Answer, Crowd, workers
from tests.selection import repetitions

pytestmark = [pytest.mark.program, pytest.mark.both_databases]

MATRIX = list(product((1, 5, 30, 300), (50, 100, 200)))
"""Places and clients that press at once; there are always more people than places."""


def drawn(seed: int) -> list[tuple[int, int]]:
    """Return the whole matrix in test-long, otherwise one case of it."""
    return random.Random(seed).sample(MATRIX, repetitions(quick=1, full=len(MATRIX)))


def count(kind: type[Base], *conditions: object) -> int:
    return db.session.scalar(select(func.count()).select_from(kind).where(*conditions)) or 0  # type: ignore[arg-type]


def check_filled(fair: Fair, answers: list[Answer]) -> None:
    statuses = sorted(one.status for one in answers)
    assert statuses == [303] * fair.capacity + [409] * (len(answers) - fair.capacity)
    assert len({one.leads_to for one in answers if one.status == 303}) == fair.capacity
    assert db.session.get_one(Fair, fair.id, populate_existing=True).taken == fair.capacity
    assert count(Registration, Registration.fair_id == fair.id) == fair.capacity


def check_all_written(places: int) -> None:
    db.session.rollback()
    assert count(Registration) == count(Candidate) == count(PlaceMove) == places
    assert count(Letter, Letter.kind == "registration-confirmed") == places
    assert count(AuditEntry, AuditEntry.action == "registration.made") == places


def test_worker_processes_fill_fairs_exactly(
    app: Flask, office: Office, database_url: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Never one too many, never one too few; then one form is sent fifty times at once."""
    office.office()
    cases = drawn(request.config.getoption("randomly_seed", 0))
    with workers(database_url, tmp_path) as served:
        for capacity, clients in cases:
            crowd = Crowd(served.port, office.fair(capacity=capacity))
            people = max(clients, capacity + capacity // 10)
            check_filled(crowd.fair, crowd.press_all(crowd.tokens(people), clients))
        once = Crowd(served.port, office.fair(capacity=20))
        repeated = once.press_all(once.tokens(1) * 50, 50)

    assert {one.status for one in repeated} == {303}
    assert len({one.leads_to for one in repeated}) == 1
    check_all_written(sum(capacity for capacity, _clients in cases) + 1)


def test_without_the_guard_the_fair_oversells(
    app: Flask, office: Office, database_url: str, tmp_path: Path
) -> None:
    """The negative control: the same crowd sells more places than there are."""
    office.office()
    unguarded = "tests.races.unguarded:create_app()"
    with workers(database_url, tmp_path, app=unguarded) as served:
        crowd = Crowd(served.port, office.fair(capacity=5))
        answers = crowd.press_all(crowd.tokens(50), 50)

    assert sum(one.status == 303 for one in answers) > 5
    db.session.rollback()
    assert count(Registration) > 5
