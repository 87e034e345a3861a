"""Reads the rows of the catalogue's CSV files."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

LANGUAGES = ("de", "en", "ar")


def read_rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of one CSV file by column name."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def split_list(text: str) -> tuple[str, ...]:
    """Return the parts of a cell that lists several, separated by semicolons."""
    return tuple(part.strip() for part in text.split(";") if part.strip())


def read_labels(row: Mapping[str, str]) -> dict[str, str]:
    """Return the labels of a row by language."""
    return {language: row[f"label_{language}"] for language in LANGUAGES}
