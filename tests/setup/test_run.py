"""``make run``: sets up, answers, says so, and ends with everything it started."""

import os
import signal
import stat
import subprocess

import pytest

from tests.setup.conftest import Installation

pytestmark = pytest.mark.program


def run(installation: Installation, **settings: str) -> subprocess.Popen[str]:
    process = installation.start("make", "run", **settings)
    installation.wait_for(lambda: installation.is_announced() or process.poll() is not None)
    assert installation.is_announced(), installation.errors()
    return process


def process_of(installation: Installation, words: str) -> int:
    return next(number for number, line in installation.processes().items() if words in line)


def end(installation: Installation, process: subprocess.Popen[str], number: signal.Signals) -> None:
    """Send the signal the way a terminal does, to the whole foreground group."""
    os.killpg(process.pid, number)
    process.wait(timeout=30)
    assert installation.processes() == {}


def test_the_first_run_shows_the_demo_accounts_and_the_second_loses_nothing(
    installation: Installation,
) -> None:
    process = run(installation)
    first = installation.output()
    assert "Loading the demo fair" in first
    before, _, accounts = first.partition(str(installation.port))
    assert '"event"' not in before, "no line of the log before the one people wait for"
    assert "@" in accounts
    key = installation.instance / "secret_key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    kept = key.read_text()
    end(installation, process, signal.SIGINT)

    process = run(installation)
    assert "Loading" not in installation.output()
    assert accounts in installation.output()
    assert key.read_text() == kept
    assert (installation.instance / "port").read_text() == f"{installation.port}\n"
    end(installation, process, signal.SIGTERM)


@pytest.mark.heavy
def test_a_run_without_demo_never_becomes_one(installation: Installation) -> None:
    end(installation, run(installation, DEMO="0"), signal.SIGTERM)
    process = run(installation)
    assert "demo" not in installation.output().lower()
    end(installation, process, signal.SIGTERM)


@pytest.mark.parametrize("name", ["flask work", "setup.serve"])
def test_when_one_process_dies_the_others_end_and_the_status_tells(
    installation: Installation, name: str
) -> None:
    process = run(installation, DEMO="0")
    installation.wait_for(lambda: any(name in line for line in installation.processes().values()))
    os.kill(process_of(installation, name), signal.SIGKILL)
    assert process.wait(timeout=30) != 0
    assert "has ended (status -9); Meeting Point ends." in installation.errors()
    assert installation.processes() == {}


def test_an_interrupted_make_does_not_wait_for_ever(installation: Installation) -> None:
    process = run(installation, DEMO="0")
    process.send_signal(signal.SIGINT)  # to make alone, not to its group as a terminal does
    process.wait(timeout=60)
    assert installation.processes() == {}


def test_nothing_survives_when_the_first_process_is_killed(installation: Installation) -> None:
    process = run(installation, DEMO="0")
    os.kill(process_of(installation, "setup run"), signal.SIGKILL)
    process.wait(timeout=30)
    installation.wait_for(lambda: not installation.processes(), seconds=60)


@pytest.mark.heavy
@pytest.mark.parametrize("sign", ["Migrating the database", "Loading the demo fair"])
def test_a_first_run_that_was_stopped_is_finished_by_the_next(
    installation: Installation, sign: str
) -> None:
    process = installation.start("make", "run")
    installation.wait_for(lambda: sign in installation.output())
    end(installation, process, signal.SIGINT)
    process = run(installation)
    assert "Loading the demo fair" in installation.output()
    assert "@" in installation.output().partition(str(installation.port))[2]
    end(installation, process, signal.SIGINT)
