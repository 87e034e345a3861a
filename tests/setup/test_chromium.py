"""The browser tests use the Chromium there is, and say what to install where there is none."""

from pathlib import Path

import pytest

from setup import checks, chromium
from setup.steps import SetupFailedError


@pytest.fixture
def path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Return the only folder in which programs are looked for; nothing is in it yet."""
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def program(folder: Path, name: str, script: str = "exit 0") -> str:
    file = folder / name
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)
    return str(file)


@pytest.mark.parametrize("name", ["chromium", "chromium-browser", "google-chrome"])
def test_a_chromium_on_the_path_is_used(path: Path, name: str) -> None:
    expected = program(path, name)
    assert chromium.require_chromium() == expected


def test_the_one_that_is_named_comes_first(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(path, "chromium")
    named = program(path, "my-browser")
    monkeypatch.setenv("CHROMIUM", named)
    assert chromium.require_chromium() == named


def test_a_named_one_that_is_not_there_is_refused(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(path, "chromium")
    monkeypatch.setenv("CHROMIUM", "/no/such/browser")
    with pytest.raises(SetupFailedError, match="CHROMIUM=/no/such/browser is not a program"):
        chromium.require_chromium()


def test_without_apt_a_sentence_says_what_to_install(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 0)
    with pytest.raises(SetupFailedError, match="need Chromium: install it"):
        chromium.require_chromium()


def test_without_root_and_sudo_a_sentence_says_what_to_install(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    program(path, "apt-get")
    with pytest.raises(SetupFailedError, match="need Chromium: install it"):
        chromium.require_chromium()


def test_root_installs_it_with_apt(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 0)
    install = f'[ "$1" = install ] && echo > {path}/chromium && /bin/chmod +x {path}/chromium; true'
    program(path, "apt-get", install)
    assert chromium.require_chromium() == str(path / "chromium")


@pytest.mark.parametrize(("status", "installs"), [(0, True), (1, False)])
def test_sudo_is_used_only_where_it_asks_for_no_password(
    path: Path, monkeypatch: pytest.MonkeyPatch, status: int, installs: bool
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    program(path, "apt-get")
    program(path, "sudo", f'[ "$2" = true ] && exit {status}; shift; exec "$@"')
    expected = ("sudo", "-n") if installs else None
    assert chromium.root_prefix() == expected


def test_an_apt_without_network_is_one_line(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 0)
    program(path, "apt-get", "echo 'Temporary failure in name resolution'; exit 100")
    with pytest.raises(SetupFailedError, match="cannot be reached"):
        chromium.require_chromium()


def test_the_tests_say_so_before_minutes_of_installation(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed: list[bool] = []

    def prepare(*, for_tests: bool) -> None:
        installed.append(for_tests)

    monkeypatch.setattr(checks, "prepare", prepare)
    with pytest.raises(SetupFailedError, match="need Chromium: install it"):
        checks.make_test()
    assert not installed
