"""An old Python hears one sentence; the file that says it must be readable for it."""

import ast

from setup.__main__ import explain_old_python
from setup.steps import ROOT


def test_an_old_python_is_refused_in_one_line() -> None:
    line = explain_old_python((3, 9, 2))
    assert line is not None
    assert "3.11 or newer" in line
    assert "3.9" in line
    assert "\n" not in line


def test_python_3_11_is_new_enough() -> None:
    assert explain_old_python((3, 11, 0)) is None


def test_the_first_files_are_readable_for_python_3_6() -> None:
    for name in ("__init__.py", "__main__.py"):
        ast.parse((ROOT / "setup" / name).read_text(), feature_version=(3, 6))
