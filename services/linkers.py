"""The occupation search that also learned the imported titles; fitted beside the requests.

A process fits it once for each set of official files, in a thread of its own; until it is ready
the shipped one answers. What official lists and the office's memory know exactly is asked in the
database first, so nothing is missing meanwhile.
"""

from __future__ import annotations

import threading

from sqlalchemy import select

from matching.linking import OccupationLinker, shipped_linker, shipped_titles
from models import CodedTitle, db
from services.files_in_use import files_in_use

MOST_LEARNED = 60_000
"""Titles beyond the shipped ones that a process learns; it holds the memory of a worker."""

Key = tuple[str, ...]
Titles = tuple[list[str], list[str], list[str]]

_lock = threading.Lock()
_ready: dict[Key, OccupationLinker] = {}
_begun: set[Key] = set()


def linker_in_use() -> OccupationLinker:
    """Return the search for the files in use, or the one before while that is being fitted."""
    key = files_key()
    if not key:
        return shipped_linker()
    if key in _ready:
        return _ready[key]
    with _lock:
        is_first = key not in _begun
        _begun.add(key)
    if is_first:
        titles = _titles()
        threading.Thread(target=_fit, args=(key, titles), daemon=True).start()
    return next(iter(_ready.values()), None) or shipped_linker()


def prepare_linker() -> OccupationLinker:
    """Fit the search for the files in use now, and wait for it."""
    key = files_key()
    if not key:
        return shipped_linker()
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


def _fit(key: Key, titles: Titles) -> None:
    texts, codes, names = titles
    fitted = OccupationLinker().fit(texts, codes, names=names)
    with _lock:
        _ready.clear()  # one at a time: they are large
        _ready[key] = fitted


def _titles() -> Titles:
    """Return what is learned: the shipped titles, then main titles, then as many others as fit."""
    taught = shipped_titles()
    rows = db.session.execute(
        select(CodedTitle.title, CodedTitle.code, CodedTitle.name)
        .order_by(CodedTitle.is_main.desc(), CodedTitle.kind.desc(), CodedTitle.key)
        .limit(MOST_LEARNED)
    ).all()
    return (
        [*(one.title for one in taught), *(row.title for row in rows)],
        [*(one.code for one in taught), *(row.code for row in rows)],
        [*(one.name for one in taught), *(row.name for row in rows)],
    )
