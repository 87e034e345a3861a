"""A full or read-only disk is one line with the place, wherever it shows first."""

import errno
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import DBAPIError

from setup.commands import COMMANDS, run_command
from setup.running import require_writable
from setup.serve import explain_database_error
from setup.steps import explain_os_error, explain_output


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Callable[[OSError], int]:
    """Return a function that runs a command which meets this error."""
    monkeypatch.setattr("setup.commands.raise_when_stopped", lambda: None)

    def run(error: OSError) -> int:
        def meet() -> int:
            raise error

        monkeypatch.setitem(COMMANDS, "run", meet)
        return run_command(["run"])

    return run


def test_a_full_disk_is_one_line_with_the_place(tmp_path: Path) -> None:
    (tmp_path / f"probe.{os.getpid()}").symlink_to("/dev/full")
    with pytest.raises(OSError, match="space") as caught:
        require_writable(tmp_path)
    line = explain_os_error(caught.value)
    assert line == f"The disk is full ({tmp_path}): free some space and run the command again."
    assert list(tmp_path.iterdir()) == []


def test_a_folder_nobody_may_write_to_is_one_line() -> None:
    with pytest.raises(OSError, match="/sys/meeting-point") as caught:
        require_writable(Path("/sys/meeting-point"))
    assert "/sys/meeting-point cannot be written" in explain_os_error(caught.value)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EIO])
def test_no_error_of_the_disk_is_ever_a_stack_trace(
    failing: Callable[[OSError], int], capsys: pytest.CaptureFixture[str], number: int
) -> None:
    assert failing(OSError(number, os.strerror(number), "/some/place")) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "/some/place" in said


def test_a_full_disk_under_the_database_is_one_line(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'fair.sqlite'}")
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")
        with pytest.raises(DBAPIError) as caught:
            connection.exec_driver_sql("CREATE TABLE fair (number INTEGER)")
    engine.dispose()
    line = explain_database_error(caught.value, "sqlite:///fair.sqlite")
    assert line.startswith("The disk of the database is full")


def test_a_database_that_may_only_be_read_is_one_line(tmp_path: Path) -> None:
    file = tmp_path / "fair.sqlite"
    sqlite3.connect(file).close()
    engine = create_engine(f"sqlite:///file:{file}?mode=ro&uri=true")
    with pytest.raises(DBAPIError) as caught, engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE fair (number INTEGER)")
    engine.dispose()
    assert "cannot be written" in explain_database_error(caught.value, "sqlite:///fair.sqlite")


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        ("ERROR: [Errno 28] No space left on device\n", "the disk is full"),
        ("OSError: [Errno 30] Read-only file system: '.venv'\n", "cannot be written"),
        ("NewConnectionError('...: Network is unreachable')\n", "cannot be reached"),
        ("Collecting flask\nERROR: flask has gone\n", "ERROR: flask has gone"),
        ("", "no output"),
    ],
)
def test_a_program_of_the_set_up_that_fails_is_explained_in_one_line(
    output: str, expected: str
) -> None:
    line = explain_output(output, task="Installing the Python packages")
    assert line.startswith("Installing the Python packages failed: ")
    assert expected in line
    assert "\n" not in line
