"""Titles whose occupation is known: remembered by the office, shipped, or of an official list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import ColumnElement, select

from domain.official_files import OfficialKind
from matching.spelling import SHORTEST_MENDED, one_error_away
from matching.title_reading import shipped_titles
from matching.wording import title_key
from models import CodedTitle, RememberedTitle, db

_ORDER = (OfficialKind.TITLES, OfficialKind.KLDB, OfficialKind.ESCO)
"""Which list is asked first: what the agency itself writes wins over what was mapped to it."""
_STEP = 500
_TYPE = 5
_LONGEST_MISSPELT = 80
"""Letters: so that the statement stays below five thousand values."""


class KnownName(NamedTuple):
    """A type of the KldB and what a list calls it; the name is empty where it has none."""

    code: str
    name: str


def remembered_as(key: str) -> list[str]:
    """Return the types staff picked for a title, the most picked first."""
    found = select(RememberedTitle.code).where(RememberedTitle.key == key)
    return list(db.session.scalars(found.order_by(*_MOST_PICKED)))


_MOST_PICKED = (RememberedTitle.picks.desc(), RememberedTitle.remembered_at.desc())


def listed_as(key: str) -> list[KnownName]:
    """Return the types official lists give a title, the agency's own first, each once."""
    return _names_of(CodedTitle.key == key)


def misspelt_as(key: str) -> list[KnownName]:
    """Return the types official lists give titles that are one typing error away from ``key``.

    All of these titles are asked for in one statement; an index of 28,000 titles with one letter
    less would take a worker a hundred megabytes.
    """
    if not SHORTEST_MENDED <= len(key) <= _LONGEST_MISSPELT:
        return []
    return _names_of(CodedTitle.key.in_(one_error_away(key)))


def _names_of(titles: ColumnElement[bool]) -> list[KnownName]:
    rows = db.session.scalars(select(CodedTitle).where(titles)).all()
    ranked = sorted(rows, key=lambda row: (_ORDER.index(row.kind), row.code))
    found: dict[str, KnownName] = {}
    for row in ranked:
        found.setdefault(row.code, KnownName(row.code, row.name))
    return list(found.values())


def sure_codes(words: Collection[str]) -> dict[str, str]:
    """Return the one type that typed words stand for, where that is beyond doubt.

    The office's own memory counts first, then the shipped catalogue, then each official list. One
    that gives a title two types decides nothing.
    """
    keys = {text: title_key(text) for text in words}
    wanted = sorted({key for key in keys.values() if key})
    remembered, listed = _remembered(wanted), _listed(wanted)
    shipped = shipped_codes()
    sure: dict[str, str] = {}
    for text, key in keys.items():
        sources = (remembered.get(key, []), shipped.get(key, ()), *listed.get(key, ()))
        first = next((codes for codes in sources if codes), ())
        if len(first) == 1:
            sure[text] = next(iter(first))
    return sure


@lru_cache(maxsize=1)
def shipped_codes() -> Mapping[str, frozenset[str]]:
    """Return the types of each title of the shipped catalogue."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for one in shipped_titles():
        if len(one.code) == _TYPE:
            found[title_key(one.title)].add(one.code)
    return {key: frozenset(codes) for key, codes in found.items()}


def _remembered(keys: list[str]) -> dict[str, set[str]]:
    query = select(RememberedTitle.key, RememberedTitle.code)
    found: defaultdict[str, set[str]] = defaultdict(set)
    for some in _parts(keys):
        for row in db.session.execute(query.where(RememberedTitle.key.in_(some))):
            found[row.key].add(row.code)
    return found


def _listed(keys: list[str]) -> dict[str, list[set[str]]]:
    query = select(CodedTitle.key, CodedTitle.kind, CodedTitle.code)
    found: dict[str, list[set[str]]] = {}
    for some in _parts(keys):
        for row in db.session.execute(query.where(CodedTitle.key.in_(some))):
            lists = found.setdefault(row.key, [set() for _kind in _ORDER])
            lists[_ORDER.index(row.kind)].add(row.code)
    return found


def _parts(keys: list[str]) -> Iterable[list[str]]:
    return (keys[start : start + _STEP] for start in range(0, len(keys), _STEP))
