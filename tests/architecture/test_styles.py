"""Our own sheet serves both directions, and KERN is delivered as far as the templates use it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PHYSICAL = re.compile(
    r"(?<![\w-])((margin|padding|border|scroll-margin|scroll-padding)-(left|right)[\w-]*|left|right"
    r"|border-(top|bottom)-(left|right)-radius)\s*:"
    r"|(text-align|float|clear)\s*:\s*(left|right)"
)
CLASS = re.compile(r"kern-[a-z0-9_-]*[a-z0-9]")
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


def physical_properties(sheet: str) -> list[str]:
    return [found.group(0) for found in PHYSICAL.finditer(re.sub(r"/\*.*?\*/", "", sheet))]


def test_our_sheet_names_no_side_of_the_screen() -> None:
    assert physical_properties((ROOT / "static" / "app.css").read_text()) == []


@pytest.mark.parametrize(
    "rule", ["margin-left:1px", "a{ right : 0}", "text-align: left", "border-top-left-radius: 2px"]
)
def test_a_side_of_the_screen_would_be_found(rule: str) -> None:
    assert physical_properties(rule)


def test_every_kern_class_of_the_templates_is_delivered() -> None:
    delivered = set(CLASS.findall((ROOT / "static/vendor/kern.css").read_text()))
    for template in TEMPLATES:
        for attribute in re.findall(r'class="((?:[^"{]|\{\{.*?\}\})*)"', template.read_text()):
            plain = re.sub(r"\S*\{\{.*?\}\}\S*", " ", attribute)
            named = set(CLASS.findall(plain))
            assert named <= delivered | HOOKS, f"{template}: {named - delivered - HOOKS}"


# Names KERN's markup carries although its sheet has no rule for them.
HOOKS = {"kern-table__head", "kern-table__body", "kern-table__row", "kern-summary"}


@pytest.mark.parametrize("sheet", ["kern.css", "kern.rtl.css"])
def test_every_icon_that_is_named_is_delivered(sheet: str) -> None:
    delivered = set(re.findall(r"kern-icon--[a-z-]+", (ROOT / "static/vendor" / sheet).read_text()))
    for template in TEMPLATES:
        for icon in re.findall(r'icon="([a-z-]+)"', template.read_text()):
            assert f"kern-icon--{icon}" in delivered, f"{template}: {icon}"
