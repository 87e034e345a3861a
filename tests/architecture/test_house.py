"""What the house looks like: sizes, names, the one commit, nothing inline."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PACKAGES = ("domain", "matching", "models", "services", "blueprints", "setup", "assets")
MODULES = [
    *(ROOT / "app.py", ROOT / "config.py"),
    *sorted(file for package in PACKAGES for file in (ROOT / package).rglob("*.py")),
]
INLINE = re.compile(
    r"\|\s*safe\b|\bMarkup\b|\bstyle=|\bon[a-z]+=\"|<style|<script(?! src)",
)
TEMPLATES = sorted((ROOT / "templates").rglob("*.*"))

LONGEST_MODULE = 300
LONGEST_FUNCTION = 40
LONGEST_VIEW = 25
LONGEST_TEMPLATE = 100
FORBIDDEN_NAMES = {"utils", "helpers", "manager", "misc", "common"}


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def functions(path: Path) -> list[ast.FunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


def body_length(function: ast.FunctionDef) -> int:
    """Return the lines of a function without its signature and docstring."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_module_fits_on_a_few_screens(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_function_does_one_thing(path: Path) -> None:
    limit = LONGEST_VIEW if path.name == "views.py" else LONGEST_FUNCTION
    long = {one.name: body_length(one) for one in functions(path) if body_length(one) > limit}
    assert not long


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_a_template_fits_on_a_screen_or_two(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_TEMPLATE


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_a_template_escapes_everything_and_holds_nothing_inline(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(
        r"\|\s*safe\b|\bMarkup\b|\bstyle=|\bon[a-z]+=\"|<style|<script(?! src)", text
    )


def test_only_one_line_commits() -> None:
    commits = [
        named(path)
        for path in MODULES
        if re.search(r"session(?:\(\))?\.commit\(", path.read_text(encoding="utf-8"))
    ]
    assert commits == ["models/base.py"]


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_no_module_is_named_after_nothing(path: Path) -> None:
    assert not FORBIDDEN_NAMES & {path.stem, *path.parent.relative_to(ROOT).parts}


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_nothing_catches_everything_or_waits_blindly(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"except Exception\b|except:|time\.sleep\(|NotImplementedError", text)
