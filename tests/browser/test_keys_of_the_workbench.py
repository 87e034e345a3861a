"""The ranked list by keyboard alone; every key does what its button does, and nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import select

from domain.proposals import ProposalState
from models import Exclusion, Position, Proposal, db
from tests.browser.conftest import PHONE
from tests.browser.visitors import let_in
from tests.factories import Office

pytestmark = [pytest.mark.browser, pytest.mark.sqlite_only]

OpenPage = Callable[..., Page]
NAMES = ("Rana", "Omid", "Zala")


@pytest.fixture
def position(office: Office) -> Position:
    """Rana is first with eight years, then Omid, then Zala."""
    for name, years in zip(NAMES, (8, 3, 1), strict=True):
        office.candidate(given_name=name, work=(("Tischler", "22342", years),))
    return office.position(title="Tischler für Küchen")


@pytest.fixture
def bench(
    app: Flask, office: Office, open_page: OpenPage, address: str, position: Position
) -> Page:
    page = open_page("/")
    let_in(app, page, office.officer())
    page.goto(f"{address}/desk/matches/positions/{position.id}")
    return page


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def here(page: Page) -> str:
    """Return the name in the row that holds the focus, and that the row shows it."""
    row = page.locator("tr:focus-within")
    assert row.evaluate("one => getComputedStyle(one).outlineStyle") == "solid"
    return next(name for name in NAMES if name in row.inner_text())


def said(page: Page, text: str) -> None:
    expect(page.locator("[data-keys-said]")).to_contain_text(text)


def test_arrows_walk_from_person_to_person_and_enter_opens_why(bench: Page) -> None:
    met = []
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp"):
        press(bench, key)
        met.append(here(bench))
    assert met == ["Rana", "Omid", "Zala", "Zala", "Omid"]
    press(bench, "Enter")
    assert bench.locator("tr:focus-within details").get_attribute("open") is not None
    assert bench.locator("details[open]").count() == 1


def test_s_picks_r_asks_for_the_reason_u_undoes(bench: Page, position: Position) -> None:
    press(bench, "ArrowDown", "s")
    said(bench, "Vorgemerkt.")
    assert here(bench) == "Rana"
    press(bench, "s")
    said(bench, "Hier ist schon entschieden: Rana")
    press(bench, "ArrowDown", "r")
    bench.wait_for_url("**/exclude/**")
    bench.check("main [name=reason][value=too_far]")
    bench.click("main form .kern-btn--primary")
    said(bench, "Abgelehnt.")
    assert here(bench) == "Zala"
    press(bench, "u")
    said(bench, "Die Person steht wieder auf der Liste.")
    assert here(bench) == "Omid"
    press(bench, "u")
    said(bench, "Zurückgenommen.")
    press(bench, "u")
    said(bench, "Heute gibt es hier nichts zurückzunehmen.")
    db.session.rollback()
    assert db.session.scalars(select(Proposal)).one().state is ProposalState.WITHDRAWN
    assert db.session.scalars(select(Exclusion)).one().lifted_at is not None


def test_c_chooses_two_and_shows_them_side_by_side(bench: Page) -> None:
    press(bench, "ArrowDown", "c")
    said(bench, "Zum Vergleich gemerkt: Rana")
    press(bench, "c")
    said(bench, "Nicht mehr zum Vergleich gemerkt: Rana")
    press(bench, "c", "ArrowDown", "ArrowDown", "c")
    bench.wait_for_url("**/compare?**")
    heads = bench.locator("main table").first.locator("th[scope=col]").all_inner_texts()
    assert [name for name in NAMES if any(name in head for head in heads)] == ["Rana", "Zala"]


def test_who_types_into_a_field_types_letters(bench: Page, position: Position) -> None:
    bench.click("#filter-place")
    press(bench, "s", "u", "c", "r", "?")
    assert bench.input_value("#filter-place") == "sucr?"
    bench.focus("#filter-german")
    press(bench, "ArrowDown")
    assert bench.evaluate("document.activeElement.id") == "filter-german"
    press(bench, "Control+s")
    assert db.session.scalars(select(Proposal)).all() == []


def test_the_keys_are_said_explained_and_can_be_switched_off(bench: Page) -> None:
    line = bench.locator("[data-keys-line]")
    assert "vormerken" in line.inner_text()
    press(bench, "?")
    expect(bench.locator("#keys-help")).to_be_visible()
    bench.get_by_role("button", name="Tasten ausschalten").click()
    bench.reload()
    press(bench, "ArrowDown")
    assert bench.locator("tr:focus-within").count() == 0
    bench.get_by_role("button", name="Hilfe").click()
    bench.get_by_role("button", name="Tasten einschalten").click()
    bench.evaluate("document.activeElement.blur()")
    press(bench, "ArrowDown")
    assert here(bench) == "Rana"


def test_readers_of_the_screen_hear_which_key_does_what(bench: Page) -> None:
    row = bench.locator("tr", has_text="Rana")
    assert row.get_by_role("button", name="Vormerken").get_attribute("aria-keyshortcuts") == "s"
    assert row.get_by_role("link", name="Ablehnen").get_attribute("aria-keyshortcuts") == "r"
    assert row.get_by_role("checkbox").get_attribute("aria-keyshortcuts") == "c"
    assert "Rana" in (row.locator("summary").text_content() or "")


def test_a_phone_shows_no_keys_and_a_page_without_script_has_the_buttons(
    app: Flask, office: Office, open_page: OpenPage, address: str, position: Position
) -> None:
    officer = office.officer()
    office.proposal(candidate=office.candidate(), position=position, officer=officer,
                    state=ProposalState.SHORTLISTED)  # fmt: skip
    for options in ({"width": PHONE}, {"java_script_enabled": False}):
        page = open_page("/", **options)
        let_in(app, page, officer)
        page.goto(f"{address}/desk/matches/positions/{position.id}")
        assert not page.locator("[data-keys-line]").is_visible()
        assert page.locator("[data-undo] button").is_visible()
