"""Rows of a table with their lines, read as far as they can be read; the rest is a finding."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from domain.rules.rows import Row, RowBroken
from domain.rules.tables import EVIDENCE, TABLES, VALIDITY

Cells = Mapping[str, str]
R = TypeVar("R")
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
    table = TABLES[file.name]

    def read(cells: Cells) -> Row:
        return table.read({**_STAND_INS, **cells})

    wanted = table.columns | VALIDITY | EVIDENCE
    read_rows = lines_of(file, read, wanted, findings, can_miss=EVIDENCE)
    return [Placed(line, row) for line, row in read_rows]


def lines_of(
    file: Path,
    read: Callable[[Cells], R],
    wanted: frozenset[str],
    findings: list[Finding],
    can_miss: frozenset[str] = frozenset(),
) -> list[tuple[int, R]]:
    """Return what can be read of a file, each with the line on which it begins."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = file.read_bytes()[: error.start].count(b"\n") + 1
        findings.append(Finding(file.name, line, "this is not UTF-8; save the file as UTF-8"))
        return []
    reader = csv.DictReader(text.splitlines(keepends=True), strict=True)
    try:
        missing = wanted - set(reader.fieldnames or ())
    except csv.Error as error:
        findings.append(Finding(file.name, 1, f"the header cannot be read: {error}"))
        return []
    if missing:
        says = f"columns are missing (commas stand between them): {', '.join(sorted(missing))}"
        findings.append(Finding(file.name, 1, says))
    return [] if missing - can_miss else list(_rows(file.name, reader, read, findings))


def _rows(
    name: str,
    reader: csv.DictReader[str],
    read: Callable[[Cells], R],
    findings: list[Finding],
) -> Iterator[tuple[int, R]]:
    line = reader.line_num + 1
    try:
        for cells in reader:
            try:
                yield line, read(_whole(cells))
            except RowBroken as error:
                findings.append(Finding(name, line, str(error.facts["says"])))
            line = reader.line_num + 1
    except csv.Error as error:
        findings.append(Finding(name, line, f"this is no row of a CSV file: {error}"))


def _whole(cells: Mapping[Any, Any]) -> Cells:
    if None in cells:
        raise RowBroken(says="the row has more cells than the header")
    if None in cells.values():
        raise RowBroken(says="the row has fewer cells than the header")
    return cells
