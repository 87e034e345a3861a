"""`flask catalogue check` says in one line each what is wrong, and ends with a status."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from flask import Flask

from matching.catalogue import HERE


def run(app: Flask, *arguments: str) -> tuple[int, str]:
    result = app.test_cli_runner().invoke(args=["catalogue", *arguments])
    return result.exit_code, result.output


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for file in HERE.glob("*.csv"):
        shutil.copy(file, tmp_path)
    return tmp_path


def test_the_shipped_catalogue_is_in_order(app: Flask) -> None:
    assert run(app, "check") == (0, "The catalogue is in order.\n")


def test_a_flaw_is_named_and_the_status_says_so(app: Flask, copy: Path) -> None:
    with (copy / "occupation_skills.csv").open("a", encoding="utf-8") as file:
        file.write("kosmonaut,floating,\n")
    status, said = run(app, "check", str(copy))
    assert status == 1
    assert said.splitlines() == [
        "occupation_skills.csv: kosmonaut has no profile in profiles.csv",
        "Error: 1 mistakes in the catalogue.",
    ]


def test_a_folder_that_is_none_is_one_line(app: Flask) -> None:
    status, said = run(app, "check", "/nowhere")
    assert status == 1
    assert said == "Error: /nowhere is no folder: name the folder that holds the files.\n"
