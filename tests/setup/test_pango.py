"""Set-up finds Pango or installs it, and the program starts where neither works."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from services import pdf_libraries
from setup import pango
from setup.steps import SetupFailedError
from tests.setup.test_chromium import program


@pytest.fixture
def path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Return the only folder in which programs are looked for; nothing is in it yet.

    The machine has every library, whatever the one has on which the tests run.
    """
    monkeypatch.setattr(pdf_libraries, "_loads", lambda file: True)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(pango, "TRIED", tmp_path / "pango.tried")
    monkeypatch.setattr("os.geteuid", lambda: 0)
    return tmp_path


@pytest.fixture
def hidden(monkeypatch: pytest.MonkeyPatch, path: Path) -> Callable[[], bool]:
    """Hide Pango until apt was asked for exactly what is missing."""
    asked = path / "asked"

    def installed() -> bool:
        wanted = f"install --yes --no-install-recommends {' '.join(pango.PACKAGES)}\n"
        return asked.exists() and wanted in asked.read_text()

    def hide(file: str) -> bool:
        return "pango" not in file or installed()

    monkeypatch.setattr(pdf_libraries, "_loads", hide)
    return installed


def test_where_everything_is_there_nothing_is_installed(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    program(path, "apt-get", f'echo "$@" >> {path}/asked')
    pango.provide_pango()
    pango.require_pango()
    assert not (path / "asked").exists()
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("provide", [pango.provide_pango, pango.require_pango])
def test_root_installs_the_needed_packages_alone(
    path: Path, hidden: Callable[[], bool], provide: Callable[[], None]
) -> None:
    program(path, "apt-get", f'echo "$@" >> {path}/asked')
    assert pdf_libraries.missing_libraries() == ["Pango", "PangoFT2"]
    provide()
    assert hidden()
    assert pdf_libraries.missing_libraries() == []


def test_without_apt_the_program_starts_and_says_what_to_install(
    path: Path, hidden: Callable[[], bool], capsys: pytest.CaptureFixture[str]
) -> None:
    pango.provide_pango()
    assert not hidden()
    assert "apt install libpango-1.0-0 libpangoft2-1.0-0" in capsys.readouterr().out


def test_an_installation_that_failed_is_not_tried_at_each_start(
    path: Path, hidden: Callable[[], bool], capsys: pytest.CaptureFixture[str]
) -> None:
    program(path, "apt-get", f'echo "$@" >> {path}/tries; exit 100')
    for _ in range(2):
        pango.provide_pango()
    assert (path / "tries").read_text() == "update\n"
    assert capsys.readouterr().out.count("Without Pango there are no PDF files") == 2
    assert not hidden()


def test_the_tests_do_not_start_without_it(path: Path, hidden: Callable[[], bool]) -> None:
    program(path, "apt-get")
    with pytest.raises(SetupFailedError, match="Without Pango"):
        pango.require_pango()
    assert not hidden()
