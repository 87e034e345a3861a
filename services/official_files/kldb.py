"""The structure of the KldB 2010: five levels with titles and descriptions, as published in CSV."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from services.official_files.faults import Fault, FileRefused, Findings
from services.official_files.sources import Member, Progress, Row, members, read_rows

_KEY = "Schlüssel KldB"
_VERSION = re.compile(r"V\. *(\d{4})")
_TYPE = re.compile(r"\d{4}[1-4]")
LONGEST_TITLE = 300
_GONE = "(weggefallen)"
"""What the file calls a number that is no longer given."""
_TODO = "give the file as it was published"


class KldbRow(NamedTuple):
    """A branch or type of the tree: one to five digits, title, short title, what it is about."""

    code: str
    title: str
    short: str
    about: str


class KldbFile(NamedTuple):
    """Where the structure lies, and which version it is."""

    member: Member
    key: str
    version: str


def find_kldb(path: Path) -> KldbFile:
    """Return the file with its version, which stands in the name of its first column.

    Raises
    ------
    FileRefused
        If there is no such file, or no such column.
    """
    found = members(path)
    if not found:
        raise FileRefused(Fault(path.name, 0, "is no CSV file", "give the structure as CSV"))
    try:
        with found[0].lines() as lines:
            first = next(iter(lines), "").split(";")[0].strip().strip('"')
    except UnicodeDecodeError:
        raise FileRefused(Fault(path.name, 1, "is not UTF-8", "save the file as UTF-8")) from None
    version = _VERSION.search(first)
    if not first.startswith(_KEY) or version is None:
        raise FileRefused(
            Fault(path.name, 1, f"the first column is not {_KEY!r} with its version", _TODO)
        )
    return KldbFile(found[0], first, version[1])


def read_kldb(file: KldbFile, findings: Findings, progress: Progress) -> Iterator[KldbRow]:
    """Yield the rows of the tree, each below the one it belongs to.

    A number the file calls *(weggefallen)* is none of them.
    """
    columns = (file.key, "Ebene", "Titel", "Kurztitel")
    seen: set[str] = set()
    for row in read_rows(file.member, columns, progress, delimiter=";"):
        findings.count(file.member.file)
        cells = row.cells
        # Spreadsheets took the leading zeros away; the level says how many digits there were.
        level = int(cells["Ebene"]) if cells["Ebene"] in {"1", "2", "3", "4", "5"} else 0
        code = cells[file.key].zfill(level)
        flaw = _flaw(code, level, row, seen)
        if flaw:
            findings.fault(file.member.file, row.line, *flaw)
            continue
        seen.add(code)
        if cells["Titel"] == _GONE:
            continue
        title, about = cells["Titel"], cells.get("Allgemeine Bemerkungen", "")
        yield KldbRow(code, title, cells["Kurztitel"] or title, about)


def _flaw(code: str, level: int, row: Row, seen: set[str]) -> tuple[str, str] | None:
    if not level or len(code) != level or not (code.isascii() and code.isdigit()):
        level_text = row.cells["Ebene"][:10]
        return f"{code[:20]!r} is no code of level {level_text!r}", _TODO
    if level == 5 and not _TYPE.fullmatch(code):
        return f"{code} ends with no requirement level from 1 to 4", _TODO
    if code in seen:
        return f"{code} stands there twice", "take one of the two rows out"
    if level > 1 and code[:-1] not in seen:
        return f"{code} lies below {code[:-1]}, which does not come before it", _TODO
    if not 0 < len(row.cells["Titel"]) <= LONGEST_TITLE:
        return f"{code} has no title of at most {LONGEST_TITLE} letters", _TODO
    return None


def check_kldb(file: KldbFile, findings: Findings, progress: Progress) -> list[str]:
    """Read everything once and return the codes.

    Raises
    ------
    FileRefused
        If anything is wrong.
    """
    codes = [one.code for one in read_kldb(file, findings, progress)]
    if not findings.faults and not any(len(code) == 5 for code in codes):
        findings.fault(file.member.file, 0, "holds no occupation of five digits", _TODO)
    findings.close()
    return codes
