"""Who sits before the browser, and what they press."""

from __future__ import annotations

import re
from datetime import date

from flask import Flask
from playwright.sync_api import Page, expect

from models import Account, Candidate
from tests.factories import sign_in_as

PATIENCE = 5_000  # milliseconds for the page that comes after a click


def let_in(app: Flask, page: Page, who: Account | Candidate) -> None:
    """Sign somebody in at an open page, as the sign-in pages would have done."""
    client = app.test_client()
    sign_in_as(client, who)
    cookie = client.get_cookie(app.config["SESSION_COOKIE_NAME"])
    assert cookie is not None
    home = page.evaluate("location.origin")
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": home}])


def press(page: Page, text: str) -> None:
    """Press the one button or link in the page that says ``text``, and maybe about whom."""
    main = page.locator("main")
    name = re.compile(f"^{_literal(text)}(: .*)?$")
    found = main.get_by_role("button", name=name).or_(main.get_by_role("link", name=name))
    found.click()


def _literal(text: str) -> str:
    """Return the text as a pattern the browser reads, too: it takes a slash for the end."""
    return re.sub(r"([.*+?^${}()|\[\]\\/])", r"\\\1", text)


def go(page: Page, text: str) -> None:
    """Follow an entry of the navigation; a phone folds it away."""
    page.locator("header nav").get_by_role("link", name=text, exact=True).click()


def fill(page: Page, **typed: str) -> None:
    """Type into fields by their name."""
    for name, text in typed.items():
        page.fill(f"main [name={name}]:not([type=hidden])", text)


def fill_day(page: Page, name: str, day: date) -> None:
    """Type a day into its three fields."""
    parts = (("day", day.day), ("month", day.month), ("year", day.year))
    for part, number in parts:
        page.fill(f"#{name}-{part}", str(number))


def says(page: Page, text: str) -> bool:
    """Say whether the page shows this text, or the one that is on its way does."""
    try:
        expect(page.locator("body")).to_contain_text(text, use_inner_text=True, timeout=PATIENCE)
    except AssertionError:
        return False
    return True
