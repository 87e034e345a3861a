"""The plain tables beside the dated rules: kinds of documents, ordinances, places and names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from datetime import date
from pathlib import Path
from typing import NamedTuple

from domain.residence import KEY_LENGTH, DocumentGroup
from domain.rules.placed import Finding, lines_of
from domain.rules.rows import RowBroken, Words, read_day, read_filled, read_word
from domain.rules.words import Confidence

KINDS, CONTINUED = "residence_documents.csv", "continued_documents.csv"
PLACES, NAMES = "places.csv", "known_names.csv"
_KEY = re.compile(r"[a-z0-9_]+")
_POSTCODE = re.compile(r"[0-9]{5}")
_FACILITY = {"yes", "no", ""}
_NORTH, _EAST = (47.0, 55.2), (5.8, 15.1)
"""Germany, in degrees."""


class Listed(NamedTuple):
    """A row of a plain table: what must be there once, and what the other tables ask of it."""

    key: tuple[str, ...]
    recorded_on: date | None = None


class PlainTable(NamedTuple):
    """How a row is read, and the columns it has."""

    read: Callable[[Words], Listed]
    columns: frozenset[str]


Lines = Sequence[tuple[int, Listed]]


def list_findings(folder: Path, documents: Set[str], today: date) -> list[Finding]:
    """Return what is wrong in the plain tables of a folder.

    ``documents`` are those of the rules; without any, keys are not compared.
    """
    findings: list[Finding] = []
    read = {
        name: lines_of(folder / name, table.read, table.columns, findings)
        for name, table in LISTS.items()
        if (folder / name).is_file()
    }
    for name, lines in read.items():
        findings += _twice(name, lines)
        findings += _recorded_later(name, lines, today)
    if documents:
        findings += _unknown_documents(read, documents)
    if documents and KINDS in read:
        findings += _documents_without_kind(read[KINDS], documents)
    return findings


def _twice(name: str, lines: Lines) -> Iterator[Finding]:
    first: dict[tuple[str, ...], int] = {}
    for line, row in lines:
        before = first.setdefault(row.key, line)
        if before != line:
            yield Finding(name, line, f"{' '.join(row.key)} stands in line {before} already")


def _recorded_later(name: str, lines: Lines, today: date) -> Iterator[Finding]:
    for line, row in lines:
        if row.recorded_on is not None and row.recorded_on > today:
            yield Finding(name, line, f"recorded_on {row.recorded_on} has not come yet")


def _unknown_documents(read: Mapping[str, Lines], documents: Set[str]) -> Iterator[Finding]:
    for name in (KINDS, CONTINUED):
        for line, row in read.get(name, []):
            if row.key[0] not in documents:
                yield Finding(name, line, f"key {row.key[0]} has no rule of access")


def _documents_without_kind(kinds: Lines, documents: Set[str]) -> Iterator[Finding]:
    for document in sorted(documents - {row.key[0] for _, row in kinds}):
        yield Finding(KINDS, 1, f"{document} is missing: nobody can choose it")


def _read_kind(words: Words) -> Listed:
    if words["facility"] not in _FACILITY:
        raise RowBroken(says=f"facility {words['facility']!r} is unknown; known: yes, no, empty")
    read_word(DocumentGroup, words, "group")
    read_filled(words, "title")
    return Listed((_key(words),))


def _read_continued(words: Words) -> Listed:
    valid_on, valid_until = read_day(words, "valid_on"), read_day(words, "valid_until")
    if valid_until < valid_on:
        raise RowBroken(says=f"valid_until {valid_until} lies before valid_on {valid_on}")
    for column in ("cite", "source", "reviewer"):
        read_filled(words, column)
    read_word(Confidence, words, "confidence")
    return Listed((_key(words), str(valid_on)), recorded_on=read_day(words, "recorded_on"))


def _key(words: Words) -> str:
    key = read_filled(words, "key")
    if not _KEY.fullmatch(key) or len(key) > KEY_LENGTH:
        says = f"key {key[:KEY_LENGTH]!r} is not made of a-z, 0-9 and _, {KEY_LENGTH} at most"
        raise RowBroken(says=says)
    return key


def _read_place(words: Words) -> Listed:
    postcode = words["postcode"]
    if not _POSTCODE.fullmatch(postcode):
        raise RowBroken(says=f"postcode {postcode!r} has not five digits")
    read_filled(words, "place")
    read_filled(words, "district")
    _degrees(words, "latitude", _NORTH)
    _degrees(words, "longitude", _EAST)
    return Listed((postcode,))


def _degrees(words: Words, column: str, within: tuple[float, float]) -> None:
    least, most = within
    try:
        value = float(words[column])
    except ValueError:
        raise RowBroken(says=f"{column} {words[column]!r} is no number") from None
    if not least <= value <= most:
        raise RowBroken(says=f"{column} {value} lies outside Germany ({least} to {most})")


def _read_name(words: Words) -> Listed:
    latin = read_filled(words, "latin")
    if not all("LATIN" in unicodedata.name(one, "") for one in latin if one.isalpha()):
        raise RowBroken(says=f"latin {latin!r} has letters of another script")
    return Listed((read_filled(words, "own_script"),))


def _table(read: Callable[[Words], Listed], columns: str) -> PlainTable:
    return PlainTable(read, frozenset(columns.split()))


LISTS = {
    KINDS: _table(_read_kind, "key group facility title"),
    CONTINUED: _table(
        _read_continued,
        "key valid_on valid_until cite confidence source reviewer recorded_on",
    ),
    PLACES: _table(_read_place, "postcode place district latitude longitude"),
    NAMES: _table(_read_name, "own_script latin"),
}
"""What is neither here nor among the dated tables is read by nobody."""
