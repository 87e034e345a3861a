"""``make sure``, ``make test``, ``make test-long``, ``make format`` and ``make bench``."""

import os
import subprocess
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NoReturn

from setup.chromium import require_chromium
from setup.environment import PYTHON, VENV, prepare
from setup.lean import ONE_THREAD
from setup.pango import require_pango
from setup.steps import ROOT, SetupFailedError, say

QUICK = "not (browser or heavy or large or page or postgres or program or real_data)"
LARGE = (
    "tests/services/backups",
    "tests/services/demo",
    "tests/services/deletion",
    "tests/matching/batch",
    "tests/matching/learning",
)
"""Whole databases, thousands of pairs or decisions a test: these carry the mark ``large``."""
NOT_QUICK = ("tests/blueprints", "tests/browser", *LARGE)
"""Folders without a quick test: to collect them would take as long as the checks before."""
AT_ONCE = (
    ("ruff", "format", "--check", "--quiet", "."),
    ("ruff", "check", "--quiet", "."),
    ("lint-imports", "--no-cache"),
)
TYPES = ("mypy", "--no-error-summary")
TESTS = ("python", "-m", "pytest", "-n", "auto", "--dist", "worksteal", "-m", QUICK)

Told = tuple[int, str]


def make_sure() -> int:
    """Run the checks that every commit passes: those of a second, then types beside the tests."""
    prepare(for_tests=True)
    for check in AT_ONCE:
        if status := run_tool(check):
            return status
    with ThreadPoolExecutor(1) as beside:
        types = beside.submit(run_silently, TYPES)
        tests = run_tool((*TESTS, *(f"--ignore={folder}" for folder in NOT_QUICK)))
    return tell(types.result()) or tests


def run_tool(command: Sequence[str]) -> int:
    """Run one tool of ``.venv``, show what it says if it complains, and how long it took."""
    return tell(run_silently(command, shown=command[0] == "python"))


def run_silently(command: Sequence[str], *, shown: bool = False) -> Told:
    """Run one tool and return its status and what is to be said of it."""
    started = time.monotonic()
    result = subprocess.run(
        [VENV / "bin" / command[0], *command[1:]],
        check=False,
        cwd=ROOT,
        env={**(ONE_THREAD if "pytest" in command else {}), **os.environ},
        stdout=None if shown else subprocess.PIPE,
        text=True,
    )
    verdict = "passed" if result.returncode == 0 else "FAILED"
    complaint = f"{result.stdout or ''}\n" if result.returncode != 0 else ""
    took = f"{time.monotonic() - started:.0f} s"
    return result.returncode, f"{complaint}{' '.join(command[:3])}: {verdict} ({took})"


def tell(told: Told) -> int:
    """Say how a tool ended and return its status."""
    say(told[1])
    return told[0]


def make_test(*, long: bool = False) -> NoReturn:
    """Run every test; the last line is the summary of pytest."""
    chromium = require_chromium()  # nobody waits for the packages only to read that it is missing
    prepare(for_tests=True)
    require_pango()
    extent = "TEST_LONG" if long else "TEST_DRAW"
    environment = {**ONE_THREAD, **os.environ, "CHROMIUM": chromium, extent: "1"}
    processes = str(len(os.sched_getaffinity(0)) + 1)  # some wait for a browser or a program
    command = ["-m", "pytest", "-n", processes, "--dist", "worksteal", "--durations", "10"]
    os.chdir(ROOT)
    os.execve(PYTHON, [str(PYTHON), *command], environment)  # its signals and its last line


def format_code() -> int:
    """Format the code and sort the imports."""
    prepare(for_tests=True)
    return run_tool(("ruff", "check", "--quiet", "--select", "I", "--fix", ".")) or run_tool(
        ("ruff", "format", "--quiet", ".")
    )


def run_benchmarks() -> int:
    """Run every script of ``bench/`` and end with the first that misses its number."""
    prepare(for_tests=True)
    scripts = sorted(bench_scripts(ROOT / "bench"))
    if not scripts:
        raise SetupFailedError("There is nothing to measure in bench/.")
    statuses = [run_tool(("python", "-m", f"bench.{script.stem}")) for script in scripts]
    return max(statuses)


def bench_scripts(folder: Path) -> list[Path]:
    """Return the measuring scripts: modules of ``bench/`` that are meant to be run."""
    return [path for path in folder.glob("*.py") if not path.name.startswith("_")]
