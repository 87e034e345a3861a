"""Demo and real operation never mix, whichever command and database come first."""

import signal

import pytest

from tests.databases import NewDatabase
from tests.setup.conftest import Installation

pytestmark = [pytest.mark.program, pytest.mark.postgres, pytest.mark.heavy]


def announced(installation: Installation, **settings: str) -> str:
    """Start, wait for the announcement, end; return what was shown."""
    process = installation.start("make", "run", **settings)
    installation.wait_for(lambda: installation.is_announced() or process.poll() is not None)
    shown = installation.output()
    process.send_signal(signal.SIGTERM)
    process.wait(timeout=60)
    assert "Meeting Point is running" in shown, installation.errors()
    return shown


def load(installation: Installation, **settings: str) -> int:
    return installation.start("make", "demo", **settings).wait(timeout=180)


def test_a_named_database_becomes_a_demo_by_make_demo_alone(
    installation: Installation, new_database: NewDatabase
) -> None:
    address = new_database("postgresql").replace("+psycopg", "")
    assert "Demo accounts" not in announced(installation, DATABASE_URL=address)
    assert load(installation, DATABASE_URL=address) == 0
    assert "Demo accounts" in announced(installation, DATABASE_URL=address)
    assert not (installation.instance / "meeting-point.sqlite").exists()


def test_make_demo_refuses_a_database_that_is_in_use(installation: Installation) -> None:
    assert load(installation) == 0
    line = installation.refusal("make", "demo")
    assert "This database is not empty" in line
