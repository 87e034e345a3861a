"""Keeps a process small: without what only the tests bring, and without threads that wait.

scikit-learn loads pandas wherever it is installed, and pandas loads pyarrow: 70 MB a worker for
nothing, since no page reads a frame. ``requirements.txt`` brings no pandas; this is for a folder
in which ``make test`` has run.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from types import ModuleType


class _NotInstalled(MetaPathFinder):
    """Says of pandas that there is none.

    None in ``sys.modules`` would say so, too, but scikit-learn looks there for a loaded pandas
    and takes whatever stands there for one.
    """

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> None:
        """Refuse pandas, leave everything else to the other finders."""
        if name == "pandas":
            raise ModuleNotFoundError("pandas is left out (setup/lean.py).", name=name)


def leave_out_pandas() -> None:
    """Let an import of pandas fail as if it were not installed, unless it is loaded already."""
    if not any(isinstance(one, _NotInstalled) for one in sys.meta_path):
        sys.meta_path.insert(0, _NotInstalled())


ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
"""For processes that share the processors already: threads of linear algebra would wait for each
other, and wait by working. Learning from decisions took three times as long beside others, a
query of the linkers twice the processor time for the same time by the clock.
"""


def keep_to_one_thread() -> None:
    """Let linear algebra that is loaded from here on use one thread, unless somebody chose."""
    for name, number in ONE_THREAD.items():
        os.environ.setdefault(name, number)


_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3  # of mallopt(3)
LARGE = 2**24  # bytes: arrays from here on get memory of their own, and give all of it back
KEPT = 2**25  # bytes that may stay free behind the last small thing


def give_large_arrays_back() -> bool:
    """Let what large arrays held go back to the system when they go; say whether that works.

    The C library of Linux raises this limit with the first large array that goes, up to 32 MiB:
    later ones then lie between small things and leave holes, which a second fit does not fill.
    Where the limit is set it would no longer raise the other one either, 128 KiB, from which on it
    hands back what is free at the end: a loop that takes and frees some MiB would get new pages
    from the system each time, and pay more for them than for its numbers.
    """
    if sys.platform != "linux":
        return False
    choose = getattr(ctypes.CDLL(None), "mallopt", None)  # musl has none
    return bool(choose and choose(_M_MMAP_THRESHOLD, LARGE) and choose(_M_TRIM_THRESHOLD, KEPT))


def give_free_memory_back() -> bool:
    """Hand what is free between things that stay back to the system; say whether any was."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # the C library of Linux has it
    return trim is not None and bool(trim(0))
