"""What the house looks like: sizes, names, the one commit, nothing inline."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PACKAGES = ("domain", "matching", "models", "services", "blueprints", "setup", "assets")
MODULES = [
    *(ROOT / "app.py", ROOT / "config.py"),
    *sorted(file for package in PACKAGES for file in (ROOT / package).rglob("*.py")),
]
TESTS = sorted((ROOT / "tests").rglob("*.py"))
INLINE = re.compile(
    r"\|\s*safe\b|\bMarkup\b|\bstyle=|\bon[a-z]+=\"|<style|<script(?! src)"
    # A block of JSON-LD is data: browsers run none of it; tojson escapes what could end it.
    r"(?! type=\"application/ld\+json\">\{\{ \w+\|tojson \}\}</script>)",
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


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def too_long(paths: list[Path], limit: int) -> dict[str, int]:
    lengths = {named(path): len(text_of(path).splitlines()) for path in paths}
    return {name: length for name, length in lengths.items() if length > limit}


def modules_with(pattern: str) -> list[str]:
    return [named(path) for path in MODULES if re.search(pattern, text_of(path))]


def test_a_module_fits_on_a_few_screens() -> None:
    assert not too_long(MODULES, LONGEST_MODULE)


def test_a_template_fits_on_a_screen_or_two() -> None:
    assert not too_long(TEMPLATES, LONGEST_TEMPLATE)


def test_a_function_does_one_thing() -> None:
    long = {
        f"{named(path)}:{one.name}": body_length(one)
        for path in MODULES
        for one in functions(path)
        if body_length(one) > (LONGEST_VIEW if path.name == "views.py" else LONGEST_FUNCTION)
    }
    assert not long


def test_a_template_escapes_everything_and_holds_nothing_inline() -> None:
    assert not [named(path) for path in TEMPLATES if INLINE.search(text_of(path))]


def test_only_one_line_commits() -> None:
    assert modules_with(r"session(?:\(\))?\.commit\(") == ["models/base.py"]


def test_no_module_is_named_after_nothing() -> None:
    parts = {part for path in MODULES for part in (path.stem, *path.relative_to(ROOT).parts)}
    assert not FORBIDDEN_NAMES & parts


def test_nothing_catches_everything_or_waits_blindly() -> None:
    forbidden = r"except Exception\b|except:|time\.sleep\(|NotImplementedError"
    assert modules_with(forbidden) == []


def test_a_test_module_fits_on_a_few_screens_too() -> None:
    assert not too_long(TESTS, LONGEST_MODULE)


def test_every_folder_of_tests_is_a_package_so_that_names_may_repeat() -> None:
    folders = {path.parent for path in TESTS}
    assert [named(folder) for folder in folders if not (folder / "__init__.py").exists()] == []
