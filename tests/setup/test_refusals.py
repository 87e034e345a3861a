"""Everything foreseeable that keeps the program from starting is one line that says what to do."""

import os
import socket
import sqlite3
import sys
from pathlib import Path

import pytest

from tests.setup.conftest import Installation, free_port

pytestmark = pytest.mark.program


def test_a_taken_port_is_named_and_another_one_is_offered(installation: Installation) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        line = installation.refusal("make", "run", PORT=str(port))
    assert f"Port {port} is taken" in line
    assert "make run PORT=" in line


@pytest.mark.parametrize("typed", ["0", "65536", "abc", "80 80", "٨٠٠٠", "-1"])
def test_a_port_that_is_none_is_refused(installation: Installation, typed: str) -> None:
    assert f"PORT={typed} is not a port number" in installation.refusal(PORT=typed)


def test_an_old_python_is_refused(installation: Installation, tmp_path: Path) -> None:
    shim = tmp_path / "python3"
    shim.write_text(
        f'#!/bin/sh\nshift\nexec {sys.executable} -c "import runpy, sys; '
        "sys.version_info = (3, 9, 2); sys.argv = ['setup', 'run']; "
        "runpy.run_module('setup', run_name='__main__')\"\n"
    )
    shim.chmod(0o755)
    line = installation.refusal("make", "run", PATH=f"{tmp_path}:{os.environ['PATH']}")
    assert "needs Python 3.11 or newer, this is Python 3.9" in line


def test_a_machine_without_python_is_told_what_to_install(installation: Installation) -> None:
    assert "install Python 3.11" in installation.refusal("make", "run", "PYTHON=python9")


def test_a_python_without_the_venv_module_is_refused(
    installation: Installation, tmp_path: Path
) -> None:
    (installation.folder / ".venv").unlink()
    (tmp_path / "ensurepip.py").write_text("raise ImportError('not packaged')\n")
    line = installation.refusal(PYTHONPATH=str(tmp_path))
    assert "venv module of Python is missing" in line
    assert "apt install python3-venv" in line


def test_without_network_the_first_set_up_says_so(installation: Installation) -> None:
    (installation.folder / ".venv").unlink()
    index = f"http://127.0.0.1:{free_port()}/simple"
    line = installation.refusal(PIP_INDEX_URL=index, PIP_RETRIES="0", PIP_NO_CACHE_DIR="1")
    assert "the package registry cannot be reached" in line
    assert "The first set-up needs the internet" in line


def test_an_instance_folder_that_is_a_file_is_named(installation: Installation) -> None:
    place = installation.folder / "instance"
    place.write_text("not a folder")
    assert f"{place} should be a folder but is a file" in installation.refusal()


def test_a_database_from_a_newer_version_is_left_alone(installation: Installation) -> None:
    installation.instance.mkdir()
    file = installation.instance / "meeting-point.sqlite"
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        connection.execute("INSERT INTO alembic_version VALUES ('9999_from_the_future')")
    connection.close()
    line = installation.refusal()
    assert "The database is from a newer version of Meeting Point" in line
    assert "9999_from_the_future" in line


def test_a_file_that_is_no_database_is_named(installation: Installation) -> None:
    installation.instance.mkdir()
    (installation.instance / "meeting-point.sqlite").write_text("this is a letter" * 100)
    assert "is not a database" in installation.refusal()


def test_a_database_that_does_not_answer_is_named_without_its_password(
    installation: Installation,
) -> None:
    address = f"postgresql://fair:sesame@127.0.0.1:{free_port()}/fair"
    line = installation.refusal(DATABASE_URL=address)
    assert "does not answer" in line
    assert "check DATABASE_URL" in line
    assert "sesame" not in line + installation.output()


@pytest.mark.parametrize("address", ["nonsense", "mysql://host/name", "postgresql://h:port/x"])
def test_a_database_address_that_is_none_is_refused(
    installation: Installation, address: str
) -> None:
    assert "DATABASE_URL is not a database address" in installation.refusal(DATABASE_URL=address)


@pytest.mark.parametrize("setting", ["FLASK_WORKERS", "FLASK_THREADS"])
def test_a_number_of_workers_that_is_none_is_refused(
    installation: Installation, setting: str
) -> None:
    line = installation.refusal(DEMO="0", **{setting: "many"})
    assert f"{setting}=many is not a whole number above 0" in line


@pytest.mark.parametrize(
    "command", [("demo", "load"), ("admin", "create", "a@example.org", "--name", "A"), ("work",)]
)
def test_a_command_refuses_an_address_that_is_none(
    installation: Installation, command: tuple[str, ...]
) -> None:
    flask = installation.folder / ".venv" / "bin" / "flask"
    line = installation.refusal(str(flask), *command, DATABASE_URL="mysql://host/name")
    assert "DATABASE_URL is not a database address" in line


@pytest.mark.parametrize("command", [("db", "upgrade"), ("demo", "load"), ("letters", "send")])
def test_a_command_names_a_database_that_does_not_answer(
    installation: Installation, command: tuple[str, ...]
) -> None:
    flask = installation.folder / ".venv" / "bin" / "flask"
    address = f"postgresql://fair:sesame@127.0.0.1:{free_port()}/fair"
    line = installation.refusal(str(flask), *command, DATABASE_URL=address)
    assert "does not answer" in line
    assert "sesame" not in line


def test_the_demo_is_not_loaded_where_there_are_no_tables(installation: Installation) -> None:
    flask = installation.folder / ".venv" / "bin" / "flask"
    line = installation.refusal(str(flask), "demo", "load", "--candidates", "1")
    assert "The database has no tables yet" in line
