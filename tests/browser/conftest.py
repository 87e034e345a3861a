"""A running application and a Chromium for the tests that look at pages."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, ConsoleMessage, Page
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.browser.chromium import open_browser

PHONE = 360
DESK = 1280


class _Silent(WSGIRequestHandler):
    def log(self, *args: object) -> None:
        """Keep the test output short."""


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    """The address at which the application of this test answers."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Silent)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of a worker."""
    with open_browser() as chromium:
        yield chromium


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Open a page in a window of its own; what the browser complains about fails the test."""
    complaints: list[str] = []
    contexts = []

    def open_one(path: str, *, width: int = DESK, **options: object) -> Page:
        settings = {"locale": "de-DE", "viewport": {"width": width, "height": 800}} | options
        context = browser.new_context(**settings)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text) if complains(said) else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(address + path)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert not complaints, complaints


def complains(said: ConsoleMessage) -> bool:
    """Whether the browser found a fault; a page that answers 404 or 422 on purpose is none."""
    is_refusal = "status of 4" in said.text and "/static/" not in said.location["url"]
    return said.type == "error" and not is_refusal
