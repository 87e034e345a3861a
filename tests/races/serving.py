"""The program as people use it: real worker processes, and phones that press the last button."""

from __future__ import annotations

import http.client
import os
import re
import socket
import subprocess
import sys
import urllib.parse
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from models import Fair
from services.drafts import begin_draft
from tests.factories.office import NOW

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 240
"""How long anything may take before the test gives up; the machine may have much to do."""
THREADS = 4
"""How many each worker process lets press at a time."""
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


@dataclass(frozen=True, slots=True)
class Served:
    """A running server: its port and the process that holds the workers."""

    port: int
    master: subprocess.Popen[bytes]

    def workers(self) -> list[int]:
        """Return the ids of the worker processes that live now."""
        children = Path(f"/proc/{self.master.pid}/task/{self.master.pid}/children")
        return [int(one) for one in children.read_text().split()]


def settings(database_url: str, folder: Path) -> dict[str, str]:
    """Return the surroundings of a process of the program."""
    return os.environ | {"DATABASE_URL": database_url, "FLASK_INSTANCE": str(folder)}


@contextmanager
def workers(database_url: str, folder: Path, *, app: str = "app:create_app()") -> Iterator[Served]:
    """Serve the application, made once as make run does, from two processes of four threads."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
    program = [sys.executable, "-m", "gunicorn", "--preload", "-k", "gthread"]
    crew = ["-w", "2", "--threads", str(THREADS)]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [*program, *crew, "--backlog", "2048", "-b", f"127.0.0.1:{port}", app],
            cwd=ROOT,
            env=settings(database_url, folder) | {"PORT": str(port)},
            stdout=log,
            stderr=log,
        )
    try:
        wait_until_open(port, server)
        yield Served(port, server)
    finally:
        server.terminate()
        server.wait(timeout=SECONDS)


def wait_until_open(port: int, server: subprocess.Popen[bytes]) -> None:
    """Return once the port answers."""
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


@dataclass(frozen=True, slots=True)
class Answer:
    """The status of an answer and where it leads; status 0 where the connection broke."""

    status: int
    leads_to: str = ""


class Crowd:
    """People on the last page of one fair; one of them has read it, all press its button."""

    def __init__(self, port: int, fair: Fair) -> None:
        self.port = port
        self.path = f"/fairs/{fair.slug}/register/check"
        self.fair = fair
        self.cookie, self.typed = self._read_page(begin(fair))

    def tokens(self, people: int) -> list[str]:
        """Return the cookies of so many drafts with every answer given."""
        return [begin(self.fair) for _one in range(people)]

    def press(self, token: str) -> Answer:
        """Send the form once."""
        headers = {
            "Cookie": f"registration={token}; {self.cookie}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        try:
            return self._send("POST", headers, self.typed)
        except (OSError, http.client.HTTPException):
            return Answer(0)

    def press_all(self, tokens: Sequence[str], clients: int) -> list[Answer]:
        """Send every form, from so many clients at once."""
        with ThreadPoolExecutor(clients) as pool:
            return list(pool.map(self.press, tokens))

    def _send(self, method: str, headers: dict[str, str], body: str = "") -> Answer:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        try:
            line.request(method, self.path, body, headers)
            answer = line.getresponse()
            answer.read()
            return Answer(answer.status, answer.headers.get("Location", ""))
        finally:
            line.close()

    def _read_page(self, token: str) -> tuple[str, str]:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        line.request("GET", self.path, headers={"Cookie": f"registration={token}"})
        answer = line.getresponse()
        text = answer.read().decode()
        line.close()
        found = re.search(r'name="csrf_token" value="([^"]+)"', text)
        assert found is not None, text[-2000:]
        cookie = answer.headers["Set-Cookie"].split(";")[0]
        typed = {"csrf_token": found[1], "given_name": "Amal", "agree": "y"}
        return cookie, urllib.parse.urlencode(typed)


def begin(fair: Fair) -> str:
    """Begin a draft in which every question is answered; return its cookie."""
    return begin_draft(fair=fair, answers=ANSWERS, now=NOW)
