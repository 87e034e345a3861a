"""Measures the door: three devices scan tickets over HTTP, as their pages do.

``python -m bench.check_in [--minutes 1]`` serves a fair of 600 people with gunicorn (two workers
of four threads) on SQLite (synchronous=FULL) and on PostgreSQL (fsync on), each on a disk. Three
devices scan at 500 tickets a minute together: one in ten scans is sent again as after a lost
connection, one in ten was scanned at another door, one in twenty is no ticket. Then the same three
devices scan as fast as they are answered. The client's work is part of each figure.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import func, select

from app import create_app
from models import AuditEntry, DoorScan, Fair, db
from services.door_guests import count_arrivals
from tests import databases
from tests.factories import Office, sign_in_as
from tests.factories.office import NOW

ROOT = Path(__file__).parent.parent
PEOPLE = 600
DEVICES = 3
SCANS_A_MINUTE = 500
P95_MS = 300
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Door:
    """A served fair: where it is, who is signed in, and the tickets."""

    port: int
    fair_id: int
    cookie: str
    token: str
    codes: tuple[str, ...]


def prepare(app: Flask) -> tuple[int, list[str], str]:
    """Make a fair of today with its people; return it, the tickets and a signed-in cookie."""
    with app.app_context():
        upgrade(directory=str(ROOT / "migrations"))
        office = Office()
        fair = office.fair(starts_at=NOW - timedelta(hours=1), ends_at=NOW + timedelta(hours=3))
        codes = [
            office.registration(fair=fair).candidate.personal_codes[0].code for _ in range(PEOPLE)
        ]
        client = app.test_client()
        sign_in_as(client, office.officer())
        cookie = client.get_cookie(app.config["SESSION_COOKIE_NAME"])
        assert cookie is not None
        return fair.id, codes, f"{cookie.key}={cookie.value}"


@contextmanager
def served(settings: dict[str, str]) -> Iterator[int]:
    """Serve the application from two processes with four threads each."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    program = [sys.executable, "-m", "gunicorn", "-k", "gthread", "-w", "2", "--threads", "4"]
    address = ["-b", f"127.0.0.1:{port}", "--log-level", "error", "app:create_app()"]
    environment = os.environ | settings | {"FLASK_LOG_LEVEL": "ERROR"}
    server = subprocess.Popen([*program, *address], cwd=ROOT, env=environment)
    try:
        for _try in range(300):
            with socket.socket() as asking:
                if asking.connect_ex(("127.0.0.1", port)) == 0:
                    break
            threading.Event().wait(0.1)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=30)


