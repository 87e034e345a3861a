"""Rows as they stand in a file: texts by field, with the line they come from."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from services.position_files.cells import unit
from services.position_files.columns import fields_of_header, is_header
from services.position_files.flaws import FileFlaw, Remark, RowFlaw, UnreadableFile

MOST_ROWS = 10_000
MOST_BYTES = 8 * 1024 * 1024
LONGEST_CELL = 20_000
_HEADER_WITHIN = 20

Line = tuple[int, list[str]]
"""A line's number in the file, and its cells."""


@dataclass(slots=True)
class RawRow:
    """One row: its line, what it says by field, and what was odd while reading it."""

    line: int
    values: dict[str, str]
    remarks: list[Remark] = field(default_factory=list)


@dataclass(slots=True)
class RawTable:
    """What a file holds: its kind, its rows, and what of it was left aside."""

    kind: str
    rows: list[RawRow]
    ignored_columns: list[str] = field(default_factory=list)
    ignored_sheets: list[str] = field(default_factory=list)


def plain(text: str) -> str:
    """Return text without control signs, direction overrides, half signs and outer space."""
    lines = text[:LONGEST_CELL].replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(sign for sign in lines if _is_printed(sign)).strip()


def _is_printed(sign: str) -> bool:
    if sign in "\n\u200c\u200d":
        return True
    return unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Cn", "Co"}


def rows_of(lines: Iterable[Line]) -> tuple[list[RawRow], list[str]]:
    """Return the rows below the header, and the headers that mean nothing here.

    Raises
    ------
    UnreadableFile
        If there is no header, no row, or more than may be.
    """
    walk = iter(lines)
    header = _header(walk)
    fields, ignored = fields_of_header(header)
    paid_for = _paid_for(header, fields)
    width = 1 + max(place for place, cell in enumerate(header) if cell)
    rows: list[RawRow] = []
    for line, cells in walk:
        if not any(cells):
            continue
        if len(rows) == MOST_ROWS:
            raise UnreadableFile(FileFlaw.TOO_MANY_ROWS, most=MOST_ROWS)
        rows.append(_row(line, cells, fields, width))
        _add_unit(rows[-1].values, paid_for)
    if not rows:
        raise UnreadableFile(FileFlaw.NO_POSITIONS)
    return rows, ignored


def _paid_for(header: list[str], fields: dict[int, str]) -> str:
    """Return what pay is paid for where the name of its column says it: "Lohn pro Stunde"."""
    named = next((header[place] for place, name in fields.items() if name == "pay"), "")
    return named if unit(named) else ""


def _add_unit(values: dict[str, str], paid_for: str) -> None:
    """Give pay the unit of its column, unless the row names one itself."""
    if paid_for and "pay" in values and not unit(values["pay"]):
        values.setdefault("pay_unit", paid_for)


def _header(walk: Iterator[Line]) -> list[str]:
    """Return the line that names the columns; lines above it, such as a heading, are skipped."""
    first: list[str] | None = None
    seen = 0
    for _line, cells in walk:
        if not any(cells):
            continue
        first = first or cells
        if is_header(cells):
            return cells
        seen += 1
        if seen == _HEADER_WITHIN:
            break
    if first is None:
        raise UnreadableFile(FileFlaw.EMPTY)
    raise UnreadableFile(FileFlaw.NO_HEADER, first=", ".join(filter(None, first))[:80])


def _row(line: int, cells: list[str], fields: dict[int, str], width: int) -> RawRow:
    values = {
        name: cells[place] for place, name in fields.items() if place < len(cells) and cells[place]
    }
    row = RawRow(line, values)
    if any(cells[width:]):
        row.remarks.append(Remark("", RowFlaw.SURPLUS_CELLS))
    return row
