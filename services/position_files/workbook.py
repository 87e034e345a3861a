"""Excel files (.xlsx), read row by row; formulas stay text, nothing is ever calculated."""

from __future__ import annotations

import io
import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

import openpyxl
from openpyxl.utils import column_index_from_string

from services.position_files.columns import MOST_COLUMNS
from services.position_files.flaws import FileFlaw, UnreadableFile
from services.position_files.tables import Line, RawTable, plain, rows_of

MOST_UNPACKED = 80 * 1024 * 1024
MOST_PARTS = 500
_MOST_LINES = 100_000
"""Lines looked at, empty ones among them: Excel writes a million of them for a coloured column."""
_MOST_MERGES = 2_000
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})"')
_BROKEN = (
    *(ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, MemoryError),
    *(OSError, RuntimeError, SyntaxError, TypeError, ValueError),
    *(struct.error, zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error),
)
"""Whatever openpyxl, the unpacking and the XML reader raise over damaged files."""

Merges = dict[tuple[int, int], int]
"""Last line of what is merged downwards, by line and place of its first cell."""


def read_workbook(data: bytes) -> RawTable:
    """Return the rows of the first visible sheet that has a header; hidden sheets are left out.

    Raises
    ------
    UnreadableFile
        If the file is damaged, swells when unpacked, or holds no list of positions.
    """
    try:
        _refuse_swollen(data)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _read(data)
    except UnreadableFile:
        raise
    except _BROKEN:
        raise UnreadableFile(FileFlaw.DAMAGED_EXCEL) from None


def _refuse_swollen(data: bytes) -> None:
    """Refuse what would fill the memory; no part can be larger than the directory says."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        sizes = [part.file_size for part in parts.infolist()]
        names = set(parts.namelist())
    if sum(sizes) > MOST_UNPACKED or len(sizes) > MOST_PARTS:
        raise UnreadableFile(FileFlaw.SWOLLEN_EXCEL, most=MOST_UNPACKED // 1024 // 1024)
    if "[Content_Types].xml" not in names:
        raise UnreadableFile(FileFlaw.NOT_A_TABLE)


def _read(data: bytes) -> RawTable:
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False)
    try:
        return _first_list(book, data)
    finally:
        book.close()


def _first_list(book: Any, data: bytes) -> RawTable:
    hidden = [sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"]
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    flaw = UnreadableFile(FileFlaw.EMPTY)
    for sheet in shown:
        try:
            rows, ignored = rows_of(_lines(sheet, _merges(data, sheet)))
        except UnreadableFile as found:
            if found.flaw not in {FileFlaw.EMPTY, FileFlaw.NO_HEADER}:
                raise
            flaw = found if flaw.flaw is FileFlaw.EMPTY else flaw
            continue
        others = [other.title for other in shown if other is not sheet]
        return RawTable("xlsx", rows, ignored, [plain(name)[:80] for name in hidden + others])
    raise flaw


def _merges(data: bytes, sheet: Any) -> Merges:
    """Return where cells are merged downwards: their value holds for each of these lines."""
    path = str(sheet._worksheet_path).lstrip("/")
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        found = _MERGED.finditer(parts.read(path))
    merges: Merges = {}
    for match in found:
        first, last = int(match[2]), int(match[3])
        if last > first and len(merges) < _MOST_MERGES:
            merges[first, column_index_from_string(match[1].decode()) - 1] = last
    return merges


def _lines(sheet: Any, merges: Merges) -> Iterator[Line]:
    sheet.reset_dimensions()
    filled: dict[int, tuple[int, str]] = {}
    walk = sheet.iter_rows(max_row=_MOST_LINES, max_col=MOST_COLUMNS + 1, values_only=True)
    for line, cells in enumerate(walk, start=1):
        texts = [_text(cell) for cell in cells]
        for place, text in enumerate(texts):
            if (line, place) in merges:
                filled[place] = merges[line, place], text
        for place, (last, text) in filled.items():
            if line <= last and not texts[place]:
                texts[place] = text
        yield line, texts


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "ja" if cell else "nein"
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat()
    return _number(cell) if isinstance(cell, float) else plain(str(cell))


def _number(cell: float) -> str:
    if cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return f"{cell:.2f}".replace(".", ",")
