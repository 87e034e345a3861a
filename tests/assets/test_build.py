"""The front-end files are made once, from what the lock file pins, and say what went wrong."""

from __future__ import annotations

import errno
import json
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from assets import build

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "assets").mkdir()
    (tmp_path / "static").mkdir()
    (tmp_path / "node_modules").mkdir()
    (tmp_path / "package-lock.json").write_text("{}")
    for name, path in {
        "ROOT": tmp_path,
        "PACKAGES": tmp_path / "node_modules",
        "VENDOR": tmp_path / "static" / "vendor",
        "STAMP": tmp_path / "static" / "vendor" / ".made-from",
        "FETCHED": tmp_path / "node_modules" / ".fetched-from",
    }.items():
        monkeypatch.setattr(build, name, path)
    return tmp_path


def answer_npm(monkeypatch: pytest.MonkeyPatch, complaint: str = "") -> list[str]:
    calls: list[str] = []

    def run(program: str, _arguments: list[str]) -> CompletedProcess[str]:
        calls.append(program)
        return CompletedProcess([], 1 if complaint else 0, "", complaint)

    monkeypatch.setattr(build, "run_node", run)
    monkeypatch.setattr(build, "make_files", lambda target: None)
    return calls


def test_second_run_does_nothing(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = answer_npm(monkeypatch)
    assert [build.main(), build.main()] == [0, 0]
    assert calls == ["npm"]


def test_changed_lock_file_is_fetched_again(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = answer_npm(monkeypatch)
    build.main()
    (project / "package-lock.json").write_text('{"packages": {}}')
    build.main()
    assert calls == ["npm", "npm"]


@pytest.mark.parametrize(
    ("complaint", "sentence"),
    [
        ("npm error code ENOTFOUND\nnpm error network", "connect"),
        ("npm error code ENOSPC\nnpm error nospc", "Make room"),
        ("npm error code EUSAGE\nnpm error lock", "npm ci failed: npm error code EUSAGE"),
    ],
)
@pytest.mark.usefixtures("project")
def test_failed_fetch_is_one_line(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    complaint: str,
    sentence: str,
) -> None:
    answer_npm(monkeypatch, complaint)
    assert build.main() == 1
    said = capsys.readouterr().err
    assert sentence in said
    assert said.count("\n") == 1


def test_failed_run_leaves_the_old_files(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (build.VENDOR).mkdir()
    (build.VENDOR / "kern.css").write_text("old")
    answer_npm(monkeypatch, "npm error code ETIMEDOUT")
    build.main()
    assert (build.VENDOR / "kern.css").read_text() == "old"


def test_packages_are_pinned_and_name_no_registry() -> None:
    pinned = json.loads((ROOT / "package.json").read_text())
    versions = {**pinned["dependencies"], **pinned["devDependencies"]}
    assert all(version[0].isdigit() for version in versions.values())
    lock = json.loads((ROOT / "package-lock.json").read_text())
    assert not any("resolved" in package for package in lock["packages"].values())
    assert "registry=" not in (ROOT / ".npmrc").read_text()


def test_a_full_disk_is_one_line_that_says_what_to_do(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answer_npm(monkeypatch)

    def fill(target: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(target))

    monkeypatch.setattr(build, "make_files", fill)
    assert build.main() == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "free some space" in said
