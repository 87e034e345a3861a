"""Reads the official list of occupation titles of the Bundesagentur für Arbeit (Excel)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import BadZipFile

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

CODE_COLUMN = "Codenummer"
TITLE_COLUMNS = (
    "Bezeichnung neutral kurz",
    "Bezeichnung männlich lang",
    "Bezeichnung weiblich lang",
)
_CODE = re.compile(r"B (\d{5})-\d{3}")


class TitlesUnreadable(ValueError):
    """The file is missing or is not the official list; the message says which in one line."""


class OfficialTitle(NamedTuple):
    """A title with its five-digit KldB 2010 type."""

    code: str
    neutral: str
    male: str
    female: str

    @property
    def forms(self) -> tuple[str, str, str]:
        """Return all ways the list writes it."""
        return (self.neutral, self.male, self.female)


def read_titles(path: Path) -> list[OfficialTitle]:
    """Return all titles of the list at ``path``, in its order.

    Raises
    ------
    TitlesUnreadable
        If there is no such file, or it has no sheet with the columns of the list.
    """
    for sheet in _sheets(path):
        found = _titles(sheet)
        if found:
            return found
    raise TitlesUnreadable(f"{path} has no sheet with the columns {CODE_COLUMN} and titles.")


def _sheets(path: Path) -> Iterator[Iterator[tuple[Any, ...]]]:
    """Yield the rows of each sheet, read one by one: most columns need not be kept."""
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (OSError, InvalidFileException, BadZipFile, KeyError, ValueError) as error:
        raise TitlesUnreadable(f"Cannot read {path} as an Excel list: {error}") from error
    try:
        yield from (sheet.iter_rows(values_only=True) for sheet in book.worksheets)
    finally:
        book.close()


def _titles(rows: Iterator[tuple[Any, ...]]) -> list[OfficialTitle]:
    """Return the titles below the header; none if this sheet has no such header."""
    wanted = (CODE_COLUMN, *TITLE_COLUMNS)
    header = next((row for row in rows if set(wanted) <= set(row)), None)
    if header is None:
        return []
    columns = [header.index(name) for name in wanted]
    return [title for row in rows if (title := _title([row[column] for column in columns]))]


def _title(cells: list[Any]) -> OfficialTitle | None:
    code = _CODE.fullmatch(str(cells[0]).strip())
    if not code or not cells[1]:
        return None
    neutral = str(cells[1])
    return OfficialTitle(code[1], neutral, str(cells[2] or neutral), str(cells[3] or neutral))
