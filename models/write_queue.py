"""Who writes next to SQLite: whoever has waited longest, not whoever asks at the right moment.

SQLite lets one transaction write at a time. Who comes too late sleeps and asks again, up to a
tenth of a second later, while those who come new take the lock at once: with eight people
pressing at a time, one in twenty waited ten times as long as the others. Here the threads of a
process queue up, and the first of them asks for a locked file beside the database, which the
system frees also where a process is killed. See docs/decisions/one-queue-of-writers.md.
"""

from __future__ import annotations

import fcntl
import os
import threading
import time
from collections import deque

ASKS_EVERY = 0.0005
"""Seconds between two looks at whether the other process has finished."""


class WriteQueue:
    """A lock between all threads and processes that write to one file; first come, first served.

    Parameters
    ----------
    path
        The file whose lock is taken; it is made where there is none, and stays empty.
    waits
        Seconds after which a waiting thread gives up its place.
    """

    def __init__(self, path: str, waits: float) -> None:
        self.path = path
        self.waits = waits
        self._guard = threading.Lock()
        self._waiting: deque[threading.Event] = deque()
        self._busy = False
        self._never = threading.Event()

    def enter(self) -> int | None:
        """Wait for the turn; return the open file to ``leave`` with, None without a turn.

        Without a turn (too long a wait, a folder that cannot be written) the caller goes on as if
        there were no queue: SQLite itself then says what is wrong.
        """
        until = time.monotonic() + self.waits
        if not self._come_first(until):
            return None
        try:
            file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError:
            self._call_next()
            return None
        if self._lock(file, until):
            return file
        os.close(file)
        self._call_next()
        return None

    def leave(self, file: int) -> None:
        """Give the turn to whoever is next."""
        os.close(file)  # which unlocks it
        self._call_next()

    def _come_first(self, until: float) -> bool:
        """Wait until no other thread of this process is before us."""
        with self._guard:
            if not self._busy:
                self._busy = True
                return True
            turn = threading.Event()
            self._waiting.append(turn)
        if turn.wait(until - time.monotonic()):
            return True
        with self._guard:
            if turn.is_set():  # called in the moment in which we gave up
                return True
            self._waiting.remove(turn)
        return False

    def _call_next(self) -> None:
        with self._guard:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._busy = False

    def _lock(self, file: int, until: float) -> bool:
        """Lock the file between processes: no more than one thread of each asks for it."""
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > until:
                    return False
                self._never.wait(ASKS_EVERY)
            else:
                return True
