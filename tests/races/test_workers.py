"""Places of a fair over HTTP: real worker processes, more people than places."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from models import AuditEntry, Base, Candidate, Fair, Letter, Registration, db
from services.drafts import begin_draft
from tests.factories import Office
from tests.factories.office import NOW

pytestmark = [pytest.mark.heavy, pytest.mark.both_databases]

ROOT = Path(__file__).resolve().parents[2]
ANSWERS: dict[str, object] = {
    "area": "sewing",
    "words": "",
    "occupation": "28222",
    "occupation_code": "28222",
    "occupation_name": "Schneider/in",
    "own_words": "Schneider/in",
    "years": "5",
    "german": "A2",
    "stands": [],
    "needs": [],
    "done": ["contact", "firms", "german", "needs", "occupation", "work"],
}
CROWDS = [(1, 30), (5, 40), (30, 60)]
SECONDS = 60


@contextmanager
def workers(database_url: str, folder: Path) -> Iterator[str]:
    """Serve the application from two processes with four threads each."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
    settings = {"DATABASE_URL": database_url, "FLASK_INSTANCE": str(folder), "PORT": str(port)}
    program = [sys.executable, "-m", "gunicorn", "-k", "gthread", "-w", "2", "--threads", "4"]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [*program, "-b", f"127.0.0.1:{port}", "app:create_app()"],
            cwd=ROOT,
            env=os.environ | settings,
            stdout=log,
            stderr=log,
        )
    try:
        wait_until_open(port, server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=SECONDS)


def wait_until_open(port: int, server: subprocess.Popen[bytes]) -> None:
    for _try in range(SECONDS * 5):
        with socket.socket() as asking:
            asking.settimeout(0.2)
            if asking.connect_ex(("127.0.0.1", port)) == 0:
                return
        try:
            server.wait(timeout=0.2)
        except subprocess.TimeoutExpired:
            continue
        raise AssertionError("the server ended at its start")
    raise AssertionError("the server did not start")


class Phone:
    """One person on the last page, who presses the button."""

    def __init__(self, home: str, slug: str, token: str) -> None:
        self.page = f"{home}/fairs/{slug}/register/check"
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(CookieJar()), _StaysHere()
        )
        self.cookie = f"registration={token}"

    def open_page(self) -> None:
        """Read the last page, as everybody does before the button is pressed."""
        request = urllib.request.Request(self.page, headers={"Cookie": self.cookie})
        with self.opener.open(request, timeout=SECONDS) as answer:
            text = answer.read().decode()
            self.cookie += "; " + answer.headers["Set-Cookie"].split(";")[0]
        found = re.search(r'name="csrf_token" value="([^"]+)"', text)
        assert found is not None, text[-2000:]
        self.typed = {"csrf_token": found[1], "given_name": "Amal", "agree": "y"}

    def press(self) -> tuple[int, str]:
        """Return the status of the answer and where it leads."""
        request = urllib.request.Request(
            self.page,
            data=urllib.parse.urlencode(self.typed).encode(),
            headers={"Cookie": self.cookie},
        )
        try:
            with self.opener.open(request, timeout=SECONDS) as answer:
                return answer.status, answer.headers["Location"]
        except urllib.error.HTTPError as refused:
            with refused:
                return refused.code, refused.headers.get("Location", "")


class _StaysHere(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args: object) -> None:
        """Follow nothing: where an answer leads is what the test looks at."""


def count(kind: type[Base], *conditions: object) -> int:
    return db.session.scalar(select(func.count()).select_from(kind).where(*conditions)) or 0


def crowd(home: str, fair: Fair, tokens: list[str]) -> list[tuple[int, str]]:
    phones = [Phone(home, fair.slug, token) for token in tokens]
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(Phone.open_page, phones))
        return list(pool.map(Phone.press, phones))


def check_filled(fair: Fair, answers: list[tuple[int, str]], people: int) -> None:
    statuses = sorted(status for status, _where in answers)
    assert statuses == [303] * fair.capacity + [409] * (people - fair.capacity)
    assert len({where for status, where in answers if status == 303}) == fair.capacity
    assert db.session.get_one(Fair, fair.id, populate_existing=True).taken == fair.capacity
    assert count(Registration, Registration.fair_id == fair.id) == fair.capacity


def test_worker_processes_fill_fairs_exactly(
    app: Flask, office: Office, database_url: str, tmp_path: Path
) -> None:
    """Each fair has fewer places than people; then one form is sent twenty times at once."""
    office.office()
    once = office.fair(capacity=20)
    token = begin_draft(fair=once, answers=ANSWERS, now=NOW)

    with workers(database_url, tmp_path) as home:
        for capacity, people in CROWDS:
            fair = office.fair(capacity=capacity)
            tokens = [begin_draft(fair=fair, answers=ANSWERS, now=NOW) for _one in range(people)]
            check_filled(fair, crowd(home, fair, tokens), people)
        repeated = crowd(home, once, [token] * 20)

    assert {status for status, _where in repeated} == {303}
    assert len({where for _status, where in repeated}) == 1
    db.session.rollback()
    places = sum(capacity for capacity, _people in CROWDS) + 1
    assert count(Registration) == count(Candidate) == places
    assert count(Letter, Letter.kind == "registration-confirmed") == places
    assert count(AuditEntry, AuditEntry.action == "registration.made") == places
