"""Finds and starts the Chromium of the browser tests."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def find_chromium() -> str:
    """Return the program named by CHROMIUM or the first one on the PATH, or say what to do."""
    candidates = [os.environ.get("CHROMIUM", ""), *NAMES]
    found = next((path for path in map(shutil.which, filter(None, candidates)) if path), None)
    if found is None:
        raise FileNotFoundError(
            "The browser tests need Chromium: install it (Debian: apt install chromium) "
            "or name it in CHROMIUM."
        )
    return found


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Start Chromium, and end it with the block."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()
