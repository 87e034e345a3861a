"""Seconds ``flask work`` takes to end after a signal: with nothing to do, and amid letters.

Each run has a fresh SQLite database in a folder of its own; letters leave as files. Bar: one
second, so that Ctrl-C on ``make run`` feels at once.
"""

import os
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUNS = 5
LETTERS = 20_000
BAR = 1.0
QUEUE = """
    WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?)
    INSERT INTO letter (kind, channel, address, language, facts, state, tries, due_at, written_at)
    SELECT 'address-known', 'email', 'reader' || n || '@example.org', 'de', '{}', 'queued', 0,
           datetime('now'), datetime('now') FROM numbers
"""


def flask(folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{folder}/bench.sqlite",
        "FLASK_OUTBOX": str(folder / "outbox"),
        "FLASK_SECRET_KEY": "for a measurement",
        "FLASK_LOG_LEVEL": "WARNING",
    }
    return subprocess.Popen([sys.executable, "-m", "flask", *arguments], cwd=ROOT, env=environment)


def has_started(folder: Path, *, letters: int) -> bool:
    """Say whether the worker is at work: its first job has run, or letters have left."""
    if letters:
        return sum(1 for _ in (folder / "outbox").glob("*")) > 10
    with sqlite3.connect(folder / "bench.sqlite", timeout=10) as database:
        return bool(database.execute("SELECT count(*) FROM job_run").fetchone()[0])


def seconds_to_end(folder: Path, *, letters: int) -> float:
    if flask(folder, "db", "upgrade").wait() != 0:
        raise SystemExit("The database could not be made.")
    if letters:
        with sqlite3.connect(folder / "bench.sqlite") as database:
            database.execute(QUEUE, [letters])
    worker = flask(folder, "work")
    try:
        while not has_started(folder, letters=letters):
            if worker.poll() is not None:
                raise SystemExit("flask work has ended by itself.")
            threading.Event().wait(0.05)
        asked = time.monotonic()
        worker.send_signal(signal.SIGTERM)
        worker.wait(timeout=60)
        return time.monotonic() - asked
    finally:
        worker.kill()


def main() -> int:
    worst = 0.0
    for what, letters in (("nothing to do", 0), ("in the middle of letters", LETTERS)):
        seconds = []
        for _run in range(RUNS):
            with tempfile.TemporaryDirectory(prefix="worker-end-") as name:
                seconds.append(seconds_to_end(Path(name), letters=letters))
        worst = max(worst, *seconds)
        print(
            f"flask work ends after TERM, {what}: median {statistics.median(seconds):.2f} s, "
            f"longest of {RUNS} {max(seconds):.2f} s (bar {BAR:.0f} s)"
        )
    print(f"load average: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    return int(worst > BAR)


if __name__ == "__main__":
    sys.exit(main())
