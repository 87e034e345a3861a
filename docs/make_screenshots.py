"""Takes the pictures of the README from a running demo: ``make run``, then in another window
``.venv/bin/python -m docs.make_screenshots [ADDRESS]``.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page

from services.demo.staff import ACCOUNTS, PASSWORD
from tests.browser.chromium import open_browser

FOLDER = Path(__file__).parent / "screenshots"
ADDRESS = "http://127.0.0.1:8000"


def main(address: str) -> None:
    """Write both pictures."""
    FOLDER.mkdir(exist_ok=True)
    with open_browser() as browser:
        take_ranking(browser, address)
        take_sign_up(browser, address)


def take_ranking(browser: Browser, address: str) -> None:
    """Sign in as the officer of the demo and show the people for a joiner's position."""
    page = browser.new_context(viewport={"width": 1280, "height": 860}).new_page()
    page.goto(f"{address}/sign-in")
    page.fill("input[name=email]", ACCOUNTS[0].email)
    page.fill("input[name=password]", PASSWORD)
    page.click("main form button[type=submit]")
    page.fill("input[name=code]", shown_code(page))
    page.click("main form button[type=submit]")
    page.goto(f"{address}/desk/matches/positions/1")
    page.click("details.mp-why summary")
    page.screenshot(path=FOLDER / "ranking.png")


def take_sign_up(browser: Browser, address: str) -> None:
    """Show the start of the registration in Arabic, as a phone does."""
    page = browser.new_context(viewport={"width": 360, "height": 740}).new_page()
    page.goto(f"{address}/?lang=ar")
    page.click("a[href$='/register']")
    page.screenshot(path=FOLDER / "sign-up.png")


def shown_code(page: Page) -> str:
    """Return the code of the second factor, which the page shows in demo mode."""
    found = re.search(r"\b\d{6}\b", page.inner_text("main"))
    if found is None:
        raise SystemExit("This is no demo: the page shows no code.")
    return found.group()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else ADDRESS)
