"""The page of all components, looked at in Chromium."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask, render_template_string
from playwright.sync_api import Page, Route

from tests.browser.axe import violations
from tests.browser.conftest import DESK, PHONE
from tests.browser.geometry import mirror_faults, overflow
from tests.browser.keyboard import walk

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]


@pytest.fixture(autouse=True)
def shown(app: Flask) -> None:
    app.config["COMPONENTS_PAGE"] = True
    app.extensions["demo_mode"] = True


def failed(page: Page) -> Page:
    page.click("main form[method=post] button[type=submit]")
    page.wait_for_selector("#error-summary")
    return page


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("language", ["de", "ar"])
def test_components_break_no_rule_of_accessibility(
    open_page: OpenPage, width: int, language: str
) -> None:
    page = open_page(f"/components?lang={language}", width=width)
    assert violations(page) == []
    assert violations(failed(page)) == []


def test_dark_screens_keep_their_contrast(open_page: OpenPage) -> None:
    assert violations(failed(open_page("/components", color_scheme="dark"))) == []


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("language", ["de", "ar"])
def test_right_to_left_mirrors_every_component(
    open_page: OpenPage, width: int, language: str
) -> None:
    page = failed(open_page(f"/components?lang={language}", width=width))
    assert overflow(page) == 0
    assert mirror_faults(page) == []
    assert overflow(page) == 0


def test_sheet_that_is_not_mirrored_is_found_out(open_page: OpenPage) -> None:
    page = failed(open_page("/components?lang=de"))
    assert len(mirror_faults(page, sheet="kern.css")) > 5


def test_focus_goes_to_the_summary_of_errors_and_from_there_to_the_field(
    open_page: OpenPage,
) -> None:
    page = failed(open_page("/components"))
    assert page.evaluate("document.activeElement.id") == "error-summary"
    page.click("#error-summary a >> nth=0")
    assert page.evaluate("document.activeElement.name") == "full_name"


def test_everything_can_be_pressed_with_a_thumb(open_page: OpenPage) -> None:
    page = open_page("/components", width=PHONE)
    small = page.evaluate(
        """() => [...document.querySelectorAll('a, button, input, select, textarea, summary')]
          .filter(one => one.getClientRects().length && !one.closest('table, p, .mp-steps')
            && !one.matches('[type=radio], [type=checkbox], .mp-skip, .kern-link--stretched'))
          .map(one => [one.outerHTML.slice(0, 90), one.getBoundingClientRect().height])
          .filter(([, height]) => height < 44)"""
    )
    assert small == []


@pytest.mark.parametrize("language", ["de", "ar"])
def test_tab_key_reaches_everything_in_the_order_of_the_page(
    open_page: OpenPage, language: str
) -> None:
    walked = walk(open_page(f"/components?lang={language}"))
    assert walked.met == walked.expected
    assert walked.unmarked == []


def test_suggestions_come_while_somebody_types(open_page: OpenPage) -> None:
    page = open_page("/components")
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(json={"items": ["Bäcker/in", "Bäckereiverkäufer/in"]})

    page.route("**/occupations/suggest*", answer)
    page.locator("#occupation").press_sequentially("Bäck", delay=20)
    page.wait_for_selector("#occupation-list option", state="attached")
    offered = page.evaluate(
        "[...document.querySelectorAll('#occupation-list option')].map(o => o.value)"
    )
    assert offered == ["Bäcker/in", "Bäckereiverkäufer/in"]
    assert [url.rsplit("=", 1)[1] for url in asked] == ["B%C3%A4ck"]


def test_everything_works_without_script(open_page: OpenPage) -> None:
    page = failed(open_page("/components", java_script_enabled=False))
    page.click("details summary")
    assert page.locator("details p").is_visible()
    assert not page.locator("[data-print]").is_visible()


@pytest.mark.parametrize("font", ["Noto Sans Arabic", "Noto Sans Ethiopic"])
def test_staff_read_names_in_every_script(open_page: OpenPage, app: Flask, font: str) -> None:
    name = {"Noto Sans Arabic": "أميرة", "Noto Sans Ethiopic": "ሩት"}[font]
    with app.test_request_context():
        frame = render_template_string(
            '{% extends "layout/staff.html" %}{% block heading %}{{ name }}{% endblock %}',
            name=name,
        )
    page = open_page("/components")
    page.set_content(frame)
    page.wait_for_load_state("networkidle")
    shown = page.evaluate(
        "font => [...document.fonts].filter(one => one.status === 'loaded')"
        ".some(one => one.family.includes(font))",
        font,
    )
    assert shown


def test_a_tick_leans_the_same_way_in_arabic(open_page: OpenPage) -> None:
    ticked = "main .kern-form-check__checkbox"

    def picture(language: str) -> bytes:
        page = open_page(f"/components?lang={language}")
        page.locator(ticked).first.check()
        page.evaluate("document.activeElement.blur()")
        page.mouse.move(0, 0)
        return page.locator(ticked).first.screenshot()

    assert picture("ar") == picture("de")
