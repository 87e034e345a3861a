"""Measures pages of a served demo fair on this machine: speed, memory, weight.

``python -m bench.pages`` serves 1,100 people and 250 positions with gunicorn (two workers of
eight threads) and asks it from the same machine, so the client's work is part of each figure.
The ranking page is asked with its list stored, as the timed jobs of ``make run`` keep it, and
before that without, as for the seconds between a new position and their next run.
"""

from __future__ import annotations

import asyncio
import http.client
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from flask_migrate import upgrade
from sqlalchemy import select

from app import create_app
from domain.access import Role
from models import Account, Fair, Position, db
from services.demo.load import DemoSize, load_demo
from services.linker_learning import learn_linkers
from services.ranked_lists import refresh_lists
from services.sessions import begin_session
from tests.browser.chromium import open_browser

ROOT = Path(__file__).parent.parent
RANKING_ROUNDS = 100
FAIR_SECONDS = 8.0
FAIR_CONNECTIONS = 16
SEARCHES = 60  # enough for each worker to be asked, and to have read the linkers
BARS = {
    "ranking page p95 (ms)": ("<=", 150.0),
    "public fair page (requests/s)": (">=", 300.0),
    "memory of a worker (MB)": ("<=", 350.0),
    "memory of a worker with linkers (MB)": ("<=", 450.0),
    "refugee's first page, cold (KB)": ("<=", 150.0),
}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(instance: Path, port: int) -> Iterator[int]:
    """Serve the demo from ``instance`` as ``make run`` does; yield the id of the first process."""
    environment = {**os.environ, "FLASK_INSTANCE": str(instance), "FLASK_LOG_LEVEL": "ERROR"}
    report = os.open(os.devnull, os.O_WRONLY)
    command = [sys.executable, "-m", "setup.serve", "--port", str(port), "--report", str(report)]
    server = subprocess.Popen(command, cwd=ROOT, env=environment, pass_fds=(report,))
    try:
        wait_until_ready(port)
        yield server.pid
    finally:
        server.terminate()
        server.wait(timeout=30)
        os.close(report)


