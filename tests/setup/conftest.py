"""A copy of the program in a folder of its own, started and ended like an office would."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from setup.steps import ROOT

NOT_COPIED = shutil.ignore_patterns(
    ".git", ".venv", "node_modules", "instance", "build", "tests", ".*_cache"
)
"""The bytecode goes with the files: a copy that had to compile them anew would start late."""
OURS = ("PORT", "DATABASE_URL", "SMTP_URL", "DEMO", "CHROMIUM", "MAKELEVEL", "MAKEFLAGS")
SECONDS_TO_START = 120
SECONDS_TO_END = 20


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Installation:
    """One installation in its folder; what was started from it can be counted and is ended."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.instance = folder / "instance"
        self.port = free_port()
        self.started: list[subprocess.Popen[str]] = []

    def environment(self, **settings: str) -> dict[str, str]:
        kept = {
            name: value
            for name, value in os.environ.items()
            if name not in OURS and not name.startswith(("FLASK_", "PYTEST", "COV_"))
        }
        return {**kept, "PORT": str(self.port), **settings}

    def start(self, *command: str, **settings: str) -> subprocess.Popen[str]:
        with (self.folder / "out.txt").open("w") as out, (self.folder / "err.txt").open("w") as err:
            process = subprocess.Popen(
                command or (sys.executable, "-m", "setup", "run"),
                cwd=self.folder,
                env=self.environment(**settings),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                text=True,
                start_new_session=True,
            )
        self.started.append(process)
        return process

    def refusal(self, *command: str, **settings: str) -> str:
        """Return the one line of a command that must fail."""
        process = self.start(*command, **settings)
        assert process.wait(timeout=SECONDS_TO_START) != 0
        lines = [line for line in self.errors().splitlines() if not line.startswith("make: ***")]
        assert len(lines) == 1, lines
        return lines[0]

    def output(self) -> str:
        return (self.folder / "out.txt").read_text()

    def errors(self) -> str:
        return (self.folder / "err.txt").read_text()

    def wait_for(self, sign: Callable[[], bool], *, seconds: float = SECONDS_TO_START) -> float:
        """Wait until the sign is seen and return how long that took."""
        began = time.monotonic()
        while not sign():
            assert time.monotonic() - began < seconds, self.output() + self.errors()
            threading.Event().wait(0.05)
        return time.monotonic() - began

    def answers(self) -> bool:
        try:
            address = f"http://127.0.0.1:{self.port}/healthz"
            with urllib.request.urlopen(address, timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def is_announced(self) -> bool:
        return f"Meeting Point is running at http://127.0.0.1:{self.port}" in self.output()

    def processes(self) -> dict[int, str]:
        """Return the command line of everything that runs in this folder."""
        found = {}
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                if (entry / "cwd").readlink() == self.folder:
                    words = (entry / "cmdline").read_bytes().split(b"\0")
                    found[int(entry.name)] = b" ".join(words).decode()
            except OSError:
                continue
        return {number: words for number, words in found.items() if words}

    def end(self) -> None:
        for process in self.started:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
                try:
                    process.wait(SECONDS_TO_END)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()
        for number in self.processes():
            os.kill(number, signal.SIGKILL)


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    folder = tmp_path.resolve() / "meeting-point"
    shutil.copytree(ROOT, folder, ignore=NOT_COPIED)
    (folder / ".venv").symlink_to((ROOT / ".venv").resolve())
    place = Installation(folder)
    yield place
    place.end()
