"""Which tests run here: a seeded draw of the heavy ones, real data where there is some.

``make test`` (``TEST_DRAW=1``) draws a fifth of the heavy tests, and of the tests of pages on
PostgreSQL (all run on SQLite), by the seed of pytest-randomly, which the first lines show;
``make test-long`` (``TEST_LONG=1``) runs them all, and ``repetitions``, ``drawn_part`` and the
hypothesis profiles then give the full counts. Tests that need the real data are left out where
there is none, which the closing lines say; ``REAL_DATA=required`` makes that an error.
"""

import os
import random
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

import hypothesis
import pytest

from setup.checks import LARGE

T = TypeVar("T")

ROOT = Path(__file__).resolve().parent.parent
LONG = os.environ.get("TEST_LONG") == "1"
DRAW = os.environ.get("TEST_DRAW") == "1"
HEAVY_SHARE = 1 / 5
PAGES = ROOT / "tests" / "blueprints"
"""Tests of pages carry the mark ``page``: they are many, and make sure goes without them."""
LARGE_FOLDERS = {ROOT / folder for folder in LARGE}

hypothesis.settings.register_profile("quick", max_examples=30, deadline=None)
hypothesis.settings.register_profile("long", max_examples=2000, deadline=None)
hypothesis.settings.load_profile("long" if LONG else "quick")


def repetitions(*, quick: int, full: int) -> int:
    """Return how often to repeat: ``quick`` times in ``make test``, ``full`` in test-long."""
    return full if LONG else quick


def drawn_part(things: Sequence[T], part: float) -> list[T]:
    """Return a part of the things in their order, drawn by the seed of the run in ``make test``.

    Everywhere else, and in test-long, all of them.
    """
    if not DRAW:
        return list(things)
    chosen = random.sample(range(len(things)), max(1, round(len(things) * part)))
    return [things[number] for number in sorted(chosen)]


def real_data() -> Path:
    """Return the folder of the real data, whether it is there or not."""
    return Path(os.environ.get("MEETING_POINT_DATA") or ROOT / ".." / "shared" / "data")


def is_drawn(item: pytest.Item) -> bool:
    """Say whether a draw is enough: heavy tests, and pages a second time, on PostgreSQL."""
    page = item.get_closest_marker("page") and item.get_closest_marker("postgres")
    always = item.get_closest_marker("both_databases")
    return bool(item.get_closest_marker("heavy") or (page and not always))


class Selection:
    """Leaves tests out and says so at the end, also when several processes run them."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.left_out: dict[str, int] = {}

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        for item in items:
            if PAGES in item.path.parents:
                item.add_marker("page")
            if not LARGE_FOLDERS.isdisjoint(item.path.parents):
                item.add_marker("large")
        dropped = self.without_data(items) | self.undrawn(items)
        self.config.hook.pytest_deselected(items=[item for item in items if item in dropped])
        items[:] = [item for item in items if item not in dropped]

    def without_data(self, items: list[pytest.Item]) -> set[pytest.Item]:
        found = {item for item in items if item.get_closest_marker("real_data")}
        if real_data().is_dir():
            return set()
        if found:
            self.left_out["real data"] = len(found)
        return found

    def undrawn(self, items: list[pytest.Item]) -> set[pytest.Item]:
        heavy = sorted((item for item in items if is_drawn(item)), key=lambda i: i.nodeid)
        if not DRAW or not heavy:
            return set()
        seed = self.config.getoption("randomly_seed", 0)
        drawn = random.Random(seed).sample(heavy, max(1, round(len(heavy) * HEAVY_SHARE)))
        dropped = set(heavy) - set(drawn)
        self.left_out["heavy"] = len(dropped)
        return dropped

    def pytest_sessionfinish(self) -> None:
        if hasattr(self.config, "workeroutput"):
            self.config.workeroutput["left_out"] = self.left_out

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: object) -> None:
        self.left_out.update(getattr(node, "workeroutput", {}).get("left_out", {}))

    @pytest.hookimpl(trylast=True)
    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        for line in self.closing_lines():
            terminalreporter.write_line(line)

    def closing_lines(self) -> list[str]:
        lines = []
        if count := self.left_out.get("heavy"):
            lines.append(f"Left out of the draw: {count} tests; make test-long runs all.")
        if count := self.left_out.get("real data"):
            lines.append(
                f"Left out for want of real data: {count} tests; there is no {real_data()} "
                "(MEETING_POINT_DATA names another folder)."
            )
        return lines


def pytest_configure(config: pytest.Config) -> None:
    if os.environ.get("REAL_DATA") == "required" and not real_data().is_dir():
        raise pytest.UsageError(
            f"The real data is required here, but there is no folder {real_data()}; "
            "MEETING_POINT_DATA names another one."
        )
    config.pluginmanager.register(Selection(config), "selection")
