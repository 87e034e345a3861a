"""Each test gets a database of its own, migrated and empty, and the servers end with the tests."""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, text

from tests.databases import NewDatabase, runs_on_both

OWN_TESTS = ("-q", "-p", "tests.databases", "-p", "no:cacheprovider", "-c", os.devnull)
STORY = """
import os
from pathlib import Path

def test_asks_for_a_server(new_database):
    url = new_database("postgresql")
    Path(os.environ["TOLD"]).write_text(url.partition("host=")[2])
    {ending}
"""


def tables(url: str) -> set[str]:
    engine = create_engine(url)
    try:
        return set(inspect(engine).get_table_names())
    finally:
        engine.dispose()


def execute(url: str, statement: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def test_a_fresh_database_is_migrated(database_url: str) -> None:
    assert {"alembic_version", "candidate", "fair"} <= tables(database_url)


def test_two_databases_know_nothing_of_each_other(
    database_url: str, new_database: NewDatabase
) -> None:
    execute(database_url, "CREATE TABLE noise (number INTEGER)")
    other = new_database("sqlite" if database_url.startswith("sqlite") else "postgresql")
    assert "noise" in tables(database_url)
    assert "noise" not in tables(other)


@pytest.mark.postgres
def test_postgres_is_version_18_and_takes_the_driver_of_the_application(
    new_database: NewDatabase,
) -> None:
    url = new_database("postgresql")
    assert url.startswith("postgresql+psycopg://")
    engine = create_engine(url)
    with engine.connect() as connection:
        version = connection.execute(text("SHOW server_version")).scalar_one()
    engine.dispose()
    assert version.startswith("18.")


def test_browser_and_heavy_tests_run_on_one_database_unless_they_ask_for_both() -> None:
    assert runs_on_both(set())
    assert runs_on_both({"real_data"})
    assert not runs_on_both({"heavy"})
    assert not runs_on_both({"browser"})
    assert not runs_on_both({"sqlite_only"})
    assert runs_on_both({"heavy", "both_databases"})


def run_story(folder: Path, ending: str) -> subprocess.Popen[bytes]:
    test = folder / "test_story.py"
    test.write_text(STORY.format(ending=ending))
    return subprocess.Popen(
        [sys.executable, "-m", "pytest", *OWN_TESTS, "--rootdir", str(folder), str(test)],
        env={**os.environ, "TOLD": str(folder / "told")},
        stdout=subprocess.DEVNULL,
    )


def server_runs(folder: str) -> bool:
    """Say whether any process was started with this data folder."""
    commands = (path for path in Path("/proc").glob("[0-9]*/cmdline"))
    return any(folder.encode() in read_quietly(path) for path in commands)


def read_quietly(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def told(folder: Path) -> str:
    """Return the data folder the story's server uses, once the story has told it."""
    file = folder / "told"
    for _ in range(600):
        if file.exists() and file.read_text():
            return file.read_text()
        threading.Event().wait(0.1)
    raise AssertionError("the story has not begun")


def ends_within(seconds: float, folder: str) -> bool:
    deadline = time.monotonic() + seconds
    while server_runs(folder):
        if time.monotonic() > deadline:
            return False
        threading.Event().wait(0.05)
    return True


@pytest.mark.postgres
def test_the_server_ends_with_the_tests_and_takes_its_files_along(tmp_path: Path) -> None:
    process = run_story(tmp_path, ending="assert True")
    assert process.wait(timeout=120) == 0
    folder = told(tmp_path)
    assert ends_within(5, folder)
    assert not Path(folder).exists()


@pytest.mark.postgres
def test_the_server_ends_even_when_the_tests_are_killed(tmp_path: Path) -> None:
    process = run_story(tmp_path, ending="import threading; threading.Event().wait(300)")
    try:
        folder = told(tmp_path)
        assert server_runs(folder)
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert ends_within(5, folder)
    shutil.rmtree(Path(folder).parent)
