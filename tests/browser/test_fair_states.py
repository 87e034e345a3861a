"""Every state in which colleagues and firms find a fair: before, on and after its day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from domain.access import Role
from domain.fairs import FairState, StandWaitingState
from models import Fair, Registration, StandWaiting, db, transactional
from tests.browser.looks import faults
from tests.browser.visitors import let_in, press
from tests.factories import Office
from tests.factories.office import NOW

pytestmark = [pytest.mark.browser, pytest.mark.sqlite_only]

OpenPage = Callable[..., Page]

TODAY = {"starts_at": NOW - timedelta(hours=1), "ends_at": NOW + timedelta(hours=3)}
YESTERDAY = {"starts_at": NOW - timedelta(days=1, hours=4), "ends_at": NOW - timedelta(days=1)}
FAIRS: dict[str, dict[str, Any]] = {
    "draft": {"state": FairState.DRAFT},
    "open": {},
    "full": {"capacity": 1, "taken": 1, "stand_capacity": 1, "stands_taken": 1},
    "closed": {"state": FairState.CLOSED},
    "cancelled": {"state": FairState.CANCELLED},
    "today": TODAY,
    "over": YESTERDAY,
}
LONG = "Wolfeschlegelsteinhausenbergerdorff"
NAMES = (("José", "Şahin"), ("محمد", "الأحمد"), ("ተስፋይ", "ገብረ"), (LONG, LONG))


@pytest.fixture
def officers_page(app: Flask, office: Office, open_page: OpenPage) -> Page:
    page = open_page("/")
    let_in(app, page, office.officer())
    return page


def looked_at(page: Page, home: str, *paths: str) -> list[str]:
    found = []
    for path in paths:
        answer = page.goto(home + path)
        assert answer is not None
        assert answer.status == 200, path
        found += faults(page, mirrored=page.locator("html").get_attribute("dir") == "rtl")
    return found


def with_guests(office: Office, **values: Any) -> tuple[Fair, list[Registration]]:
    """Make a fair with stands and people who are here, missing, late and waiting."""
    fair = office.fair(capacity=len(NAMES), taken=len(NAMES), **values)
    states: tuple[dict[str, Any], ...] = (
        {},
        {"checked_in_at": fair.starts_at},
        {"comes_later_at": fair.starts_at + timedelta(hours=1)},
        {"needs_interpreter": True, "needs_ramp": True},
    )
    guests = []
    for (given, family), state in zip(NAMES, states, strict=True):
        person = office.candidate(given_name=given, family_name=family, language="ti")
        guests.append(office.registration(fair=fair, candidate=person, **state))
        office.wish(guests[-1], office.stand(fair=fair))
    waits = {"state": "waiting", "queued_at": NOW}
    guests += [office.registration(fair=fair, queue_number=one, **waits) for one in (1, 2)]
    return fair, guests


def test_a_fair_in_every_state_of_its_life(
    office: Office, officers_page: Page, address: str
) -> None:
    fairs = [office.fair(title=name, **values) for name, values in FAIRS.items()]
    paths = [f"/desk/fairs/{one.id}" for one in fairs]
    paths += [f"/desk/door/{one.id}" for one in fairs]
    assert looked_at(officers_page, address, "/desk/fairs/", "/desk/door/", *paths) == []


def test_a_fair_with_people_and_a_waiting_list(
    office: Office, officers_page: Page, address: str
) -> None:
    fair, guests = with_guests(office)
    office.group(fair, name="Arabisch am Nachmittag", languages=["ar"], capacity=10)
    base = f"/desk/fairs/{fair.id}"
    paths = [base + part for part in ("", "/registrations", "/waiting", "/groups", "/groups/2")]
    paths += [base + part for part in ("/stands", "/preparation", "/interpreters", "/edit")]
    paths += [f"/desk/fairs/waiting/{guests[-1].id}/{what}" for what in ("jump", "override")]
    assert looked_at(officers_page, address, *paths) == []


def test_a_copied_fair_beside_the_last_one(
    office: Office, officers_page: Page, address: str
) -> None:
    last, _guests = with_guests(office, **YESTERDAY)
    officers_page.goto(f"{address}/desk/fairs/{last.id}/copy")
    day = NOW + timedelta(days=200)
    for part, number in (("day", day.day), ("month", day.month), ("year", day.year)):
        officers_page.fill(f"#day-{part}", str(number))
    press(officers_page, "Entwurf anlegen")
    officers_page.wait_for_url("**/desk/fairs/*")
    new = officers_page.url.rpartition("/")[2]
    paths = (f"/desk/fairs/{new}", f"/desk/fairs/{new}/comparison")
    assert looked_at(officers_page, address, *paths) == []


def test_the_door_while_people_come(office: Office, officers_page: Page, address: str) -> None:
    fair, guests = with_guests(office, **TODAY)
    door = f"/desk/door/{fair.id}"
    paths = ["", "?q=sahin", "?q=nobody", "?presence=here", "/presence", "/badges", "/print"]
    paths += ["/signs", "/absences", f"/{guests[0].id}/badge"]
    paths += [f"/lists/{which}" for which in ("names", "languages", "stands", "emergency")]
    found = looked_at(officers_page, address, *(door + path for path in paths))
    officers_page.goto(address + door)
    officers_page.get_by_role("button", name="Einlassen").last.click()
    officers_page.wait_for_load_state()
    expect(officers_page.locator("[data-count=here]")).to_have_text("2")
    assert found + faults(officers_page) == []


def test_the_door_on_a_day_before_the_fair_asks_first(
    office: Office, officers_page: Page, address: str
) -> None:
    fair, guests = with_guests(office)
    door = f"/desk/door/{fair.id}"
    asked = f"{door}?early={guests[0].id}"
    assert looked_at(officers_page, address, asked, f"{door}/walk-in") == []


def test_after_the_fair_absences_are_noted_and_results_read(
    office: Office, officers_page: Page, address: str
) -> None:
    fair, _guests = with_guests(office, **YESTERDAY)
    for number in range(24):
        came = {"checked_in_at": fair.starts_at, "walked_in": number % 4 == 0}
        language = ("ar", "de", "uk")[number % 3]
        person = office.candidate(language=language, work=(("Tischler", "22342", 3),))
        office.registration(fair=fair, candidate=person, **(came if number % 2 else {}))
    absences = f"/desk/door/{fair.id}/absences"
    found = looked_at(officers_page, address, absences, f"/desk/results/{fair.id}")
    assert officers_page.locator(".mp-plot").count() >= 3
    officers_page.goto(address + absences)
    officers_page.get_by_role("button", name="Entschuldigt", exact=False).first.click()
    officers_page.wait_for_load_state()
    assert found + faults(officers_page) == []


@pytest.mark.parametrize("language", ["ar", pytest.param("de", marks=pytest.mark.heavy)])
def test_a_firm_finds_its_stand_in_every_state(
    app: Flask, office: Office, open_page: OpenPage, address: str, language: str
) -> None:
    firm = office.account(Role.EMPLOYER)
    fairs = {name: office.fair(title=name, **values) for name, values in FAIRS.items()}
    booked = ("open", "today", "over")
    stands = [office.stand(fair=fairs[one], employer=firm.employer).id for one in booked]
    line = {"employer_id": firm.employer_id, "queue_number": 1, "queued_at": NOW}
    waits(fair_id=fairs["full"].id, state=StandWaitingState.WAITING, **line)
    offered = office.fair(stand_capacity=1, stands_taken=1)
    until = NOW + timedelta(hours=20)
    waits(fair_id=offered.id, state=StandWaitingState.OFFERED, offered_until=until, **line)
    page = open_page(f"/?lang={language}")
    let_in(app, page, firm)
    paths = ["/stands", *(f"/stands/{one}" for one in stands), f"/stands/{stands[-1]}/opinion"]
    paths += [f"/stands/waiting/{one.id}" for one in (fairs["full"], offered)]
    paths += [f"/fairs/{one.slug}" for one in fairs.values() if one.state is not FairState.DRAFT]
    assert looked_at(page, address, *paths) == []


@transactional
def waits(**values: Any) -> None:
    db.session.add(StandWaiting(**values))
