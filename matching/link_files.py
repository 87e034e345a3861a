"""Reads what the linkers are measured on: labels, concepts, queries, judgements, crosswalks.

The layouts are those of the MELO benchmark (Retyk et al., RecSys in HR 2024) and of the mapping
tables that the countries publish for ESCO; columns of the latter are found by their names.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from matching.official_titles import read_titles

RELATION_WEIGHTS = {"exact": 1.0, "close": 0.5, "narrow": 0.5, "broad": 0.25}
_COLUMN = re.compile(r"classification (\d+) (uri|id|preflabel)")
_RELATION = "mapping relation"
_PREFERRED = re.compile(r"pref(?:erred)? label")
_CODE = re.compile(r"(?:B )?(\d{5})(?:-\d{3})?")
_ESCO = "data.europa.eu/esco/"
_UNIT_GROUP = re.compile(rf"https?://{_ESCO}isco/C\d{{4}}")


class LinkFileUnreadable(ValueError):
    """A file is missing or not what it should be; the message says where and what to do."""


class Label(NamedTuple):
    """A label of the corpus with its number and its concept."""

    key: str
    text: str
    concept: str


class Mapped(NamedTuple):
    """A title that a country maps to a concept; ``relation`` is exact, close, narrow or broad."""

    title: str
    concept: str
    relation: str
    code: str
    label: str = ""


class CodedTitle(NamedTuple):
    """All forms of one title of a list (one if the list has one column) and its KldB code."""

    forms: tuple[str, ...]
    code: str


def read_labels(labels: Path, concepts: Path) -> list[Label]:
    """Return the labels of two files of tab-separated pairs, each with its concept."""
    concept_of = dict(read_pairs(concepts))
    found = []
    for key, text in read_pairs(labels):
        if key not in concept_of:
            raise LinkFileUnreadable(f"{concepts} names no concept for label {key} of {labels}.")
        found.append(Label(key, text, sys.intern(concept_of[key])))
    return found


def read_pairs(path: Path) -> list[tuple[str, str]]:
    """Return lines of two tab-separated fields, the first of which occurs once in the file."""
    pairs: dict[str, str] = {}
    for number, line in _lines(path):
        fields = line.split("\t")
        if len(fields) != 2 or not fields[0].strip():
            raise LinkFileUnreadable(f"{path}, line {number}: needs two fields with a tab between.")
        if fields[0] in pairs:
            raise LinkFileUnreadable(f"{path}, line {number}: {fields[0]} stands there twice.")
        pairs[fields[0]] = fields[1].strip()
    if not pairs:
        raise LinkFileUnreadable(f"{path} is empty.")
    return list(pairs.items())


def read_relevance(path: Path) -> dict[str, set[str]]:
    """Return the relevant labels of each query, as trec_eval reads qrels (grade above 0)."""
    relevant: dict[str, set[str]] = {}
    for number, line in _lines(path):
        fields = line.split()
        if len(fields) != 4 or not fields[3].lstrip("-").isdigit():
            raise LinkFileUnreadable(f"{path}, line {number}: needs query, 0, label and grade.")
        found = relevant.setdefault(fields[0], set())
        if int(fields[3]) > 0:
            found.add(fields[2])
    if not relevant:
        raise LinkFileUnreadable(f"{path} is empty.")
    return relevant


def read_crosswalk(path: Path) -> list[Mapped]:
    """Return the rows of a mapping table between the titles of a country and ESCO."""
    rows = _table(path)
    for number, row in enumerate(rows):
        if any(_column(cell) == _RELATION for cell in row):
            mapped = list(_mapped(path, row, rows[number + 1 :]))
            if mapped:
                return mapped
            raise LinkFileUnreadable(f"{path} has a header but no row that names an ESCO concept.")
    raise LinkFileUnreadable(f"{path} has no header with the column Mapping relation.")


def read_coded_titles(path: Path) -> list[CodedTitle]:
    """Return titles with codes: the official Excel list, or lines of title, tab, code."""
    if path.suffix.lower() in {".xlsx", ".xlsm"}:
        return [CodedTitle(one.forms, sys.intern(one.code)) for one in read_titles(path)]
    found = []
    for number, line in _lines(path):
        fields = line.split("\t")
        code = _CODE.fullmatch(fields[-1].strip())
        if len(fields) != 2 or not fields[0].strip() or not code:
            raise LinkFileUnreadable(f"{path}, line {number}: needs a title, a tab, five digits.")
        found.append(CodedTitle((fields[0].strip(),), code[1]))
    if not found:
        raise LinkFileUnreadable(f"{path} is empty.")
    return found


def unit_groups(concepts: Iterable[str]) -> set[str]:
    """Return those concepts whose address says that they are unit groups (four digits) of ISCO.

    >>> esco = "http://data.europa.eu/esco/"
    >>> unit_groups([f"{esco}isco/C3115", f"{esco}isco/C311", f"{esco}occupation/9b88"])
    {'http://data.europa.eu/esco/isco/C3115'}
    """
    return {one for one in concepts if _UNIT_GROUP.fullmatch(one)}


def _mapped(path: Path, header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[Mapped]:
    """Yield the rows below ``header``; ESCO may be either of the two classifications."""
    columns = {_column(name): at for at, name in enumerate(header)}
    esco = _side_of_esco(columns, rows)
    home = "2" if esco == "1" else "1"
    uri = columns.get(f"classification {esco} uri", columns.get(f"classification {esco} id"))
    title = columns.get(f"classification {home} preflabel")
    code = columns.get(f"classification {home} id", columns.get(f"classification {home} uri"))
    label = columns.get(f"classification {esco} preflabel")
    relation = columns[_RELATION]
    if uri is None or title is None:
        raise LinkFileUnreadable(f"{path} has no columns for an ESCO URI and the title mapped.")
    for row in rows:
        if len(row) > max(uri, title, relation) and _ESCO in row[uri] and row[title].strip():
            kind = row[relation].strip().removeprefix("skos:").removesuffix("Match").lower()
            number, name = _cell(row, code), _cell(row, label)
            yield Mapped(row[title].strip(), sys.intern(row[uri].strip()), kind, number, name)


def _column(name: str) -> str:
    """Return the name of a column as all countries would write it.

    >>> _column("Classification_2_Preferred Label")
    'classification 2 preflabel'
    """
    return _PREFERRED.sub("preflabel", " ".join(name.lower().replace("_", " ").split()))


def _cell(row: Sequence[str], column: int | None) -> str:
    return row[column].strip() if column is not None and column < len(row) else ""


def _side_of_esco(columns: dict[str, int], rows: Sequence[Sequence[str]]) -> str:
    for name, at in columns.items():
        found = _COLUMN.fullmatch(name)
        if found and any(at < len(row) and _ESCO in row[at] for row in rows[:50]):
            return found[1]
    return "1"


def _table(path: Path) -> list[list[str]]:
    lines = [line for _, line in _lines(path)]
    head = next((line for line in lines if _RELATION in _column(line)), "")
    delimiter = max(",;\t", key=head.count)
    try:
        return list(csv.reader(lines, delimiter=delimiter))
    except csv.Error as error:
        raise LinkFileUnreadable(f"{path} is not a table: {error}.") from error


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """Yield number and text of the lines that are not blank."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise LinkFileUnreadable(
            f"{path} is not UTF-8 (byte {error.start}); save it so."
        ) from error
    except OSError as error:
        raise LinkFileUnreadable(f"Cannot read {path}: {error.strerror}.") from error
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield number, line.rstrip("\r")
