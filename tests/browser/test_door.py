"""The door on a phone: tickets held before the camera, lost connections, taking back."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest
import segno
from flask import Flask
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from models import AuditEntry, Registration, db
from tests.browser.camera import camera_sees, picture_of, picture_of_ticket, write_film
from tests.browser.conftest import PHONE, complains
from tests.browser.looks import faults
from tests.browser.visitors import let_in
from tests.factories import Office
from tests.factories.office import NOW

pytestmark = [pytest.mark.browser, pytest.mark.sqlite_only]

OpenPage = Callable[..., Page]

NO_READER = "delete globalThis.BarcodeDetector"
READER_OF_THE_BROWSER = """globalThis.BarcodeDetector = class {
  static async getSupportedFormats() { return ["qr_code"]; }
  async detect(source) {
    globalThis.ownReaderWasAsked = true;
    const { BarcodeDetector } = await import("/static/vendor/qr/decode.js");
    return new BarcodeDetector({ formats: ["qr_code"] }).detect(source);
  }
}"""
"""Chromium for Linux has no reader of its own; this one has the same shape."""
READ_WHOLE = """() => {
  const [answer, pressed] = ['.mp-scanner__answers .kern-alert', '.mp-thumb']
    .map(one => document.querySelector(one).getBoundingClientRect());
  return answer.top >= 0 && answer.bottom <= pressed.top;
}"""
PATIENCE = 20_000  # milliseconds until the film shows the ticket


@pytest.fixture
def place(office: Office) -> Registration:
    person = office.candidate(given_name="José", family_name="Şahin")
    fair = office.fair(starts_at=NOW - timedelta(hours=1), ends_at=NOW + timedelta(hours=3))
    return office.registration(fair=fair, candidate=person)


def code_of(place: Registration) -> str:
    return place.candidate.personal_codes[0].code


def entries(action: str) -> int:
    db.session.rollback()
    return len(db.session.scalars(select(AuditEntry).where(AuditEntry.action == action)).all())


def at_the_door(app: Flask, office: Office, page: Page, place: Registration, home: str) -> None:
    let_in(app, page, office.officer())
    page.goto(f"{home}/desk/door/{place.fair_id}")


@pytest.fixture
def phone(
    app: Flask, office: Office, open_page: OpenPage, place: Registration, address: str
) -> Page:
    page = open_page("/", width=PHONE)
    at_the_door(app, office, page, place, address)
    return page


@pytest.fixture
def open_scanner(browser: Browser, tmp_path: Path, address: str) -> Iterator[Callable[..., Page]]:
    """Open a phone whose camera sees the pictures; what the browser complains about fails."""
    complaints: list[str] = []

    def open_one(*pictures: object, script: str) -> Page:
        film = write_film(tmp_path / "held.y4m", *pictures)
        page = opened.enter_context(camera_sees(browser, film)).new_page(
            viewport={"width": PHONE, "height": 740}
        )
        page.add_init_script(script)
        page.on("console", lambda said: complaints.append(said.text) if complains(said) else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(address)
        return page

    with ExitStack() as opened:
        yield open_one
    assert not complaints, complaints


@pytest.mark.parametrize("script", [NO_READER, READER_OF_THE_BROWSER])
def test_a_ticket_before_the_camera_lets_in_and_is_taken_back(
    app: Flask,
    office: Office,
    open_page: OpenPage,
    open_scanner: Callable[..., Page],
    place: Registration,
    address: str,
    script: str,
) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    ticket = picture_of_ticket(open_page(f"/t/{code_of(place)}", width=PHONE))
    page = open_scanner(ticket, script=script)
    at_the_door(app, office, page, place, address)
    page.get_by_role("button", name="Scannen").click()
    expect(page.locator(".kern-alert--success")).to_contain_text("José Şahin", timeout=PATIENCE)
    expect(page.locator("[data-count=here]")).to_have_text("1")
    assert bool(page.evaluate("globalThis.ownReaderWasAsked")) == (script != NO_READER)
    page.get_by_role("button", name="Kamera aus").click()
    expect(page.locator(".mp-scanner__video")).to_be_hidden()
    page.locator("#scanner").get_by_role("button", name="Zurücknehmen").click()
    expect(page.locator("[data-count=here]")).to_have_text("0")
    assert entries("registration.checked_in") == entries("registration.check_in_undone") == 1


def test_the_code_of_something_else_before_the_camera_is_no_ticket(
    app: Flask, office: Office, open_scanner: Callable[..., Page], place: Registration, address: str
) -> None:
    png = io.BytesIO()
    segno.make("https://example.org/menu", micro=False).save(png, kind="png", scale=8)
    page = open_scanner(picture_of(png.getvalue()), script=NO_READER)
    at_the_door(app, office, page, place, address)
    page.get_by_role("button", name="Scannen").click()
    expect(page.locator(".kern-alert--danger")).to_contain_text("keine Eintritt", timeout=PATIENCE)
    assert faults(page) == []
    assert entries("registration.checked_in") == 0


def test_a_code_waits_for_the_connection_and_counts_once(
    app: Flask, office: Office, browser: Browser, place: Registration, address: str
) -> None:
    phone = browser.new_context().new_page()  # a lost connection is no fault of the page
    phone.goto(address)
    at_the_door(app, office, phone, place, address)
    sent: list[str] = []
    lost = re.compile(r".*/scans$")

    def lose(route: object) -> None:
        sent.append(route.request.post_data)
        route.fetch() if len(sent) == 2 else None  # the second arrives, its answer does not
        route.abort()

    phone.context.route(lost, lose)
    phone.fill("#code", code_of(place))
    phone.keyboard.press("Enter")
    expect(phone.locator(".mp-scanner__waiting")).to_contain_text("noch nicht gesendet: 1")
    phone.wait_for_event("requestfailed", timeout=PATIENCE)
    assert phone.evaluate("localStorage.length + sessionStorage.length") == 0
    phone.context.unroute(lost)
    expect(phone.locator(".kern-alert--success")).to_contain_text("José Şahin", timeout=PATIENCE)
    expect(phone.locator(".mp-scanner__waiting")).to_be_hidden()
    ids = {re.search("scan=([^&]+)", one)[1] for one in sent}
    assert len(ids) == 1
    assert entries("registration.checked_in") == 1
    phone.context.close()


def test_without_script_a_code_and_a_name_let_in(
    app: Flask, office: Office, open_page: OpenPage, place: Registration, address: str
) -> None:
    page = open_page("/", width=PHONE)
    let_in(app, page, office.officer())
    plain = page.context.browser.new_context(
        java_script_enabled=False,
        viewport={"width": PHONE, "height": 740},
        storage_state=page.context.storage_state(),
    ).new_page()
    plain.goto(f"{address}/desk/door/{place.fair_id}")
    assert plain.get_by_role("button", name="Scannen").count() == 0
    plain.fill("#code", code_of(place))
    plain.keyboard.press("Enter")
    expect(plain.locator(".kern-alert--success")).to_contain_text("José Şahin")
    plain.locator("#guests ~ ul").get_by_role("button", name="Zurücknehmen").click()
    plain.fill("#filter-q", "sahin")
    plain.keyboard.press("Enter")
    plain.locator("#guests ~ ul").get_by_role("button", name="Einlassen").click()
    assert entries("registration.checked_in") == 2
    plain.context.close()


def test_what_is_pressed_at_the_door_lies_at_the_thumb(phone: Page) -> None:
    bar = phone.locator(".mp-thumb").bounding_box()
    assert bar is not None
    assert bar["y"] + bar["height"] >= 799
    for one in phone.locator("main :is(.kern-btn, input:not([type=hidden]), select)").all():
        box = one.bounding_box()
        assert box is None or box["height"] >= 44, one.inner_html()


@pytest.mark.parametrize("height", [568, 740])
def test_an_answer_is_read_above_what_the_thumb_presses(phone: Page, height: int) -> None:
    phone.set_viewport_size({"width": PHONE, "height": height})
    phone.fill("#code", "AAA-BBB-CCC")
    phone.keyboard.press("Enter")
    answer = phone.locator(".mp-scanner__answers .kern-alert")
    expect(answer).to_contain_text("Suchen Sie nach dem Namen.", timeout=PATIENCE)
    phone.wait_for_function(READ_WHOLE, timeout=PATIENCE)
