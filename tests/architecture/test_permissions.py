"""Every route, as every role, with real objects that belong to somebody else."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from blueprints.guard import permission_of
from domain.access import GRANTS, Permission, Role
from tests.architecture.routes import FILE, methods, rules, table
from tests.architecture.snapshot import rows_of_now
from tests.architecture.world import EVERYBODYS, MISSING, World
from tests.factories import Office, sign_in_as
from tests.inspection import InspectingClient

pytestmark = pytest.mark.page

ROLES = list(Role)
CSRF_TOKEN = re.compile(r'name="csrf_token"[^>]*value="[^"]*"')


@pytest.fixture
def world(app: Flask, office: Office) -> World:
    return World(office)


def browser_of(app: Flask, world: World, role: Role) -> InspectingClient:
    browser = InspectingClient(app)
    who = world.people.get(role)
    if who is not None:
        sign_in_as(browser, who)
    return browser


def is_granted(app: Flask, rule: Rule, role: Role) -> bool:
    permission = permission_of(rule.endpoint, app)
    return permission == "public" or (
        permission is not None and Permission(permission) in GRANTS[role]
    )


def requests_of(app: Flask, role: Role, *, granted: bool) -> Iterator[tuple[Rule, str]]:
    for rule in rules(app):
        if is_granted(app, rule, role) == granted:
            yield from ((rule, method) for method in methods(rule))


def path_of(rule: Rule, values: dict[str, object]) -> str:
    return re.sub(r"<(?:[^<>]+:)?(\w+)>", lambda part: str(values[part[1]]), rule.rule)


def ask(browser: InspectingClient, method: str, path: str) -> TestResponse:
    return browser.open(path, method=method)


def comparable(response: TestResponse, path: str) -> str:
    """Return the page without its own address, which language links repeat, and tokens."""
    text = CSRF_TOKEN.sub("", response.get_data(as_text=True))
    return text.replace(f'href="{path}?', 'href="PATH?')


@pytest.mark.sqlite_only
def test_the_written_table_is_what_the_application_does(app: Flask) -> None:
    assert FILE.read_text(encoding="utf-8") == table(app)


@pytest.mark.sqlite_only
def test_every_view_names_a_permission_and_every_number_in_a_path_is_one(app: Flask) -> None:
    for rule in rules(app):
        assert permission_of(rule.endpoint, app), f"{rule.endpoint} names no permission"
        untyped = {name for name in rule.arguments if name.endswith("_id")}
        assert all(f"<int:{name}>" in rule.rule for name in untyped), rule.rule


@pytest.mark.sqlite_only
@pytest.mark.parametrize("role", ROLES)
def test_a_view_that_names_nothing_refuses(role: Role, app: Flask, world: World) -> None:
    app.view_functions["public.index"] = lambda: "open by mistake"
    browser = browser_of(app, world, role)
    assert browser.get("/").status_code == 404


@pytest.mark.sqlite_only
@pytest.mark.parametrize("role", ROLES)
def test_who_lacks_the_permission_sees_nothing(role: Role, app: Flask, world: World) -> None:
    browser = browser_of(app, world, role)
    for rule, method in requests_of(app, role, granted=False):
        path = path_of(rule, world.foreign(role))
        answer = ask(browser, method, path)
        if role is Role.PUBLIC:
            assert answer.status_code == 303, f"{method} {path}: {answer.status_code}"
            continue
        assert answer.status_code == 404, f"{method} {path}: {answer.status_code}"
        nowhere = ask(browser, method, "/no-such-page")
        assert comparable(answer, path) == comparable(nowhere, "/no-such-page")


@pytest.mark.sqlite_only
@pytest.mark.parametrize("role", ROLES)
def test_what_is_not_yours_answers_like_what_does_not_exist(
    role: Role, app: Flask, world: World
) -> None:
    browser = browser_of(app, world, role)
    for rule, method in requests_of(app, role, granted=True):
        objects = {name for name in rule.arguments if name not in EVERYBODYS[role]}
        if not objects:
            continue
        foreign = path_of(rule, world.foreign(role))
        missing = path_of(rule, MISSING)
        theirs, nobodys = ask(browser, method, foreign), ask(browser, method, missing)
        assert theirs.status_code == nobodys.status_code == 404, f"{method} {foreign}"
        assert comparable(theirs, foreign) == comparable(nobodys, missing)


@pytest.mark.sqlite_only
@pytest.mark.parametrize("role", ROLES)
def test_what_is_yours_opens_and_an_empty_form_breaks_nothing(
    role: Role, app: Flask, world: World
) -> None:
    own, granted = world.own(role), list(requests_of(app, role, granted=True))
    browser = browser_of(app, world, role)
    with rows_of_now() as bring_back:
        for rule, method in granted:
            assert set(rule.arguments) <= set(own), f"the world has no {rule.arguments}"
            path = path_of(rule, own)
            status = ask(browser, method, path).status_code
            assert status < 500, f"{method} {path}: {status}"
            if method == "POST":  # it may have ended, cancelled or signed out what the next needs
                bring_back()
                browser = browser_of(app, world, role)
            elif rule.endpoint not in NEEDS_MORE:
                assert status != 404, f"{path}: {status}"


NEEDS_MORE = {
    "components.index",  # in development only
    "accounts.set_password",  # the token of the world opens nothing
    "record.answer",  # the token of the world opens nothing
    "record.open_link",  # the token of the world opens nothing
    "record.handover",  # told once the case is accepted; the one of the world is on offer
    "opinions.visitor",  # the fair of the world has not begun
    "matches.floor",  # the lists of the world are too short for a second order
    "record.withdraw",  # of two equal consents of the world one counts
}
"""Routes whose GET answers 404 although everything in the path is one's own, and why."""
