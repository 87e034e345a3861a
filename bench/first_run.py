"""Seconds from a fresh clone to an answer: the first ``make run`` and the second.

The clone lies in an empty folder, and the caches of pip and npm are new, so everything is
fetched as on a fresh machine. Bars: 180 seconds for the first run, 5 for the second.
"""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BARS = {"first": 180.0, "second": 5.0}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def seconds_to_answer(folder: Path, environment: dict[str, str]) -> float:
    """Run ``make run`` until it answers, end it, and return how long the answer took."""
    began = time.monotonic()
    process = subprocess.Popen(
        ["make", "run"], cwd=folder, env=environment, start_new_session=True, stdout=sys.stderr
    )
    try:
        while not answers(int(environment["PORT"])):
            if process.poll() is not None:
                raise SystemExit("make run has ended before it answered")
            threading.Event().wait(0.05)
        return time.monotonic() - began
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="first-run-") as name:
        folder = Path(name) / "meeting-point"
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(folder)], check=True)
        environment = {
            **{key: value for key, value in os.environ.items() if not key.startswith("MAKE")},
            "PORT": str(free_port()),
            "PIP_NO_CACHE_DIR": "1",
            "npm_config_cache": str(Path(name) / "npm"),
        }
        seconds = {run: seconds_to_answer(folder, environment) for run in BARS}
    for run, bar in BARS.items():
        print(f"{run} make run: {seconds[run]:.1f} s until /healthz answers (bar {bar:.0f} s)")
    return int(any(seconds[run] > bar for run, bar in BARS.items()))


if __name__ == "__main__":
    sys.exit(main())
