"""The main job from end to end: from a firm that is new here to a case in other hands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from playwright.sync_api import Page
from sqlalchemy import select

from domain.access import Role
from domain.clock import office_day
from models import Account, Candidate, Fair, db
from tests.browser.conftest import DESK, PHONE
from tests.browser.interviewing import profile_samira
from tests.browser.visitors import fill, fill_day, go, let_in, press, says
from tests.factories import Office
from tests.factories.keys import PASSWORD, code_of, letters
from tests.factories.office import NOW

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]

TODAY = office_day(NOW)
FIRM = {
    "name": "Küchenwerk Beispiel GmbH",
    "sector": "Möbel",
    "street": "Werkstraße 7",
    "postcode": "32257",
    "place": "Bünde",
    "contact_name": "Petra Muster",
    "contact_phone": "05223 123456",
    "email": "petra@kuechenwerk.example",
    "password": PASSWORD,
}
NEXT = "main form button[type=submit].kern-btn--primary"


@pytest.fixture
def firm(open_page: OpenPage) -> Page:
    """The window in which the firm works."""
    return open_page("/")


@pytest.fixture
def officer(app: Flask, office: Office, open_page: OpenPage) -> Page:
    """The window of an officer whom the administrator invites, and who enrols an app."""
    office.office()
    admin = open_page("/")
    let_in(app, admin, office.account(Role.ADMINISTRATOR))
    admin.goto(admin.url + "admin/accounts/new")
    fill(admin, name="Derya Offizier", email="derya@example.org")
    admin.select_option("#role", "officer")
    admin.select_option("#office", label="Jobcenter Herford")
    admin.click(NEXT)
    assert says(admin, "eingeladen")
    return enrolled(open_page(f"/password/{letters('account-invitation')[-1].facts['token']}"))


def enrolled(page: Page) -> Page:
    fill(page, password=PASSWORD, repeated=PASSWORD)
    page.click(NEXT)
    fill(page, email="derya@example.org", password=PASSWORD)
    press(page, "Anmelden")
    page.wait_for_url("**/sign-in/app")
    db.session.rollback()
    account = db.session.scalars(select(Account).where(Account.role == Role.OFFICER)).one()
    fill(page, code=code_of(account))
    press(page, "Bestätigen")
    assert page.locator("main code").count() == 10
    press(page, "Ich habe die Codes verwahrt")
    return page


def test_from_a_new_firm_to_a_case_in_other_hands(
    app: Flask, office: Office, open_page: OpenPage, firm: Page, officer: Page
) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    register_firm(firm)
    take_up(officer, FIRM["name"])
    press(officer, "Firma freischalten")
    post_position(firm)
    take_up(officer, "Tischler/in für Küchen")
    press(officer, "Freigeben")
    profile_samira(officer)
    propose_samira(officer)
    answer_the_proposal(firm)
    fair = make_a_fair(officer)
    book_a_stand(firm, fair)
    phone = open_page(f"/fairs/{fair.slug}?lang=ar", width=PHONE, java_script_enabled=False)
    code = register_on_the_phone(phone)
    book_a_talk(officer, fair, code)
    phone.reload()
    assert phone.locator(".mp-talks__time").count() == 1
    assert says(phone, FIRM["name"])
    caseworker = open_page("/", width=DESK)
    let_in(app, caseworker, give_to_a_caseworker(app, office, open_page("/")))
    check_in(caseworker, code)
    phone.reload()
    assert phone.locator(".kern-alert--success").count() == 1
    hand_over(app, caseworker, open_page("/"), office)


def take_up(page: Page, what: str) -> None:
    """Begin the piece of work that waits on the first page."""
    go(page, "Heute")
    page.locator("main tr", has_text=what).locator("a:not([href^=tel])").click()


def register_firm(page: Page) -> None:
    page.goto(page.url + "firm/register")
    fill(page, **FIRM)
    press(page, "Firma anmelden")
    press(page, "Jetzt anmelden")
    fill(page, email=FIRM["email"], password=PASSWORD)
    press(page, "Anmelden")
    assert says(page, "Ihre Firma wird geprüft")


def post_position(page: Page) -> None:
    page.reload()
    assert "Ihre Firma wird geprüft" not in page.inner_text("body")
    page.get_by_role("link", name="Stelle melden").first.click()
    fill(page, title="Tischler/in für Küchen")
    page.check("[name=kind][value=job]")
    press(page, "Weiter")
    page.check("[name=occupation][value='22342']")
    press(page, "Weiter")
    fill(page, tasks="Fronten zuschneiden und einbauen.", postcode="32257", places="2")
    page.check("[name=requirement_level][value='2']")
    page.select_option("[name=german_speaking]", "A2")
    page.select_option("[name^=skills-need-] >> nth=0", "must")
    press(page, "Stelle melden")
    assert says(page, "Eine Fachkraft sieht sich die Stelle an")


def propose_samira(page: Page) -> None:
    go(page, "Stellen")
    press(page, "Tischler/in für Küchen")
    press(page, "Passende Menschen")
    row = page.locator("tr", has_text="Samira Haddad")
    row.locator("summary").click()
    assert "Deutsch" in row.locator(".mp-why__lines").first.inner_text()
    row.get_by_role("button", name="Vormerken").click()
    press(page, "Vorschlagen")
    assert says(page, "vorgeschlagen")


def answer_the_proposal(page: Page) -> None:
    go(page, "Vorschläge")
    page.locator("main table a").click()
    assert "Tischler" in page.inner_text("main ul")
    for hidden in ("Samira", "Haddad", "samira@example.org"):
        assert hidden not in page.content()
    press(page, "Interessiert")
    fill(page, note="Gespräch auf der Kontaktbörse")
    press(page, "Interesse mitteilen")
    assert "Samira" not in page.content()
    assert says(page, "interessiert")


def make_a_fair(page: Page) -> Fair:
    go(page, "Heute")
    assert says(page, "Antwort einer Firma")
    go(page, "Kontaktbörsen")
    press(page, "Kontaktbörse anlegen")
    fill(page, title="Meeting Point Herford", starts="10:00", ends="14:00")
    fill_day(page, "day", TODAY + timedelta(days=30))
    fill(page, venue="Agentur für Arbeit", street="Hansastraße 33", postcode="32049")
    fill(page, place="Herford", capacity="2", stand_capacity="3")
    press(page, "Speichern")
    press(page, "Anmeldung öffnen")
    page.click(NEXT)
    db.session.rollback()
    return db.session.scalars(select(Fair)).one()


def book_a_stand(page: Page, fair: Fair) -> None:
    go(page, "Kontaktbörsen")
    press(page, "Stand buchen")
    fill(page, desks="2", needs="Strom")
    press(page, "Stand buchen")
    assert says(page, fair.title)
    assert says(page, "Strom")


def register_on_the_phone(page: Page) -> str:
    assert page.locator("html").get_attribute("dir") == "rtl"
    page.locator("main a[href$='/register']").first.click()
    page.click(NEXT)
    page.click("button[value=sewing]")
    page.check("input[name=occupation] >> nth=1")
    page.check("input[name=years][value='5']")
    page.click(NEXT)
    page.check("input[name=german][value=A2]")
    page.click(NEXT)
    page.check("input[name=stands] >> nth=0")
    page.click(NEXT)
    page.check("input[value=interpreter]")
    page.click(NEXT)
    page.fill("#phone", "٠١٧٠ ١٢٣٤٥٦٧")
    page.click(NEXT)
    page.fill("#given_name", "أمل")
    page.check("#agree")
    page.check("#placement")
    page.click(NEXT)
    assert page.locator("svg.mp-qr path").count() == 1
    calendar = page.locator("a[href$='calendar.ics']").get_attribute("href")
    answer = page.request.get(page.url.split("/t/")[0] + str(calendar))
    assert "BEGIN:VEVENT" in answer.text()
    return page.inner_text(".mp-spoken-code")


def book_a_talk(page: Page, fair: Fair, code: str) -> None:
    go(page, "Kontaktbörsen")
    press(page, fair.title)
    press(page, "Gespräch buchen")
    page.fill("main form [type=search], main form [name=q]", code)
    press(page, "Suchen")
    press(page, "Uhrzeit wählen")
    page.select_option("#slot", index=1)
    page.check("input[name=position] >> nth=1")
    press(page, "Gespräch buchen")
    assert says(page, "أمل")
    assert says(page, "Tischler/in für Küchen")


def give_to_a_caseworker(app: Flask, office: Office, page: Page) -> Account:
    jens = office.caseworker(name="Jens Neumann")
    let_in(app, page, office.account(Role.TEAM_LEAD))
    page.goto(page.url + "desk/team/")
    page.check("main input[aria-label^=Samira]")
    page.select_option("#caseworker", label="Jens Neumann")
    press(page, "Zuweisen")
    db.session.rollback()
    samira = select(Candidate.caseworker_id).where(Candidate.given_name == "Samira")
    assert db.session.scalar(samira) == jens.id
    return jens


def check_in(page: Page, code: str) -> None:
    page.reload()
    page.goto(page.url.rstrip("/") + "/desk")
    go(page, "Einlass")
    page.fill("#code", code.lower())
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Trotzdem einlassen").click()
    page.wait_for_selector(".kern-alert--success")


def hand_over(app: Flask, jens: Page, silke: Page, office: Office) -> None:
    colleague = office.caseworker(name="Silke Krause")
    let_in(app, silke, colleague)
    go(jens, "Meine Fälle")
    press(jens, "Haddad, Samira")
    press(jens, "Rechtskreis")
    jens.select_option("#scheme", "sgb2")
    fill_day(jens, "starts_on", TODAY)
    press(jens, "Vorschau")
    assert says(jens, "laufen weiter")
    press(jens, "Rechtskreis notieren")
    assert says(jens, "SGB II")
    press(jens, "Zurück")
    press(jens, "Übergeben")
    jens.select_option("#colleague", str(colleague.id))
    fill(jens, note="Sucht Arbeit als Tischlerin.")
    press(jens, "Anbieten")
    silke.goto(silke.url + "desk")
    take_up(silke, "Samira Haddad")
    press(silke, "Fall annehmen")
    assert says(silke, "Samira Haddad")
    go(jens, "Meine Fälle")
    assert "Samira" not in jens.inner_text("body")
