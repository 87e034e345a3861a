"""`flask work` sends a letter within seconds and ends within one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from domain.letters import LetterState
from models import JobRun, Letter, db
from tests.factories.letters import many_letters
from tests.mail_server import MailServer

ROOT = Path(__file__).resolve().parents[3]
SECONDS_TO_END = 15
"""Under a second on an idle machine; tests run on one that is busy."""


def came_true(condition: Callable[[], object], seconds: float = 120) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        threading.Event().wait(0.05)
    return False


def sent_letters() -> int:
    db.session.rollback()
    return len(db.session.scalars(select(Letter).where(Letter.state == LetterState.SENT)).all())


@pytest.mark.program
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_sends_within_seconds_and_ends_within_one(
    app: Flask, database_url: str, number: signal.Signals
) -> None:
    with MailServer() as server:
        environment = os.environ | {
            "DATABASE_URL": database_url,
            "SMTP_URL": server.url,
            "FLASK_SECRET_KEY": "for tests",
        }
        worker = subprocess.Popen(
            [sys.executable, "-m", "flask", "work"], cwd=ROOT, env=environment
        )
        try:
            assert came_true(lambda: db.session.rollback() or db.session.get(JobRun, "letters"))
            many_letters(1)
            assert came_true(sent_letters, seconds=30)
            asked = time.monotonic()
            worker.send_signal(number)
            assert worker.wait(timeout=60) == 0
            assert time.monotonic() - asked < SECONDS_TO_END
        finally:
            worker.kill()
            worker.wait()


@pytest.mark.sqlite_only
@pytest.mark.parametrize("url", ["smtp://", "http://example.org", "smtp://host?starttls=maybe"])
@pytest.mark.parametrize("command", [["work"], ["letters", "send"]])
def test_an_unreadable_smtp_url_is_one_line(app: Flask, url: str, command: list[str]) -> None:
    app.config["SMTP_URL"] = url
    result = app.test_cli_runner().invoke(args=command)
    assert result.exit_code == 1
    assert result.output.startswith("Error: SMTP_URL")
    assert len(result.output.splitlines()) == 1


def test_letters_send_says_how_many_left(app: Flask) -> None:
    many_letters(3)
    result = app.test_cli_runner().invoke(args=["letters", "send"])
    assert (result.exit_code, result.output) == (0, "3 letters sent.\n")


def test_letters_list_shows_dead_letters_without_their_address(app: Flask) -> None:
    many_letters(1, kind="no-such-kind")
    runner = app.test_cli_runner()
    runner.invoke(args=["letters", "send"])
    shown = runner.invoke(args=["letters", "list"]).output
    assert "no-such-kind" in shown
    assert "template: TemplateNotFound" in shown
    assert "@" not in shown