def wait_until_ready(port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
                if answer.status == 200:
                    return
        except OSError:
            threading.Event().wait(0.2)
    raise SystemExit("The server did not answer within a minute.")


def make_demo(instance: Path) -> tuple[str, str, int]:
    """Load the demo; return an officer's cookie, the open fair's slug and a position's id."""
    os.environ["FLASK_INSTANCE"] = str(instance)
    app = create_app({"LOG_LEVEL": "ERROR"})
    with app.app_context():
        upgrade()
        today = datetime.now(UTC).date()
        load_demo(day=today, size=DemoSize(), random_state=0, progress=lambda count: None)
        officer = db.session.scalars(select(Account).where(Account.role == Role.OFFICER)).first()
        token = begin_session(
            now=datetime.now(UTC),
            lasts=timedelta(hours=1),
            account=officer,
            second_factor=True,
        )
        signer = app.session_interface.get_signing_serializer(app)
        cookie = signer.dumps({"_user_id": token, "_fresh": True})
        slug = db.session.scalars(select(Fair.slug).where(Fair.state == "open")).one()
        position = db.session.scalars(select(Position.id).where(Position.state == "released"))
        return f"{app.config['SESSION_COOKIE_NAME']}={cookie}", slug, position.first() or 1


def ranking_milliseconds(port: int, cookie: str, position_id: int) -> list[float]:
    """Return the time of each ranking page, asked one after the other."""
    times = []
    for _ in range(RANKING_ROUNDS):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        started = time.perf_counter()
        connection.request(
            "GET", f"/desk/matches/positions/{position_id}", headers={"Cookie": cookie}
        )
        answer = connection.getresponse()
        body = answer.read()
        times.append((time.perf_counter() - started) * 1000)
        assert answer.status == 200, answer.status
        assert b"Rangliste" in body
        connection.close()
    return times


async def fair_requests_a_second(port: int, path: str) -> float:
    """Return how many times a second the public fair page is answered over open connections."""
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n\r\n".encode()
    until = time.perf_counter() + FAIR_SECONDS
    counts = await asyncio.gather(
        *(_ask_on_one_connection(port, request, until) for _ in range(FAIR_CONNECTIONS))
    )
    return sum(counts) / FAIR_SECONDS


async def _ask_on_one_connection(port: int, request: bytes, until: float) -> int:
    answered = 0
    while time.perf_counter() < until:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        try:
            while time.perf_counter() < until:
                writer.write(request)
                head = await reader.readuntil(b"\r\n\r\n")
                assert head.startswith(b"HTTP/1.1 200"), head[:60]
                length = next(
                    int(line.split(b":")[1])
                    for line in head.split(b"\r\n")
                    if line.lower().startswith(b"content-length")
                )
                await reader.readexactly(length)
                answered += 1
                if b"connection: close" in head.lower():
                    break
        finally:
            writer.close()
    return answered


def worker_megabytes(parent: int) -> float:
    """Return the largest resident memory of gunicorn's workers."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    sizes = [
        int(line.split()[1]) / 1024
        for child in children
        for line in Path(f"/proc/{child}/status").read_text().splitlines()
        if line.startswith("VmRSS")
    ]
    return max(sizes)


def first_page_kilobytes(port: int, path: str) -> float:
    """Return what a cold Chromium fetches for the refugee's first page in Arabic, headers too."""
    with open_browser() as browser:
        page = browser.new_context(viewport={"width": 360, "height": 800}).new_page()
        channel = page.context.new_cdp_session(page)
        channel.send("Network.enable")
        sizes: list[float] = []
        channel.on("Network.loadingFinished", lambda one: sizes.append(one["encodedDataLength"]))
        page.goto(f"http://127.0.0.1:{port}{path}?lang=ar", wait_until="networkidle")
        return sum(sizes) / 1024


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        instance, port = Path(folder), free_port()
        cookie, slug, position_id = make_demo(instance)
        with served(instance, port) as parent:
            for _ in range(4):
                ranking_milliseconds_once(port, cookie, position_id)
            at_once = ranking_milliseconds(port, cookie, position_id)
            store_lists()
            ranking = ranking_milliseconds(port, cookie, position_id)
            figures: dict[str, float] = {
                "list not stored yet, median (ms)": statistics.median(at_once),
                "ranking page median (ms)": statistics.median(ranking),
                "ranking page p95 (ms)": statistics.quantiles(ranking, n=20)[-1],
                "public fair page (requests/s)": asyncio.run(
                    fair_requests_a_second(port, f"/fairs/{slug}")
                ),
                "memory of a worker (MB)": worker_megabytes(parent),
                "refugee's first page, cold (KB)": first_page_kilobytes(
                    port, f"/fairs/{slug}/register"
                ),
            }
            learn_linkers_beside()
            for _ in range(SEARCHES):
                ask_search(port)
            figures["memory of a worker with linkers (MB)"] = worker_megabytes(parent)
    return report(figures)


def learn_linkers_beside() -> None:
    """Do what ``make run`` does beside the server within its first minute."""
    app = create_app({"LOG_LEVEL": "ERROR"})
    with app.app_context():
        learn_linkers(now=datetime.now(UTC), step=lambda _done: None)


def ask_search(port: int) -> None:
    """Search once, so that a worker reads the linkers."""
    address = f"http://127.0.0.1:{port}/occupations/search?q=Backstubenleitung"
    with urllib.request.urlopen(address) as answer:
        answer.read()


def store_lists() -> None:
    """Do what ``flask work`` beside the server does within its first seconds."""
    app = create_app({"LOG_LEVEL": "ERROR"})
    with app.app_context():
        refresh_lists(now=datetime.now(UTC))


def ranking_milliseconds_once(port: int, cookie: str, position_id: int) -> None:
    """Warm one worker: the first list fits the title reader."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", f"/desk/matches/positions/{position_id}", headers={"Cookie": cookie})
    connection.getresponse().read()
    connection.close()


def report(figures: dict[str, Any]) -> int:
    missed = []
    for name, value in figures.items():
        way, bar = BARS.get(name, ("", 0.0))
        if way and not (value <= bar if way == "<=" else value >= bar):
            missed.append(name)
        print(f"{name:<36}{value:>10.1f}   {f'bar {way} {bar:g}' if way else ''}")
    print(json.dumps({"missed": missed}))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