def open_door(port: int, fair_id: int, codes: list[str], cookie: str) -> Door:
    """Read the page of the door once, as a device does; its cookie and token stay."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    connection.request("GET", f"/desk/door/{fair_id}", headers={"Cookie": cookie})
    answer = connection.getresponse()
    page = answer.read().decode()
    assert answer.status == 200, answer.status
    renewed = answer.getheader("Set-Cookie")
    token = page.split('name="csrf_token" value="')[1].split('"')[0]
    return Door(port, fair_id, renewed.split(";")[0] if renewed else cookie, token, tuple(codes))


def scan_plan(codes: tuple[str, ...], number: int, draw: random.Random) -> list[tuple[str, str]]:
    """Return ids and texts of scans: new tickets, scans sent again, other doors, no tickets."""
    plan: list[tuple[str, str]] = []
    for place in range(number):
        chance = draw.random()
        if plan and chance < 0.1:
            plan.append(draw.choice(plan))
        elif plan and chance < 0.2:
            plan.append((f"again-{place}", draw.choice(plan)[1]))
        elif chance < 0.25:
            plan.append((f"none-{place}", "https://example.org/menu"))
        else:
            plan.append((f"scan-{place}", f"https://example.org/t/{codes[place % len(codes)]}"))
    return plan


def run(door: Door, plan: list[tuple[str, str]], *, pause: float) -> tuple[list[float], Counter]:
    """Let the devices work through the plan; return milliseconds and statuses of the answers."""
    times: list[float] = []
    statuses: Counter[int] = Counter()
    began = time.monotonic()

    def device(which: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", door.port, timeout=120)
        headers = {"Cookie": door.cookie, "Content-Type": FORM, "Accept": "application/json"}
        for turn in range(which, len(plan), DEVICES):
            wait = began + turn * pause - time.monotonic()
            if wait > 0:
                threading.Event().wait(wait)
            scan, text = plan[turn]
            body = urllib.parse.urlencode(
                {"csrf_token": door.token, "scan": scan, "text": text, "waited": "0"}
            )
            sent = time.perf_counter()
            connection.request("POST", f"/desk/door/{door.fair_id}/scans", body, headers)
            answer = connection.getresponse()
            json.loads(answer.read())
            times.append((time.perf_counter() - sent) * 1000)
            statuses[answer.status] += 1

    devices = [threading.Thread(target=device, args=(one,)) for one in range(DEVICES)]
    for one in devices:
        one.start()
    for one in devices:
        one.join()
    return times, statuses


def counted(app: Flask, fair_id: int) -> tuple[int, int, int]:
    """Return check-ins in the audit trail, people who are here, and scans kept."""
    with app.app_context():
        entries = select(func.count()).where(AuditEntry.action == "registration.checked_in")
        scans = select(func.count()).where(DoorScan.fair_id == fair_id)
        fair = db.session.get_one(Fair, fair_id)
        here, _missing = count_arrivals(fair)
        return db.session.scalar(entries) or 0, here, db.session.scalar(scans) or 0


def measure(name: str, url: str, folder: Path, minutes: float) -> bool:
    """Print what was measured on one database; return whether p95 is within the bar."""
    settings = {"DATABASE_URL": url, "FLASK_INSTANCE": str(folder), "FLASK_SECRET_KEY": "bench"}
    os.environ.update(settings)
    app = create_app()
    fair_id, codes, cookie = prepare(app)
    with served(settings) as port:
        door = open_door(port, fair_id, codes, cookie)
        plan = scan_plan(door.codes, int(SCANS_A_MINUTE * minutes), random.Random(0))
        run(door, plan[:20], pause=0.05)  # a process that has just begun reads its templates
        times, statuses = run(door, plan, pause=60 / SCANS_A_MINUTE)
        rushed = [(f"rush-{number}", text) for number, (_id, text) in enumerate(plan)]
        began = time.monotonic()
        _times, rush_statuses = run(door, rushed, pause=0)
        rush = len(rushed) / (time.monotonic() - began)
    entries, here, scans = counted(app, fair_id)
    tickets = len({text for _id, text in plan if "/t/" in text})
    cuts = statistics.quantiles(times, n=100)
    print(
        f"{name}: {len(times)} scans at {SCANS_A_MINUTE} a minute: median {cuts[49]:.0f} ms, "
        f"p95 {cuts[94]:.0f} ms, p99 {cuts[98]:.0f} ms, longest {max(times):.0f} ms; "
        f"as fast as answered: {rush * 60:,.0f} a minute; statuses {dict(statuses + rush_statuses)}"
    )
    print(f"  {tickets} tickets, {here} here, {entries} check-ins noted, {scans} scans kept")
    if not tickets == here == entries:
        raise SystemExit("a ticket counted twice or never")
    return cuts[94] <= P95_MS


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0)
    minutes = parser.parse_args().minutes
    print(f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        passed = measure("SQLite", f"sqlite:///{folder / 'door.sqlite'}", folder, minutes)
        databases.SERVING = databases.NO_NETWORK  # the tests switch fsync off; an office does not
        server = databases.PostgresServer(folder)
        try:
            passed = measure("PostgreSQL", server.new(), folder, minutes) and passed
        finally:
            server.end()
    if not passed:
        raise SystemExit(f"p95 above {P95_MS} ms")


if __name__ == "__main__":
    main()
