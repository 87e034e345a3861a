"""Runs axe-core, as package.json pins it, on the page a browser shows."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

SOURCE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page) -> list[str]:
    """Return one line for each rule the page breaks, naming the elements; none is good."""
    # The policy of our pages refuses scripts from elsewhere; evaluate() is not bound by it.
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe_source())
    # Nothing is preloaded: no rule of these tags reads sheets of other origins.
    options = {
        "preload": False,
        "runOnly": {"type": "tag", "values": TAGS},
        "resultTypes": ["violations"],
    }
    found = page.evaluate(f"axe.run(document, {json.dumps(options)})")
    return [_line(violation) for violation in found["violations"]]


def _line(violation: dict[str, Any]) -> str:
    places = "; ".join(" ".join(map(str, node["target"])) for node in violation["nodes"][:5])
    return f"{violation['id']}: {violation['help']} ({places})"


@cache
def _axe_source() -> str:
    return SOURCE.read_text()
