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
from tests.browser.visitors import fill, let_in
from tests.factories import Office
from tests.factories.keys import PASSWORD, with_app, with_password
from tests.selection import LONG

pytestmark = [pytest.mark.browser, pytest.mark.sqlite_only]

OpenPage = Callable[..., Page]

NO_PAGE = {
    *("health.healthz", "components.index", "tickets.calendar", "occupations.search"),
    *("imports.template", "imports.errors", "record.data_file"),
    *("door.signs_file", "door.list_file"),
    *("profiles.firm_pdf", "profiles.own_pdf", "tickets.paper"),
}
READERS = [
    pytest.param(role, language, marks=pytest.mark.heavy if language == "en" else ())
    for role in (Role.PUBLIC, Role.CANDIDATE, Role.EMPLOYER)
    for language in ("de", "ar", "en")
]
EMPTY = {
    Role.CANDIDATE: ["/my"],
    Role.EMPLOYER: ["/", "/firm", "/positions", "/proposals", "/stands"],
    Role.OFFICER: [
        *("/desk", "/desk/candidates/", "/desk/fairs/", "/desk/door/", "/tasks/"),
        *("/firms?q=nobody", "/office/positions"),
    ],
    Role.CASEWORKER: ["/desk", "/desk/cases/", "/desk/cases/stand-ins"],
    Role.TEAM_LEAD: ["/desk/team/"],
}
FORM = """[...document.querySelectorAll('main form[method=post]')]
  .find(one => one.querySelector('input:not([type=hidden]), select, textarea'))"""
EMPTIED = (
    f"() => {{ const form = {FORM};"
    + """
  form.querySelectorAll('input[type=text], input[type=email], input[type=tel], textarea')
    .forEach(one => { one.value = ''; });
  form.querySelectorAll('input:checked').forEach(one => { one.checked = false; });
  form.noValidate = true;
  (form.querySelector('.kern-btn--primary') || form.querySelector('button')).dataset.sent = '1';
  return true;
}"""
)


def paths(
    app: Flask,
    role: Role,
    values: dict[str, object],
    only: Callable[[Rule], bool] = lambda _rule: True,
) -> list[str]:
    """Return the address of every page the role may open, with its own objects."""
    return [
        re.sub(r"<(?:[^<>]+:)?(\w+)>", lambda part: str(values[part[1]]), rule.rule)
        for rule in rules(app)
        if "GET" in methods(rule)
        and rule.endpoint not in NO_PAGE
        and may_open(app, rule, role)
        and only(rule)
    ]


def looking(app: Flask, rule: Rule) -> list[Role]:
    """Return the colleagues who look at a page: all in the long run, else one of its readers.

    It is the one who reads fewest pages: the others have enough to look at.
    """
    readers = [role for role in sorted(STAFF) if may_open(app, rule, role)]
    return readers if LONG else sorted(readers, key=lambda role: len(GRANTS[role]))[:1]


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


def faults_full_and_emptied(page: Page, addresses: list[str], home: str) -> list[str]:
    """Return what is wrong with these pages, and then with their forms full of errors.

    The forms are sent when every page was seen: some of them change what the pages show.
    """
    found, forms, returned = [], [], 0
    for one in visit(page, addresses, home):
        found += looked_at(page)
        if page.evaluate(f"!!{FORM}"):
            forms.append(one)
    for _ in visit(page, forms, home):
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
    values = world.own(role)
    if role is Role.EMPLOYER:
        values["stand_id"] = office.stand(employer=world.people[role].employer).id
    addresses = paths(app, role, values)
    assert faults_full_and_emptied(page, addresses, address) == []


@pytest.mark.parametrize("role", sorted(STAFF))
def test_pages_of_staff(
    app: Flask, office: Office, open_page: OpenPage, address: str, role: Role
) -> None:
    world = World(office)
    page = opened(app, open_page, world.people[role])
    addresses = paths(app, role, world.own(role), only=lambda rule: role in looking(app, rule))
    assert faults_full_and_emptied(page, addresses, address) == []


@pytest.mark.parametrize("role", sorted(EMPTY))
def test_pages_on_which_there_is_nothing_yet(
    app: Flask, office: Office, open_page: OpenPage, address: str, role: Role
) -> None:
    who = office.candidate() if role is Role.CANDIDATE else office.account(role)
    page = opened(app, open_page, who, "ar")
    assert faults_of(page, EMPTY[role], address) == []


def test_pages_of_a_full_fair(
    app: Flask, office: Office, open_page: OpenPage, address: str
) -> None:
    fair = office.fair(capacity=1, taken=1, stand_capacity=1, stands_taken=1)
    page = opened(app, open_page, office.account(Role.EMPLOYER), "ar")
    addresses = ["/", f"/fairs/{fair.slug}", f"/fairs/{fair.slug}/register", "/stands"]
    assert faults_of(page, addresses, address) == []
    assert page.locator(f"main a[href='/stands/book/{fair.id}']").count() == 0


def test_pages_of_signing_in(office: Office, open_page: OpenPage, address: str) -> None:
    found = []
    for officer in (with_password(office.officer()), with_app(office.officer())):
        page = open_page("/sign-in?lang=ar")
        fill(page, email=officer.email, password=PASSWORD)
        page.click("main form .kern-btn--primary")
        page.wait_for_selector("#code")
        found += looked_at(page)
    assert found == []
