"""A test client that inspects each page it fetches, whatever the test is about."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter, defaultdict
from typing import Any
from xml.etree import ElementTree

import html5lib
from flask import Flask, g, has_app_context
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from blueprints.security import CONTENT_SECURITY_POLICY

_XHTML = "{http://www.w3.org/1999/xhtml}"
_TOKEN = re.compile(r'name="csrf_token" value="[^"]*"')
_NO_LABEL_NEEDED = {"hidden", "submit", "button", "image"}
_FAULTLESS: set[bytes] = set()
"""Check numbers of the documents this process has inspected: the same words pass again."""

ByTag = defaultdict[str, list[ElementTree.Element]]


class InspectingClient(FlaskClient):
    """Follows the rules of architecture.md: 'A page is inspected each time a test fetches it'."""

    def __init__(self, app: Flask, **kwargs: Any) -> None:
        super().__init__(app, app.response_class, use_cookies=True, **kwargs)

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        forget_the_last_request()
        response = super().open(*args, **kwargs)
        assert response.headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
        has_body = response.request.method != "HEAD" and response.status_code not in range(300, 400)
        if response.mimetype == "text/html" and has_body:
            inspect(response.get_data(as_text=True))
        return response

    def page(self, url: str, **kwargs: Any) -> str:
        """Return the text of a page that must answer 200."""
        response = self.get(url, **kwargs)
        assert response.status_code == 200, f"{url} answered {response.status_code}"
        return response.get_data(as_text=True)


def answer_without_address(client: FlaskClient, url: str) -> tuple[int, str]:
    """Return status and page without its own address, which the language links repeat.

    Its form tokens, which change each second, go too. What is not yours and what does not
    exist must answer the same.
    """
    response = client.get(url)
    return response.status_code, without_token(response).replace(url, "")


def without_token(response: TestResponse) -> str:
    """Return a page without its CSRF tokens, which change with the second."""
    return _TOKEN.sub("", response.get_data(as_text=True))


def forget_the_last_request() -> None:
    """Empty ``g``: inside the context of a test it would carry on who was signed in, and when."""
    if has_app_context():
        for name in list(g):
            g.pop(name)


def inspect(html: str) -> None:
    """Raise AssertionError where a page breaks a rule every page keeps."""
    number = hashlib.sha256(html.encode()).digest()
    if number not in _FAULTLESS:
        _inspect(html)
        _FAULTLESS.add(number)


def _inspect(html: str) -> None:
    assert html.lstrip().lower().startswith("<!doctype html>"), "no doctype"
    parser = html5lib.HTMLParser(strict=False, namespaceHTMLElements=True)
    root = parser.parse(html)
    assert not parser.errors, f"broken HTML: {parser.errors[:3]}"
    assert root.get("lang"), "no lang on html"
    assert root.get("dir") in {"ltr", "rtl"}, "no dir on html"
    elements = list(root.iter())
    by_tag: ByTag = defaultdict(list)
    for element in elements:
        by_tag[element.tag].append(element)
    _inspect_headings(by_tag)
    _inspect_ids(elements)
    _inspect_labels(by_tag)
    _inspect_nothing_inline(elements, by_tag)


def _text(element: ElementTree.Element) -> str:
    return re.sub(r"\s+", " ", "".join(element.itertext())).strip()


def _inspect_headings(by_tag: ByTag) -> None:
    headings = by_tag[f"{_XHTML}h1"]
    assert len(headings) == 1, f"{len(headings)} h1"
    title = _text(by_tag[f"{_XHTML}title"][0])
    assert _text(headings[0]) in title, f"title {title!r} does not name {_text(headings[0])!r}"


def _inspect_ids(elements: list[ElementTree.Element]) -> None:
    counts = Counter(element.get("id") for element in elements if element.get("id"))
    twice = {one for one, count in counts.items() if count > 1}
    assert not twice, f"ids used twice: {twice}"
    for element in elements:
        for attribute in ("aria-describedby", "aria-labelledby"):
            named = set((element.get(attribute) or "").split())
            assert named <= counts.keys(), f"{attribute} names nothing: {named - counts.keys()}"


def _inspect_labels(by_tag: ByTag) -> None:
    named = {label.get("for") for label in by_tag[f"{_XHTML}label"]}
    for tag in ("input", "select", "textarea"):
        for field in by_tag[f"{_XHTML}{tag}"]:
            if tag == "input" and field.get("type") in _NO_LABEL_NEEDED:
                continue
            labelled = field.get("id") in named or field.get("aria-label")
            assert labelled, f"no label for {tag} {field.get('name')!r}"


def _is_data(script: ElementTree.Element) -> bool:
    """Say whether it is a block of JSON-LD: no browser runs it, so no policy must allow it."""
    if script.get("type") != "application/ld+json":
        return False
    return json.loads(script.text or "")["@context"] == "https://schema.org"


def _inspect_nothing_inline(elements: list[ElementTree.Element], by_tag: ByTag) -> None:
    assert not by_tag[f"{_XHTML}style"], "inline style sheet"
    for element in elements:
        assert "style" not in element.attrib, f"inline style on {element.tag}"
        assert not any(name.startswith("on") for name in element.attrib), "inline script"
    for script in by_tag[f"{_XHTML}script"]:
        assert script.get("src") or _is_data(script), "inline script"
