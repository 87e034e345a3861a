"""What the Bundesagentur für Arbeit says stands for what in ESCO: occupations, or competences.

Format: lines about the mapping, then a table; the same for both files.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from domain.official_files import MAPPINGS, OfficialKind, Relation
from services.official_files.esco import PREFIX
from services.official_files.faults import Fault, FileRefused, Findings
from services.official_files.sources import SURPLUS, Member, Progress, Row, members, read_rows

_URI, _ID = "Classification 1 URI", "Classification 2 ID"
_LABEL, _WORD = "Classification 2 PrefLabel", "Mapping relation"
_COLUMNS = (_URI, _ID, _LABEL, _WORD)
_OCCUPATION = re.compile(r"B (\d{5})-\d{3}")
_COMPETENCE = re.compile(r"K [\d-]{4,20}")
_ISCO = "BE "
_ABOVE = 30
_KINDS = {"occupation": OfficialKind.CROSSWALK, "skill": OfficialKind.COMPETENCES}
LONGEST_LABEL = 300


class Match(NamedTuple):
    """A concept of ESCO, the relation, and code and label on the side of the Bundesagentur."""

    esco: str
    relation: Relation
    code: str
    label: str


class CrosswalkFile(NamedTuple):
    """Where the mapping lies, what it maps, and its version."""

    member: Member
    kind: OfficialKind
    version: str


def find_crosswalk(path: Path) -> CrosswalkFile:
    """Return the file, what it maps and its version, as the lines above the table say.

    Raises
    ------
    FileRefused
        If it is no such file.
    """
    found = members(path)
    if not found:
        raise FileRefused(Fault(path.name, 0, "is no CSV file", "give the mapping as CSV"))
    said: dict[str, str] = {}
    try:
        with found[0].lines() as lines:
            for _number, line in zip(range(_ABOVE), lines, strict=False):
                cells = next(csv.reader([line]), [])
                if len(cells) > 1:
                    said.setdefault(cells[0].strip(), cells[1].strip())
    except UnicodeDecodeError:
        raise FileRefused(Fault(path.name, 1, "is not UTF-8", "save the file as UTF-8")) from None
    kind = _KINDS.get(said.get("Classification 1 Concept type", ""))
    version = said.get("Mapping project version", "")
    if kind is None or not version:
        what = "does not say above its table what it maps, and its version"
        raise FileRefused(Fault(path.name, 0, what, "give the file as it was published"))
    return CrosswalkFile(found[0], kind, version)


def read_matches(
    file: CrosswalkFile, is_known: Callable[[Match], bool], findings: Findings, progress: Progress
) -> Iterator[Match]:
    """Yield what stands for what; competences without a skill of ESCO are none."""
    name, seen = file.member.file, set[tuple[str, str]]()
    for row in read_rows(file.member, _COLUMNS, progress, begins=_URI, strict=False):
        if not row.cells[_URI] or row.cells[_ID].startswith(_ISCO):
            continue  # nothing of ESCO fits, or ESCO stands beside ISCO: no news
        findings.count(name)
        if SURPLUS in row.cells:
            what = f"has {row.cells[SURPLUS]} cells"
            findings.pass_over(name, row.line, what, "mend the quotation marks")
            continue
        match = _match(file.kind, row)
        if isinstance(match, str):
            findings.fault(name, row.line, match, "mend the row")
        elif not is_known(match):
            what = f"{match.esco} or {match.code} is not in the catalogue in use"
            findings.pass_over(name, row.line, what, "import ESCO and the KldB first")
        elif (match.esco, row.cells[_ID]) in seen:
            what = f"{match.esco} and {row.cells[_ID]} stand there twice"
            findings.fault(name, row.line, what, "take one of the two rows out")
        else:
            seen.add((match.esco, row.cells[_ID]))
            yield match


def _match(kind: OfficialKind, row: Row) -> Match | str:
    """Return what a row says, or what is wrong with it."""
    cells = row.cells
    occupation, competence = _OCCUPATION.fullmatch(cells[_ID]), _COMPETENCE.fullmatch(cells[_ID])
    if not cells[_URI].startswith(PREFIX):
        return f"{cells[_URI][:60]!r} is no address of ESCO"
    if not (occupation if kind is OfficialKind.CROSSWALK else competence):
        return f"{cells[_ID][:30]!r} is no code of the Bundesagentur"
    if cells[_WORD] not in MAPPINGS:
        return f"{cells[_WORD][:30]!r} is no relation"
    code = occupation[1] if occupation else cells[_ID]
    label = cells[_LABEL][:LONGEST_LABEL]
    return Match(cells[_URI].removeprefix(PREFIX), MAPPINGS[cells[_WORD]], code, label)
