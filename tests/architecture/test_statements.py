"""Every page of every role keeps the budget of statements, and asks as little of a large world."""

from __future__ import annotations

from datetime import timedelta
from functools import wraps

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from blueprints.guard import permission_of
from domain.access import Role
from models import Office as OfficeRow
from models import db
from services import sessions
from tests.architecture.growth import Growth, furnish
from tests.architecture.routes import methods, rules
from tests.architecture.test_permissions import NEEDS_MORE, is_granted, path_of
from tests.architecture.world import World
from tests.factories import Office, sign_in_as
from tests.inspection import forget_the_last_request
from tests.selection import drawn_part
from tests.statements import BUDGET, counted_statements

pytestmark = [pytest.mark.page, pytest.mark.long, pytest.mark.sqlite_only]

A_FEW, MANY = 2, 40
"""Copies of each row of the world, and as many below each of its parents."""

ANSWERS: dict[str, dict[str, object]] = {
    "work": {"area": "sewing"},
    "occupation": {"occupation": "28222", "years": "5"},
    "german": {"german": "A2"},
    "firms": {},
    "needs": {"needs": ["ramp"]},
    "contact": {"phone": "0170 1234567"},
}
"""What somebody says before the last page of a registration opens."""

PART = 1 / 3
"""Of the pages of each role: the largest of them take seconds in the large world."""

SEARCH = "?q=e&page=2&state=&title=Koch&occupation=29302&stand={stand_id}"
"""What lists and searches are asked beside their path; a page takes what it knows."""


@pytest.fixture(autouse=True)
def no_minute_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Once a minute a page also notes that its reader is still there; here it never does."""
    monkeypatch.setattr(sessions, "_SEEN_EVERY", timedelta(days=1))


def pages(app: Flask, role: Role, own: dict[str, object]) -> list[str]:
    """Return the address of every page the role may open, plain and searched in."""
    granted = [
        rule
        for rule in rules(app)
        if "GET" in methods(rule) and is_granted(app, rule, role)
        if rule.endpoint not in NEEDS_MORE
    ]
    plain = {path_of(rule, own): permission_of(rule.endpoint, app) for rule in granted}
    listed = [path for path, permission in plain.items() if permission != "public"]
    return [*plain, *(path + SEARCH.format(**own) for path in listed), f"/occupations{SEARCH[:4]}"]


def browser_in(app: Flask, world: World, role: Role, own: dict[str, object]) -> FlaskClient:
    """Return a browser that is signed in and has answered every question of a registration."""
    browser = app.test_client()
    if role in world.people:
        sign_in_as(browser, world.people[role])
    way = f"/fairs/{own['slug']}/register"
    browser.post(way)
    for question, answer in ANSWERS.items():
        forget_the_last_request()
        said = browser.post(f"{way}/{question}", data=answer)
        assert said.status_code == 303, said.get_data(as_text=True)
    return browser


def visited(browser: FlaskClient, paths: list[str]) -> dict[str, int]:
    """Return how many statements each page sent."""
    return {path: _statements(browser, path) for path in paths}


def _statements(browser: FlaskClient, path: str) -> int:
    forget_the_last_request()
    db.session.remove()  # a request outside of a test knows no row of the one before
    with counted_statements() as sent:
        answer = browser.get(path)
    assert answer.status_code < 400, f"{path}: {answer.status_code}"
    return len(sent)


def in_a_small_and_a_large_world(
    app: Flask, office: Office, role: Role, *, part: float = 1
) -> tuple[dict[str, int], dict[str, int]]:
    """Return how many statements each page of a role sent, of a few rows and of many.

    ``make test`` draws a part of the pages.
    """
    world = World(office)
    own = world.own(role)
    furnish(own)
    browser, paths = browser_in(app, world, role, own), drawn_part(pages(app, role, own), part)
    visited(browser, ["/"])  # what a process asks once is not the page's
    growth = Growth()
    growth.grow(A_FEW)
    few = visited(browser, paths)
    grown = growth.grow(MANY)
    assert min(grown.values()) >= MANY, f"did not grow: {grown}"
    return few, visited(browser, paths)


@pytest.mark.parametrize("role", list(Role))
def test_no_page_asks_more_than_twelve_times_or_more_often_of_many(
    app: Flask, office: Office, role: Role
) -> None:
    few, many = in_a_small_and_a_large_world(app, office, role, part=PART)
    assert {path: count for path, count in many.items() if count > BUDGET} == {}
    assert {path: (few[path], many[path]) for path in few if few[path] != many[path]} == {}


def test_a_page_that_asks_again_for_each_row_is_found(app: Flask, office: Office) -> None:
    """The control: one careless page among all of them."""
    careful = app.view_functions["admin.offices"]

    @wraps(careful)
    def careless() -> ResponseReturnValue:
        for one in db.session.scalars(select(OfficeRow)).all():
            db.session.refresh(one)
        return careful()

    app.view_functions["admin.offices"] = careless
    few, many = in_a_small_and_a_large_world(app, office, Role.ADMINISTRATOR)
    assert {path.split("?")[0] for path in few if few[path] < many[path]} == {"/admin/offices"}
    assert many["/admin/offices"] > BUDGET
