"""Write the KldB 2010 codes, levels and short titles from the official structure file.

Source: Statistik der Bundesagentur für Arbeit, Klassifikation der Berufe 2010, Fassung 2020.
Run ``python -m matching.catalogue.build``; the folder of the source is ``MEETING_POINT_DATA``.
"""

from __future__ import annotations

import csv
import os
import sys
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).parent
SOURCE = "ba/kldb_2010_v2020_structure.csv"
REMOVED = "(weggefallen)"
DEPTH_OF_A_TYPE = 5


def structure_file() -> Path:
    """Return where the official structure file lies."""
    return Path(os.environ.get("MEETING_POINT_DATA", "../shared/data")) / SOURCE


def read_structure(path: Path) -> list[tuple[int, str, str]]:
    """Return depth (1 to 5 digits), code with its leading zero, and short title of every entry."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))[1:]
    return [
        (int(row[1]), row[0].zfill(int(row[1])), row[3].strip())
        for row in rows
        if row[3].strip() != REMOVED
    ]


def write_tables(entries: list[tuple[int, str, str]], folder: Path) -> None:
    """Write occupations.csv (five digits, with level) and groups.csv (one to four digits)."""
    types = [(code, code[-1], title) for depth, code, title in entries if depth == DEPTH_OF_A_TYPE]
    groups = [(code, title) for depth, code, title in entries if depth < DEPTH_OF_A_TYPE]
    _write(folder / "occupations.csv", ("code", "level", "title"), types)
    _write(folder / "groups.csv", ("code", "title"), groups)


def _write(path: Path, header: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(sorted(rows))


def main() -> int:
    """Build both tables; say in one line what is missing."""
    path = structure_file()
    try:
        entries = read_structure(path)
    except (OSError, ValueError, IndexError) as error:
        sys.stderr.write(f"Cannot read {path}: {error}. Set MEETING_POINT_DATA to its folder.\n")
        return 1
    write_tables(entries, HERE)
    return 0


if __name__ == "__main__":
    sys.exit(main())
