"""The occupation search that also knows the imported titles; made beside the requests.

A process makes it once for each set of official files, in a thread of its own; until it is ready
the shipped linker answers. What official lists and the office's memory know exactly is asked in
the database first, so nothing is missing meanwhile. Only the index of titles is made anew: what
the words of a title say of its group the linker knows from the shipped catalogue, and learning
that from all official titles would take more memory than a web worker has.
"""

from __future__ import annotations

import threading
from typing import Protocol

from sqlalchemy import select

from matching.title_index import KnownTitle, Suggestion, TitleIndex
from matching.title_reading import TaughtTitle, shipped_reader, shipped_titles
from matching.wording import title_key
from models import CodedTitle, db
from services.files_in_use import files_in_use

MOST_LEARNED = 60_000
"""Titles beyond the shipped ones that a process keeps; it bounds the memory of a worker."""

_TYPE = 5
Key = tuple[str, ...]

_lock = threading.Lock()
_ready: dict[Key, TitleIndex] = {}
_begun: set[Key] = set()


class Search(Protocol):
    """Finds occupations for what somebody types."""

    def suggest(self, text: str, k: int) -> list[Suggestion]:
        """Return up to ``k`` suggestions, the best first."""


def linker_in_use() -> Search:
    """Return the search for the files in use, or the one before while that is being made."""
    key = files_key()
    if not key:
        return shipped_reader()
    if key in _ready:
        return _ready[key]
    with _lock:
        is_first = key not in _begun
        _begun.add(key)
    if is_first:
        titles = _titles()
        threading.Thread(target=_fit, args=(key, titles), daemon=True).start()
    return next(iter(_ready.values()), None) or shipped_reader()


def prepare_linker() -> Search:
    """Make the search for the files in use now, and wait for it."""
    key = files_key()
    if not key:
        return shipped_reader()
    if key not in _ready:
        _begun.add(key)
        _fit(key, _titles())
    return _ready[key]


def files_key() -> Key:
    """Return what tells the files in use apart; empty where only the shipped catalogue is."""
    return tuple(f"{one.kind.value} {one.check_number}" for one in files_in_use())


def answering_key() -> Key:
    """Return the key of the search that answers now: nothing while the shipped one does."""
    key = files_key()
    return key if key in _ready else ()


def _fit(key: Key, titles: list[TaughtTitle]) -> None:
    known = [KnownTitle(title_key(one.title), one.code, one.name) for one in titles]
    made = TitleIndex(known)
    with _lock:
        _ready.clear()  # one at a time: they are large
        _ready[key] = made


def _titles() -> list[TaughtTitle]:
    """Return what is known: the shipped titles, then main titles, then as many others as fit."""
    rows = db.session.execute(
        select(CodedTitle.title, CodedTitle.code, CodedTitle.name)
        .order_by(CodedTitle.is_main.desc(), CodedTitle.kind.desc(), CodedTitle.key)
        .limit(MOST_LEARNED)
    )
    shipped = [one for one in shipped_titles() if len(one.code) == _TYPE]
    return [*shipped, *(TaughtTitle(row.title, row.code, row.name) for row in rows)]
