"""Somebody without a registration comes in on a phone, in one short form."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE
from tests.browser.looks import faults
from tests.browser.visitors import fill, let_in, press
from tests.factories import Office
from tests.factories.office import NOW

pytestmark = [pytest.mark.browser, pytest.mark.sqlite_only]

OpenPage = Callable[..., Page]


@pytest.mark.parametrize("script", [True, False])
def test_a_walk_in_takes_one_form_and_ends_with_a_card(
    app: Flask, office: Office, open_page: OpenPage, address: str, script: bool
) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    office.office()
    fair = office.fair(
        capacity=1, taken=1, starts_at=NOW - timedelta(hours=1), ends_at=NOW + timedelta(hours=3)
    )
    let_in(app, first := open_page("/", width=PHONE), office.officer())
    page = open_page(
        "/",
        width=PHONE,
        java_script_enabled=script,
        storage_state=first.context.storage_state(),
    )
    page.goto(f"{address}/desk/door/{fair.id}")
    page.locator(".mp-thumb a[href$=walk-in]").click()
    fill(page, given_name="أمل", work="Schneiderin")
    page.check("[name=german][value=A2]")
    page.check("[name=interpreter]")
    page.check("[name=agree]")
    press(page, "Aufnehmen und einlassen")
    fill(page, reason="Kommt von weit her")
    press(page, "Aufnehmen und einlassen")
    expect(page.locator(".kern-alert--success")).to_contain_text("أمل")
    expect(page.locator(".mp-badge")).to_contain_text("Arabisch")
    assert page.locator(".mp-badge img").count() == 1
    assert page.get_by_role("button", name="Drucken").count() == int(script)
    if script:
        assert faults(page) == []
    press(page, "Zum Einlass")
    expect(page.locator("[data-count=here]")).to_have_text("1")
