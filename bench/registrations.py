"""The last POST of a registration: how many a second, a rush for few places, ready after a kill.

Two worker processes with four threads each serve a fresh database; the people press from the same
machine. Each POST writes person, code, place, move, letter and audit entry in one transaction.
``--postgresql`` measures on a PostgreSQL server of its own, which does not wait for the disk.

Due: 30 a second with p95 <= 500 ms; of 2,000 people in 60 seconds for 300 places exactly 300 get
one, and nobody a 5xx. Aim: ready within 5 seconds after every worker was killed.
"""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade

from app import create_app
from tests.databases import PostgresServer
from tests.factories import Office
from tests.races.serving import Answer, Crowd, Served, workers

POSTS, CLIENTS = 600, 8
PEOPLE, PLACES, SECONDS = 2000, 300, 60
KILLS = 5
A_SECOND, P95 = 30, 0.5


def timed(press: Callable[[], Answer]) -> tuple[Answer, float]:
    """Return the answer and how long it took, in seconds."""
    began = time.perf_counter()
    return press(), time.perf_counter() - began


def measure_rate(crowd: Crowd) -> tuple[float, float, float]:
    """Return POSTs a second, median and p95 in seconds; everybody gets a place."""
    tokens = crowd.tokens(POSTS)
    began = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as pool:
        done = list(pool.map(lambda one: timed(lambda: crowd.press(one)), tokens))
    rate = POSTS / (time.perf_counter() - began)
    if {answer.status for answer, _took in done} != {303}:
        raise SystemExit(f"Not everybody got a place: {Counter(a.status for a, _t in done)}")
    took = sorted(took for _answer, took in done)
    return rate, took[POSTS // 2], took[int(POSTS * 0.95)]


def measure_rush(crowd: Crowd) -> tuple[Counter[int], float]:
    """Let people come evenly over a minute; return what they got and how long the last took."""
    tokens = crowd.tokens(PEOPLE)
    began = time.perf_counter()

    def come(number: int) -> Answer:
        # People come evenly over the minute, whether or not those before were answered.
        time.sleep(max(0.0, began + number * SECONDS / PEOPLE - time.perf_counter()))
        return crowd.press(tokens[number])

    with ThreadPoolExecutor(200) as pool:
        statuses = Counter(one.status for one in pool.map(come, range(PEOPLE)))
    return statuses, time.perf_counter() - began


def measure_ready(served: Served, crowd: Crowd) -> float:
    """Kill every worker and return the seconds until somebody is answered again."""
    for worker in served.workers():
        os.kill(worker, signal.SIGKILL)
    began = time.perf_counter()
    (token,) = crowd.tokens(1)
    while crowd.press(token).status == 0:
        time.sleep(0.02)  # how finely the time to ready is measured
    return time.perf_counter() - began


@contextmanager
def database(folder: Path) -> Iterator[str]:
    """Yield the address of an empty database."""
    if "--postgresql" not in sys.argv:
        yield f"sqlite:///{folder}/bench.sqlite"
        return
    server = PostgresServer(folder)
    try:
        yield server.new()
    finally:
        server.end()


def served_app(address: str, folder: Path) -> Flask:
    os.environ.update(DATABASE_URL=address, FLASK_INSTANCE=str(folder), FLASK_LOG_LEVEL="ERROR")
    app = create_app()
    with app.app_context():
        upgrade()
    return app


def report(served: Served, office: Office) -> bool:
    """Print what was measured; return whether it meets what is due."""
    rate, median, p95 = measure_rate(Crowd(served.port, office.fair(capacity=POSTS)))
    print(f"last POST: {rate:.0f} a second, median {median:.3f} s, p95 {p95:.3f} s")
    statuses, took = measure_rush(Crowd(served.port, office.fair(capacity=PLACES)))
    print(f"{PEOPLE} people for {PLACES} places in {took:.0f} s: {dict(statuses)}")
    crowd = Crowd(served.port, office.fair(capacity=PLACES))
    ready = sorted(measure_ready(served, crowd) for _kill in range(KILLS))
    print(f"ready after a kill of all workers: median {ready[KILLS // 2]:.1f} s of {KILLS}")
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    exact = statuses == {303: PLACES, 409: PEOPLE - PLACES}
    return rate >= A_SECOND and p95 <= P95 and exact


def main() -> int:
    """Measure once; end with 1 where a number is missed."""
    with tempfile.TemporaryDirectory() as name, database(Path(name)) as address:
        folder = Path(name)
        with served_app(address, folder).app_context():
            office = Office()
            office.office()
            with workers(address, folder) as served:
                return 0 if report(served, office) else 1


if __name__ == "__main__":
    sys.exit(main())
