"""The list of occupation titles of the Bundesagentur für Arbeit (Excel), read as a stream."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import BadZipFile

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from matching.official_titles import CODE_COLUMN, TITLE_COLUMNS
from services.official_files.faults import Fault, FileRefused, Findings
from services.official_files.sources import Progress

_CODE = re.compile(r"B (\d{5})-\d{3}")
_DAY = re.compile(r"(\d\d)\.(\d\d)\.(\d{4})")
_ABOVE = 30
"""So many rows of a sheet may stand above its header."""
LONGEST_TITLE = 300
_WANTED = (CODE_COLUMN, *TITLE_COLUMNS)


class TitleRow(NamedTuple):
    """A title in its neutral, male and female form, with its five-digit type."""

    code: str
    forms: tuple[str, ...]


@contextmanager
def _workbook(path: Path) -> Iterator[Any]:
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except FileNotFoundError:
        raise FileRefused(Fault(str(path), 0, "does not exist", "name the Excel list")) from None
    except (InvalidFileException, BadZipFile, KeyError, ValueError, OSError):
        raise FileRefused(
            Fault(path.name, 0, "cannot be read as .xlsx", "download the Excel list again")
        ) from None
    try:
        yield book
    finally:
        book.close()


def find_version(path: Path) -> str:
    """Return the day of the list as year-month-day, from the cell beside ``Stand:``.

    Raises
    ------
    FileRefused
        If the file is no workbook, or names no day.
    """
    with _workbook(path) as book:
        for sheet in book.worksheets:
            for row in sheet.iter_rows(max_row=_ABOVE, values_only=True):
                texts = [str(cell) for cell in row if cell is not None]
                day = _DAY.search(" ".join(texts)) if texts and "Stand" in texts[0] else None
                if day:
                    return f"{day[3]}-{day[2]}-{day[1]}"
    raise FileRefused(
        Fault(path.name, 0, "names no day after 'Stand:'", "add --version, e.g. 2026-01-31")
    )


def read_titles(
    path: Path, known: set[str], findings: Findings, progress: Progress
) -> Iterator[TitleRow]:
    """Yield the titles; rows whose code ``known`` does not have are passed over.

    Raises
    ------
    FileRefused
        If no sheet has the columns.
    """
    with _workbook(path) as book:
        for sheet in book.worksheets:
            rows = enumerate(sheet.iter_rows(values_only=True), 1)
            places = _places(rows)
            if places:
                yield from _below(path.name, rows, places, known, findings, progress)
                return
    what = f"has no sheet with the columns {', '.join(_WANTED)}"
    raise FileRefused(Fault(path.name, 0, what, "give the list as it was published"))


def _places(rows: Iterator[tuple[int, tuple[Any, ...]]]) -> list[int] | None:
    for number, row in rows:
        if set(_WANTED) <= set(row):
            return [row.index(name) for name in _WANTED]
        if number >= _ABOVE:
            return None
    return None


def _below(
    file: str,
    rows: Iterator[tuple[int, tuple[Any, ...]]],
    places: list[int],
    known: set[str],
    findings: Findings,
    progress: Progress,
) -> Iterator[TitleRow]:
    seen: set[tuple[str, str]] = set()
    for line, row in rows:
        progress(1)
        cells = [str(row[place] or "").strip() if place < len(row) else "" for place in places]
        if not any(cells):
            continue
        findings.count(file)
        code = _CODE.fullmatch(cells[0])
        flaw = _flaw(cells, seen)
        if flaw:
            findings.fault(file, line, *flaw)
        elif code and code[1] not in known:
            what = f"{code[1]} is no type of the KldB in use"
            findings.pass_over(file, line, what, "leave it, or import the KldB that has it")
        elif code:
            seen.add((cells[0], cells[1]))
            yield TitleRow(code[1], tuple(dict.fromkeys(one for one in cells[1:] if one)))


def _flaw(cells: list[str], seen: set[tuple[str, str]]) -> tuple[str, str] | None:
    if not _CODE.fullmatch(cells[0]):
        return f"{cells[0][:30]!r} is no number like 'B 29222-100'", "mend the row"
    if not cells[1] or max(map(len, cells)) > LONGEST_TITLE:
        return f"{cells[0]} has no title of at most {LONGEST_TITLE} letters", "mend the row"
    if (cells[0], cells[1]) in seen:
        return f"{cells[0]} {cells[1][:60]!r} stands there twice", "take one of the two rows out"
    return None
