"""What the browser gets beside the pages: small, compressed, kept while it does not change."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from blueprints.assets import asset

STATIC = Path(__file__).resolve().parents[2] / "static"
FIRST_PAGE = 150_000
ROOM_FOR_HTML = 30_000


@pytest.fixture
def browser(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def address(app: Flask) -> str:
    with app.test_request_context():
        return asset("kern.css")


def test_address_with_the_hash_is_kept_for_a_year(browser: FlaskClient, address: str) -> None:
    response = browser.get(address)
    assert response.cache_control.max_age == 365 * 24 * 3600
    assert response.cache_control.immutable


@pytest.mark.parametrize("version", ["", "?v=0123456789ab"])
def test_other_addresses_are_asked_for_again(browser: FlaskClient, version: str) -> None:
    response = browser.get(f"/static/vendor/kern.css{version}")
    assert response.status_code == 200
    assert not response.cache_control.immutable


def test_sheets_travel_compressed(browser: FlaskClient, address: str) -> None:
    small = browser.get(address, headers={"Accept-Encoding": "gzip"})
    plain = browser.get(address)
    assert small.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in small.headers["Vary"]
    assert gzip.decompress(small.data) == plain.data
    assert "Content-Encoding" not in plain.headers


def test_fonts_are_named_by_their_content(browser: FlaskClient) -> None:
    for sheet in ("kern.css", "kern.rtl.css", "arabic.css", "ethiopic.css"):
        fonts = re.findall(r'url\("(fonts/[^"]+)"\)', (STATIC / "vendor" / sheet).read_text())
        assert fonts, sheet
        for font in fonts:
            response = browser.get(f"/static/vendor/{font}")
            assert response.status_code == 200, font
            assert response.cache_control.immutable, font
            assert response.mimetype == "font/woff2"


def test_unknown_file_is_not_found(browser: FlaskClient) -> None:
    assert browser.get("/static/vendor/nothing.css").status_code == 404
    assert browser.get("/static/../config.py").status_code == 404


@pytest.mark.parametrize("script", ["", "arabic", "ethiopic"])
def test_first_page_of_every_script_stays_light(browser: FlaskClient, script: str) -> None:
    sheets = ["vendor/kern.rtl.css" if script == "arabic" else "vendor/kern.css"]
    sheets += ["app.css", "app.js", "mark.svg"]
    sheets += [f"vendor/{script}.css"] if script else []
    compressed = {"Accept-Encoding": "gzip"}
    size = sum(len(browser.get(f"/static/{one}", headers=compressed).data) for one in sheets)
    parts = ["fira-sans-latin-[46]00.woff2", *([f"*{script}-[46]00.woff2"] if script else [])]
    for part in parts:
        size += sum(file.stat().st_size for file in (STATIC / "vendor/fonts").glob(part))
    assert size <= FIRST_PAGE - ROOM_FOR_HTML
