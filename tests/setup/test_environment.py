"""A second set-up does nothing twice, and a change of what it is made from is seen."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from setup import environment

Steps = list[list[str]]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a program with two requirement files, one catalogue and an environment."""
    (tmp_path / "requirements.txt").write_text("flask==3.1.3\n")
    (tmp_path / "requirements-dev.txt").write_text("-r requirements.txt\npytest==9.2.0\n")
    catalogue = tmp_path / "translations" / "ar" / "LC_MESSAGES"
    catalogue.mkdir(parents=True)
    (catalogue / "messages.po").write_text('msgid "Messe"\nmsgstr "معرض"\n')
    (tmp_path / ".venv").mkdir()
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "VENV", tmp_path / ".venv")
    return tmp_path


@pytest.fixture
def steps(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Steps:
    """Return the programs that were run; running them compiles the catalogues."""
    ran: Steps = []

    def run_step(command: Sequence[str | Path], *, task: str) -> None:
        ran.append([str(part) for part in command])
        for catalogue in folder.glob("translations/*/LC_MESSAGES/*.po"):
            catalogue.with_suffix(".mo").touch()

    monkeypatch.setattr(environment, "run_step", run_step)
    return ran


def install(*, for_tests: bool) -> Callable[[], None]:
    return lambda: environment.install_packages(for_tests=for_tests)


@pytest.mark.parametrize(
    "step", [install(for_tests=False), install(for_tests=True), environment.compile_translations]
)
def test_what_is_done_is_not_done_again(steps: Steps, step: Callable[[], None]) -> None:
    step()
    step()
    assert len(steps) == 1


def test_changed_requirements_are_installed(folder: Path, steps: Steps) -> None:
    environment.install_packages(for_tests=False)
    (folder / "requirements.txt").write_text("flask==3.1.4\n")
    environment.install_packages(for_tests=False)
    assert [step[-1] for step in steps] == ["requirements.txt", "requirements.txt"]


def test_what_the_tests_need_contains_what_the_program_needs(steps: Steps) -> None:
    environment.install_packages(for_tests=True)
    environment.install_packages(for_tests=False)
    assert [step[-1] for step in steps] == ["requirements-dev.txt"]


def test_the_program_alone_does_not_do_for_the_tests(steps: Steps) -> None:
    environment.install_packages(for_tests=False)
    environment.install_packages(for_tests=True)
    assert [step[-1] for step in steps] == ["requirements.txt", "requirements-dev.txt"]


def test_a_failed_installation_is_tried_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[str] = []

    def fail(_command: Sequence[str | Path], *, task: str) -> None:
        tries.append(task)
        raise environment.SetupFailedError("no network")

    monkeypatch.setattr(environment, "run_step", fail)
    for _ in range(2):
        with pytest.raises(environment.SetupFailedError):
            environment.install_packages(for_tests=False)
    assert len(tries) == 2


def test_a_changed_or_lost_translation_is_compiled(folder: Path, steps: Steps) -> None:
    environment.compile_translations()
    catalogue = folder / "translations" / "ar" / "LC_MESSAGES" / "messages.po"
    catalogue.write_text('msgid "Messe"\nmsgstr "سوق"\n')
    environment.compile_translations()
    catalogue.with_suffix(".mo").unlink()
    environment.compile_translations()
    assert len(steps) == 3


def test_an_environment_whose_python_has_gone_is_made_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    python = folder / ".venv" / "bin" / "python"
    python.parent.mkdir()
    python.symlink_to("/no/longer/there/python3.11")
    monkeypatch.setattr(environment, "PYTHON", python)
    assert not environment.environment_works()
