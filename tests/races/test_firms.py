"""Stands of a fair over HTTP: real worker processes, more firms than stands, one list."""

from __future__ import annotations

import random
from itertools import product
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from domain.access import Role
from domain.fairs import StandWaitingState
from models import Account, AuditEntry, Base, Fair, Letter, Stand, StandWaiting, db
from tests.factories import Office
from tests.races.firms import Firms, Press
from tests.races.serving import workers
from tests.selection import repetitions

pytestmark = [pytest.mark.program, pytest.mark.both_databases]

MATRIX = list(product((1, 5, 12), (20, 40)))
"""Stands, and firms that press at once; there are always more than twice as many firms."""
Signed = list[tuple[Account, str]]


def drawn(seed: int) -> list[tuple[int, int]]:
    """Return the whole matrix in test-long, otherwise one case of it."""
    return random.Random(seed).sample(MATRIX, repetitions(quick=1, full=len(MATRIX)))


def count(kind: type[Base], *conditions: object) -> int:
    return db.session.scalar(select(func.count()).select_from(kind).where(*conditions)) or 0  # type: ignore[arg-type]


def queue(fair: Fair, state: StandWaitingState) -> list[int]:
    """Return the numbers in the line of the firms in a state, in order."""
    db.session.rollback()
    return list(
        db.session.scalars(
            select(StandWaiting.queue_number)
            .where(StandWaiting.fair_id == fair.id, StandWaiting.state == state)
            .order_by(StandWaiting.queue_number)
        )
    )


def stands_of(fair: Fair) -> dict[int, int]:
    """Return the stand of each firm that has one."""
    db.session.rollback()
    rows = db.session.execute(select(Stand.employer_id, Stand.id).where(Stand.fair_id == fair.id))
    return {row.employer_id: row.id for row in rows}


def book(firms: Firms, fair: Fair, signed: Signed) -> dict[int, int]:
    """Let all book at once: so many as there are stands get one, the others read it is full."""
    presses = [Press(cookie, f"/stands/book/{fair.id}") for _firm, cookie in signed]
    answers = firms.press_all(presses)
    full = len(signed) - fair.stand_capacity
    assert sorted(one.status for one in answers) == [303] * fair.stand_capacity + [422] * full
    holding = stands_of(fair)
    assert len(holding) == fair.stand_capacity
    return holding


def wait(firms: Firms, fair: Fair, without: Signed) -> None:
    """Let all others join the line at once, each pressing twice: one place each, none twice."""
    presses = [Press(cookie, f"/stands/waiting/{fair.id}/join") for _firm, cookie in without]
    assert {one.status for one in firms.press_all(presses * 2)} == {303}
    assert queue(fair, StandWaitingState.WAITING) == list(range(1, len(without) + 1))


def give_back(firms: Firms, fair: Fair, holding: dict[int, int], signed: Signed) -> None:
    """Let all stands be given back at once: the first of the line are offered them, in order."""
    cookies = {firm.employer_id: cookie for firm, cookie in signed}
    presses = [Press(cookies[firm], f"/stands/{stand}/cancel") for firm, stand in holding.items()]
    assert {one.status for one in firms.press_all(presses)} == {303}
    assert queue(fair, StandWaitingState.OFFERED) == list(range(1, len(holding) + 1))
    assert stands_of(fair) == {}


def accept(firms: Firms, fair: Fair, without: Signed) -> None:
    """Let everybody in the line say yes at once and twice: only who was offered one gets one."""
    presses = [Press(cookie, f"/stands/waiting/{fair.id}/accept") for _firm, cookie in without]
    answers = firms.press_all(presses * 2)
    assert {one.status for one in answers} == {303}
    booked = {one.leads_to for one in answers if one.leads_to.endswith("/edit")}
    assert len(booked) == fair.stand_capacity
    assert queue(fair, StandWaitingState.OFFERED) == []


def test_worker_processes_fill_the_stands_exactly_and_keep_the_line(
    app: Flask,
    office: Office,
    database_url: str,
    tmp_path: Path,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FLASK_SECRET_KEY", str(app.secret_key))
    cases = drawn(request.config.getoption("randomly_seed", 0))
    with workers(database_url, tmp_path) as served:
        firms = Firms(app, served.port)
        for stands, number in cases:
            fair = office.fair(stand_capacity=stands)
            people = [office.account(Role.EMPLOYER) for _one in range(number)]
            signed = [(firm, firms.sign_in(firm)) for firm in people]
            holding = book(firms, fair, signed)
            without = [one for one in signed if one[0].employer_id not in holding]
            wait(firms, fair, without)
            give_back(firms, fair, holding, signed)
            accept(firms, fair, without)
            check_written(fair)


def check_written(fair: Fair) -> None:
    """Letters and entries equal what was booked; the counter equals the stands."""
    twice = 2 * fair.stand_capacity
    here = AuditEntry.other_id == fair.id
    assert len(stands_of(fair)) == fair.stand_capacity
    assert db.session.get_one(Fair, fair.id, populate_existing=True).stands_taken == (
        fair.stand_capacity
    )
    assert count(AuditEntry, AuditEntry.action == "stand.booked", here) == twice
    assert count(AuditEntry, AuditEntry.action == "stand.cancelled", here) == twice // 2
    of_fair = Letter.facts["slug"].as_string() == fair.slug
    assert count(Letter, Letter.kind == "stand-booked", of_fair) == twice
    assert count(Letter, Letter.kind == "stand-offered", of_fair) == twice // 2


def test_without_the_guard_more_firms_book_than_there_are_stands(
    app: Flask,
    office: Office,
    database_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The negative control: the same firms get more stands than there are."""
    monkeypatch.setenv("FLASK_SECRET_KEY", str(app.secret_key))
    fair = office.fair(stand_capacity=1)
    people = [office.account(Role.EMPLOYER) for _one in range(24)]
    with workers(database_url, tmp_path, app="tests.races.unguarded:create_app()") as served:
        firms = Firms(app, served.port)
        cookies = [firms.sign_in(one) for one in people]
        firms.press_all([Press(cookie, f"/stands/book/{fair.id}") for cookie in cookies])
    assert len(stands_of(fair)) > 1
