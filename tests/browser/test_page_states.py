"""Every page of every role, full and empty, as it was opened and as it comes back with errors.

The pages are those of the application itself, so a new page is looked at without being listed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from playwright.sync_api import Page
from werkzeug.routing import Rule

from blueprints.guard import permission_of
from domain.access import GRANTS, STAFF, Permission, Role
from models import Account, Candidate
from tests.architecture.routes import methods, rules
from tests.architecture.world import World
from tests.browser.looks import faults
from tests.browser.visitors import let_in
from tests.factories import Office

pytestmark = [pytest.mark.browser, pytest.mark.sqlite_only]

OpenPage = Callable[..., Page]

NO_PAGE = {"health.healthz", "components.index", "tickets.calendar", "occupations.search"}
READERS = [
    pytest.param(role, language, marks=pytest.mark.heavy if language == "en" else ())
    for role in (Role.PUBLIC, Role.EMPLOYER)
    for language in ("de", "ar", "en")
]
EMPTIED = """() => {
  const form = [...document.querySelectorAll('main form[method=post]')]
    .find(one => one.querySelector('input:not([type=hidden]), select, textarea'));
  if (!form) return false;
  form.querySelectorAll('input[type=text], input[type=email], input[type=tel], textarea')
    .forEach(one => { one.value = ''; });
  form.querySelectorAll('input:checked').forEach(one => { one.checked = false; });
  form.noValidate = true;
  (form.querySelector('.kern-btn--primary') || form.querySelector('button')).dataset.sent = '1';
  return true;
}"""


def paths(app: Flask, role: Role, values: dict[str, object]) -> list[str]:
    """Return the address of every page the role may open, with its own objects."""
    return [
        re.sub(r"<(?:[^<>]+:)?(\w+)>", lambda part: str(values[part[1]]), rule.rule)
        for rule in rules(app)
        if "GET" in methods(rule) and rule.endpoint not in NO_PAGE and may_open(app, rule, role)
    ]


def may_open(app: Flask, rule: Rule, role: Role) -> bool:
    permission = permission_of(rule.endpoint, app)
    if permission == "public":
        return role is Role.PUBLIC
    return permission is not None and Permission(permission) in GRANTS[role]


def visit(page: Page, addresses: list[str], home: str) -> Iterator[str]:
    """Open each address; those that lead on to a page seen before are passed over."""
    seen: set[str] = set()
    for address in addresses:
        answer = page.goto(home + address)
        assert answer is not None
        assert answer.status < 500, f"{address}: {answer.status}"
        if page.url not in seen:
            seen.add(page.url)
            yield address


def opened(
    app: Flask, open_page: OpenPage, who: Account | Candidate | None, language: str = "de"
) -> Page:
    page = open_page(f"/?lang={language}")
    if who is not None:
        let_in(app, page, who)
    return page


def faults_of(page: Page, addresses: list[str], home: str) -> list[str]:
    """Return what is wrong with these pages as they open."""
    return [one for _ in visit(page, addresses, home) for one in looked_at(page)]


def faults_when_emptied(page: Page, addresses: list[str], home: str) -> list[str]:
    """Return what is wrong with the forms among them as they come back with errors."""
    found, returned = [], 0
    for _ in visit(page, addresses, home):
        if page.evaluate(EMPTIED):
            page.click("[data-sent]")
            if page.locator("#error-summary").count():
                returned += 1
                found += looked_at(page)
    assert returned, "no form came back"
    return found


def looked_at(page: Page) -> list[str]:
    return faults(page, mirrored=page.locator("html").get_attribute("dir") == "rtl")


@pytest.mark.parametrize(("role", "language"), READERS)
def test_pages_of_readers(
    app: Flask, office: Office, open_page: OpenPage, address: str, role: Role, language: str
) -> None:
    world = World(office)
    page = opened(app, open_page, world.people.get(role), language)
    addresses = paths(app, role, world.own(role))
    assert faults_of(page, addresses, address) == []
    assert faults_when_emptied(page, addresses, address) == []


@pytest.mark.parametrize("role", sorted(STAFF))
def test_pages_of_staff(
    app: Flask, office: Office, open_page: OpenPage, address: str, role: Role
) -> None:
    world = World(office)
    page = opened(app, open_page, world.people[role])
    addresses = paths(app, role, world.own(role))
    assert faults_of(page, addresses, address) == []
    assert faults_when_emptied(page, addresses, address) == []
