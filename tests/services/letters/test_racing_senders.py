"""Never two senders send the same letter."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from blueprints.letters import send_letters
from domain.letters import LetterState
from models import Letter, db
from tests.factories.letters import many_letters
from tests.mail_server import MailServer
from tests.racing import race

ROOT = Path(__file__).resolve().parents[3]


def all_sent() -> bool:
    db.session.rollback()
    unsent = select(func.count()).where(Letter.state != LetterState.SENT)
    return db.session.scalar(unsent) == 0


def test_many_threads_send_each_letter_once(app: Flask) -> None:
    many_letters(40)
    with MailServer() as server:
        app.config["SMTP_URL"] = server.url
        counts = race(app, lambda _runner: send_letters(app), runners=6)
    received = Counter(email["To"] for email in server.received)
    assert len(received) == 40
    assert set(received.values()) == {1}
    assert sum(count for count in counts if isinstance(count, int)) == 40
    assert all_sent()


@pytest.mark.program
def test_many_processes_send_each_letter_once(app: Flask, database_url: str) -> None:
    many_letters(60)
    with MailServer() as server:
        environment = os.environ | {
            "DATABASE_URL": database_url,
            "SMTP_URL": server.url,
            "FLASK_SECRET_KEY": "for tests",
        }
        senders = [
            subprocess.Popen(
                [sys.executable, "-m", "flask", "letters", "send"],
                cwd=ROOT,
                env=environment,
                stdout=subprocess.PIPE,
                text=True,
            )
            for _number in range(3)
        ]
        said = [sender.communicate(timeout=180)[0] for sender in senders]
    assert [sender.returncode for sender in senders] == [0, 0, 0]
    received = Counter(email["To"] for email in server.received)
    assert len(received) == 60
    assert set(received.values()) == {1}
    assert sum(int(line.split()[0]) for line in said) == 60
    assert all_sent()
