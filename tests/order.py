"""What begins first: tests that take long, spread over the processes.

The order within both kinds stays the one that pytest-randomly drew. pytest-xdist gives each process
one piece of the list (``--dist worksteal``), and who has nothing left takes from the end of
another's. A test of half a minute that comes last would be waited for by all.
"""

from collections.abc import Sequence
from itertools import islice
from typing import TypeVar

import pytest

T = TypeVar("T")

LONG = frozenset({"browser", "heavy", "long", "program"})
"""Marks of tests that may take from a few seconds to a minute."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Order what one of several processes will run; they all make the same list."""
    workers = getattr(config, "workerinput", {}).get("workercount")
    if workers is None:
        return
    long = [item for item in items if is_long(item)]
    short = [item for item in items if not is_long(item)]
    items[:] = spread(long, short, pieces=workers)


def is_long(item: pytest.Item) -> bool:
    """Say whether a test takes long, as its marks tell."""
    return any(mark.name in LONG for mark in item.iter_markers())


def spread(long: Sequence[T], short: Sequence[T], *, pieces: int) -> list[T]:
    """Return a list whose pieces of equal size all begin with their part of the long ones."""
    left, rest = len(long) + len(short), iter(short)
    spread_out: list[T] = []
    for number in range(pieces):
        size = left // (pieces - number)  # as pytest-xdist divides
        begin = long[number::pieces]
        spread_out += [*begin, *islice(rest, max(0, size - len(begin)))]
        left -= size
    return spread_out + list(rest)
