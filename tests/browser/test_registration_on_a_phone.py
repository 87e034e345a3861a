"""Amal walks from the first page to her ticket, and the door lets her in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page
from playwright.sync_api import Error as PlaywrightError
from sqlalchemy import select

from domain.codes import spaced
from models import Account, Candidate, Fair, db
from tests.browser.axe import violations
from tests.browser.conftest import DESK, PHONE
from tests.browser.geometry import mirror_faults, overflow
from tests.factories import Office, sign_in_as
from tests.factories.office import NOW

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]
Look = Callable[[Page, str], None]

NEXT = "main form button[type=submit].kern-btn--primary"


@pytest.fixture
def fair(office: Office) -> Fair:
    office.office()
    fair = office.fair(title="Meeting Point Herford", directions="Bus 3 bis Hansastraße")
    for title in ("Schneider/in", "Tischler/in"):
        office.position(employer=office.stand(fair=fair).employer, title=title)
    return fair


def inspected(page: Page, _name: str = "") -> None:
    """Look at one state of the way as axe and a ruler do."""
    assert violations(page) == [], page.url
    assert overflow(page) == 0, page.url
    if page.locator("html").get_attribute("dir") == "rtl":
        assert mirror_faults(page) == [], page.url


def walk(page: Page, look: Look) -> None:
    look(page, "start")
    page.click(NEXT)
    look(page, "work")
    page.click("button[value=sewing]")
    look(page, "occupation")
    page.check("input[name=occupation] >> nth=1")
    page.check("input[name=years][value='5']")
    page.click(NEXT)
    page.click(NEXT)
    look(page, "german-failed")
    page.check("input[name=german][value=A2]")
    page.click(NEXT)
    look(page, "firms")
    page.check("input[name=stands] >> nth=0")
    page.click(NEXT)
    look(page, "needs")
    page.check("input[value=interpreter]")
    page.click(NEXT)
    look(page, "contact")
    page.fill("#phone", "0170 1234567")
    page.click(NEXT)
    look(page, "check")
    page.fill("#given_name", "أمل")
    page.check("#agree")
    page.click(NEXT)
    page.wait_for_selector(".mp-qr")
    look(page, "ticket")


@pytest.mark.parametrize("language", ["de", "ar"])
def test_the_way_to_a_place_is_open_to_everybody(
    open_page: OpenPage, fair: Fair, language: str
) -> None:
    page = open_page(f"/fairs/{fair.slug}/register?lang={language}", width=PHONE)
    walk(page, inspected)
    db.session.rollback()
    amal = db.session.scalars(select(Candidate)).one()
    assert amal.given_name == "أمل"
    assert page.inner_text(".mp-spoken-code") == spaced(amal.personal_codes[0].code)


def test_the_way_needs_no_script(open_page: OpenPage, fair: Fair) -> None:
    page = open_page(f"/fairs/{fair.slug}/register", width=PHONE, java_script_enabled=False)
    walk(page, lambda _page, _name: None)
    assert "/t/" in page.url


def test_the_browser_stores_nothing(open_page: OpenPage, fair: Fair) -> None:
    page = open_page(f"/fairs/{fair.slug}/register", width=PHONE)
    walk(page, lambda _page, _name: None)
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    kept = " ".join(str(cookie.get("value")) for cookie in page.context.cookies())
    assert "1701234567" not in kept


def test_a_lost_network_and_a_closed_browser_lose_nothing(
    browser: Browser, open_page: OpenPage, address: str, fair: Fair
) -> None:
    page = open_page(f"/fairs/{fair.slug}/register", width=PHONE)
    page.click(NEXT)
    page.click("button[value=sewing]")
    page.check("input[name=occupation] >> nth=1")
    page.check("input[name=years][value='5']")
    page.click(NEXT)
    page.wait_for_url("**/german")
    page.context.set_offline(True)
    with pytest.raises(PlaywrightError):
        page.reload()
    page.context.set_offline(False)
    kept = page.context.storage_state()
    assert kept["origins"] == []  # nothing but the cookie with the random word
    page.context.close()

    again = browser.new_context(storage_state=kept, viewport={"width": PHONE, "height": 800})
    later = again.new_page()
    later.goto(f"{address}/fairs/{fair.slug}/register")
    later.click("main a.kern-btn--primary")
    assert later.url.endswith("/german")
    later.goto(later.url.replace("/german", "/occupation"))
    assert later.is_checked("input[name=years][value='5']")
    again.close()


def let_in(app: Flask, page: Page, who: Account) -> None:
    client = app.test_client()
    sign_in_as(client, who)
    cookie = client.get_cookie(app.config["SESSION_COOKIE_NAME"])
    assert cookie is not None
    home = page.url.removesuffix("t/")
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": home}])


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_the_door_works_with_one_hand(
    app: Flask, open_page: OpenPage, office: Office, width: int
) -> None:
    hour = timedelta(hours=1)
    today = office.fair(starts_at=NOW - hour, ends_at=NOW + 3 * hour)
    place = office.registration(fair=today)
    office.registration(fair=today, checked_in_at=NOW)
    page = open_page("/t/", width=width)
    let_in(app, page, office.officer())
    page.goto(page.url.removesuffix("t/") + f"desk/door/{place.fair_id}")
    inspected(page)
    page.fill("#code", spaced(place.candidate.personal_codes[0].code).lower())
    page.keyboard.press("Enter")
    page.wait_for_selector(".kern-alert--success")
    inspected(page)
    button = page.locator("main form button").first.bounding_box()
    assert button is not None
    assert button["height"] >= 44
