"""`check_folder` finds what somebody broke in the tables, with file and line."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from domain.rules.check import check_folder, missing_tables
from domain.rules.tables import ACCESS, CLOCK_STARTS, ENTRIES, PARAMETERS, SHIPPED, TABLES

TODAY = date(2026, 11, 22)
Rows = list[dict[str, str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in TABLES:
        shutil.copy(SHIPPED / name, tmp_path)
    return tmp_path


def rewrite(file: Path, change: Callable[[Rows], None]) -> None:
    with file.open(encoding="utf-8", newline="") as table:
        reader = csv.DictReader(table)
        rows, columns = list(reader), list(reader.fieldnames or ())
    change(rows)
    with file.open("w", encoding="utf-8", newline="") as table:
        writer = csv.DictWriter(table, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def found(folder: Path) -> list[str]:
    return [str(finding) for finding in check_folder(folder, TODAY)]


def changed(folder: Path, name: str, row: int, **cells: str) -> list[str]:
    rewrite(folder / name, lambda rows: rows[row].update(cells))
    return found(folder)


def test_the_shipped_tables_are_in_order() -> None:
    assert found(SHIPPED) == []
    assert missing_tables(SHIPPED) == []


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({"valid_from": "2016-02-30"}, "valid_from '2016-02-30' is no day"),
        ({"valid_from": "20160205"}, "valid_from '20160205' is no day"),
        ({"valid_to": "2010-01-01"}, "lies before valid_from"),
        ({"cite": "  "}, "cite is empty"),
        ({"access": "allowed"}, "access 'allowed' is unknown"),
        ({"activity": "work"}, "activity 'work' is unknown"),
        ({"confidence": "sure"}, "confidence 'sure' is unknown"),
        ({"waiting_months": "three"}, "waiting_months 'three' is no whole number"),
        ({"waiting_months": "9" * 5000}, "is no whole number"),
        ({"waiting_months": "3", "access": "prohibited"}, "has no waiting_months"),
        ({"reviewer": ""}, "reviewer is empty"),
        ({"recorded_on": "2026-11-23"}, "recorded_on 2026-11-23 has not come yet"),
    ],
)
def test_a_broken_cell_is_named_with_its_line(
    folder: Path, cells: dict[str, str], says: str
) -> None:
    findings = changed(folder, ACCESS, 16, **cells)
    assert any(one.startswith(f"{ACCESS}:18: ") and says in one for one in findings), findings


def test_a_period_that_ends_a_day_early_is_a_gap(folder: Path) -> None:
    assert changed(folder, ACCESS, 0, valid_to="2016-08-04") == [
        f"{ACCESS}:3: buema employment has no rule from 2016-08-05 to 2016-08-05"
    ]


def test_a_period_that_ends_a_day_late_overlaps(folder: Path) -> None:
    assert changed(folder, ACCESS, 0, valid_to="2016-08-06") == [
        f"{ACCESS}:3: buema employment overlaps line 2 on 2016-08-06"
    ]


def test_a_long_period_overlaps_what_lies_behind_a_short_one(folder: Path) -> None:
    findings = changed(folder, ACCESS, 16, valid_to="2020-01-01")
    overlapping = [one for one in findings if "overlaps line 18" in one]
    assert len(overlapping) == 2


def test_a_misspelt_document_has_not_all_activities(folder: Path) -> None:
    findings = changed(folder, ACCESS, 0, status_key="bumea")
    assert f"{ACCESS}:2: bumea has no rule for apprenticeship" in findings
    assert any("buema has no rule for employment from 2014-11-06" in one for one in findings)


def test_a_document_that_ends_for_one_activity_is_found(folder: Path) -> None:
    findings = changed(folder, ACCESS, 1, valid_to="2016-12-30")
    assert findings == [f"{ACCESS}:2: buema has no rule for employment after 2016-12-30"]


def test_a_table_that_speaks_of_an_unknown_document_is_found(folder: Path) -> None:
    findings = changed(folder, ENTRIES, 40, status_key="ungeklart")
    assert findings == [f"{ENTRIES}:42: status_key ungeklart is not in {ACCESS}"]


def test_a_waiting_time_that_nothing_starts_is_found(folder: Path) -> None:
    findings = changed(folder, CLOCK_STARTS, 0, valid_from="2019-09-01")
    assert findings
    assert all("starts the clock on 2019-08-21" in one for one in findings)


def test_a_gap_in_the_minimum_wage_is_found(folder: Path) -> None:
    findings = changed(folder, PARAMETERS, 11, valid_to="2026-12-30")
    assert findings == [
        f"{PARAMETERS}:14: minimum_wage_hour has no rule from 2026-12-31 to 2026-12-31"
    ]


def test_a_later_row_is_no_overlap_but_what_it_leaves_open_is_a_gap(folder: Path) -> None:
    def add(rows: Rows) -> None:
        newer = {"valid_from": "2015-01-01", "valid_to": "2015-01-31", "reviewer": "Zweite"}
        rows[0]["recorded_on"] = "2026-01-01"
        rows.append({**rows[0], **newer, "recorded_on": "2026-11-22"})

    rewrite(folder / ACCESS, add)
    assert found(folder) == [
        f"{ACCESS}:3: buema employment has no rule from 2015-02-01 to 2016-08-05"
    ]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"status_key;status_de;access\n", "columns are missing"),
        (b"", "columns are missing"),
        (b"status_key\xff\n", "not UTF-8"),
        (b'status_key,"half', "header cannot be read"),
    ],
)
def test_a_file_that_is_no_such_table_is_named(folder: Path, content: bytes, says: str) -> None:
    (folder / ACCESS).write_bytes(content)
    assert any(one.startswith(f"{ACCESS}:1: ") and says in one for one in found(folder))


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("a,b,c", "fewer cells"),
        ("," * 40, "more cells"),
        ('"buema,never closed', "no row of a CSV file"),
    ],
)
def test_a_row_of_another_shape_is_named_with_its_line(folder: Path, line: str, says: str) -> None:
    with (folder / ACCESS).open("a", encoding="utf-8") as table:
        table.write(line + "\n")
    assert [one for one in found(folder) if f"{ACCESS}:842: " in one and says in one]


def test_without_columns_of_evidence_everything_else_is_still_checked(folder: Path) -> None:
    def forget(rows: Rows) -> None:
        rows[0]["valid_to"] = "2016-08-04"

    rewrite(folder / ACCESS, forget)
    lines = (folder / ACCESS).read_text(encoding="utf-8").splitlines()
    lines[0] = lines[0].replace("reviewer", "checked_by")
    (folder / ACCESS).write_text("\n".join(lines) + "\n", encoding="utf-8")
    first, second = found(folder)
    assert "columns are missing" in first
    assert "has no rule from 2016-08-05" in second
