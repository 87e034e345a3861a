"""Rows of a table with their lines, read as far as they can be read; the rest is a finding."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from domain.rules.rows import Row, RowBroken
from domain.rules.tables import EVIDENCE, TABLES, VALIDITY, Table

_STAND_INS = {"source": "-", "reviewer": "-", "recorded_on": date.min.isoformat()}
"""For missing columns of evidence: one finding, and everything else is checked all the same."""


class Finding(NamedTuple):
    """Something wrong: where, and what it is."""

    file: str
    line: int
    says: str

    def __str__(self) -> str:
        """Return one line as compilers print it."""
        return f"{self.file}:{self.line}: {self.says}"


class Placed(NamedTuple):
    """A row with the line on which it begins."""

    line: int
    row: Row


def placed_rows(file: Path, findings: list[Finding]) -> list[Placed]:
    """Return the rows that can be read; what is wrong with the others goes to the findings."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = file.read_bytes()[: error.start].count(b"\n") + 1
        findings.append(Finding(file.name, line, "this is not UTF-8; save the file as UTF-8"))
        return []
    reader = csv.DictReader(text.splitlines(keepends=True), strict=True)
    try:
        header = set(reader.fieldnames or ())
    except csv.Error as error:
        findings.append(Finding(file.name, 1, f"the header cannot be read: {error}"))
        return []
    missing = (TABLES[file.name].columns | VALIDITY | EVIDENCE) - header
    if missing:
        says = f"columns are missing (commas stand between them): {', '.join(sorted(missing))}"
        findings.append(Finding(file.name, 1, says))
    return [] if missing - EVIDENCE else list(_rows(file.name, reader, findings))


def _rows(name: str, reader: csv.DictReader[str], findings: list[Finding]) -> Iterator[Placed]:
    table, line = TABLES[name], reader.line_num + 1
    try:
        for cells in reader:
            try:
                yield Placed(line, _row(table, cells))
            except RowBroken as error:
                findings.append(Finding(name, line, str(error.facts["says"])))
            line = reader.line_num + 1
    except csv.Error as error:
        findings.append(Finding(name, line, f"this is no row of a CSV file: {error}"))


def _row(table: Table, cells: Mapping[Any, Any]) -> Row:
    if None in cells:
        raise RowBroken(says="the row has more cells than the header")
    if None in cells.values():
        raise RowBroken(says="the row has fewer cells than the header")
    return table.read({**_STAND_INS, **cells})
