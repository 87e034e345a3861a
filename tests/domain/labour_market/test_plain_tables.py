"""`check_folder` reads the plain tables too: kinds of documents, ordinances, places, names."""

from __future__ import annotations

import csv
import shutil
from datetime import date
from pathlib import Path

import pytest

from domain.rules.check import check_folder, missing_tables, unread_tables
from domain.rules.lists import CONTINUED, KINDS, LISTS, NAMES, PLACES
from domain.rules.tables import SHIPPED, TABLES

TODAY = date(2026, 11, 22)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for file in SHIPPED.glob("*.csv"):
        shutil.copy(file, tmp_path)
    return tmp_path


def found(folder: Path) -> list[str]:
    return [str(finding) for finding in check_folder(folder, TODAY)]


def changed(folder: Path, name: str, **cells: str) -> list[str]:
    """Change cells of the first row and return what is found."""
    file = folder / name
    with file.open(encoding="utf-8", newline="") as table:
        reader = csv.DictReader(table)
        rows, columns = list(reader), list(reader.fieldnames or ())
    rows[0].update(cells)
    with file.open("w", encoding="utf-8", newline="") as table:
        writer = csv.DictWriter(table, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return found(folder)


def test_every_table_that_is_shipped_is_read(folder: Path) -> None:
    assert {file.name for file in SHIPPED.glob("*.csv")} == TABLES.keys() | LISTS.keys()
    assert found(folder) == []
    assert unread_tables(folder) == []


@pytest.mark.parametrize(
    ("name", "cells", "says"),
    [
        (KINDS, {"group": "visa"}, "group 'visa' is unknown; known: asylum"),
        (KINDS, {"facility": "maybe"}, "facility 'maybe' is unknown; known: yes, no, empty"),
        (KINDS, {"title": " "}, "title is empty"),
        (KINDS, {"key": "BÜMA"}, "key 'BÜMA' is not made of a-z, 0-9 and _"),
        (KINDS, {"key": "k" * 49}, "is not made of a-z, 0-9 and _, 48 at most"),
        (KINDS, {"key": "bumea"}, "key bumea has no rule of access"),
        (CONTINUED, {"key": "ae_42"}, "key ae_42 has no rule of access"),
        (CONTINUED, {"valid_on": "2026-02-30"}, "valid_on '2026-02-30' is no day (YYYY-MM-DD)"),
        (CONTINUED, {"valid_until": "4.3.2027"}, "valid_until '4.3.2027' is no day"),
        (CONTINUED, {"valid_until": "2026-01-31"}, "2026-01-31 lies before valid_on 2026-02-01"),
        (CONTINUED, {"cite": ""}, "cite is empty"),
        (CONTINUED, {"source": ""}, "source is empty"),
        (CONTINUED, {"reviewer": ""}, "reviewer is empty"),
        (CONTINUED, {"confidence": "sure"}, "confidence 'sure' is unknown"),
        (CONTINUED, {"recorded_on": "2026-11-23"}, "recorded_on 2026-11-23 has not come yet"),
        (PLACES, {"postcode": "3204"}, "postcode '3204' has not five digits"),
        (PLACES, {"place": ""}, "place is empty"),
        (PLACES, {"latitude": "nan"}, "latitude nan lies outside Germany"),
        (PLACES, {"latitude": "8.696", "longitude": "52.1"}, "latitude 8.696 lies outside"),
        (PLACES, {"longitude": "8,696"}, "longitude '8,696' is no number"),
        (NAMES, {"latin": "Моhammad"}, "latin 'Моhammad' has letters of another script"),
        (NAMES, {"own_script": ""}, "own_script is empty"),
    ],
)
def test_a_broken_cell_is_one_line_with_its_place(
    folder: Path, name: str, cells: dict[str, str], says: str
) -> None:
    here = [one for one in changed(folder, name, **cells) if one.startswith(f"{name}:2: ")]
    assert len(here) == 1
    assert says in here[0]
    assert "\n" not in here[0]


@pytest.mark.parametrize("name", sorted(LISTS))
def test_a_row_that_stands_twice_is_found(folder: Path, name: str) -> None:
    lines = (folder / name).read_text("utf-8").splitlines()
    (folder / name).write_text("\n".join([*lines, lines[1]]) + "\n", "utf-8")
    (finding,) = found(folder)
    assert finding.startswith(f"{name}:{len(lines) + 1}: ")
    assert finding.endswith("stands in line 2 already")


@pytest.mark.parametrize("name", sorted(LISTS))
def test_a_table_without_its_columns_is_named(folder: Path, name: str) -> None:
    (folder / name).write_text("a;b\n1;2\n", "utf-8")
    assert any(one.startswith(f"{name}:1: columns are missing") for one in found(folder))


def test_a_document_of_the_rules_that_nobody_can_choose_is_found(folder: Path) -> None:
    lines = (folder / KINDS).read_text("utf-8").splitlines()
    (folder / KINDS).write_text(
        "\n".join(one for one in lines if "duldung_60c" not in one), "utf-8"
    )
    assert found(folder) == [f"{KINDS}:1: duldung_60c is missing: nobody can choose it"]


def test_what_is_not_there_and_what_nobody_reads_is_named(folder: Path) -> None:
    (folder / PLACES).rename(folder / "orte.csv")
    assert missing_tables(folder) == [PLACES]
    assert unread_tables(folder) == ["orte.csv"]
    assert found(folder) == []
