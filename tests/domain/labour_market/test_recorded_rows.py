"""Rows that were recorded stay as they are: whoever corrects one adds a row below."""

from __future__ import annotations

import csv
import hashlib
from datetime import date

import pytest

from domain.labour_market import Activity, activity_of, parameter
from domain.positions import PositionKind
from domain.rules.tables import SHIPPED, TABLES

FIRST_RECORDED = "2026-11-22"
CONTENTS = {
    "labour_market_access.csv": "5611b74ea564fcaf",
    "clock_starts.csv": "07a1090efb57f567",
    "entries.csv": "13363c19351dd10f",
    "position_activities.csv": "3efe8d8a2903549d",
    "dated_parameters.csv": "0a01dfe54abd736f",
    "rechtskreis_rules.csv": "b05f6448f66fcbf1",
    "safe_countries_of_origin.csv": "731b2d011d2eeb32",
}


def content(name: str) -> str:
    """Return the hash of the rows that were recorded first; later rows do not change it."""
    with (SHIPPED / name).open(encoding="utf-8", newline="") as table:
        rows = [row for row in csv.reader(table) if row[-1] in {"recorded_on", FIRST_RECORDED}]
    return hashlib.sha256(repr(rows).encode()).hexdigest()[:16]


@pytest.mark.parametrize("name", TABLES)
def test_the_rows_recorded_first_are_unchanged(name: str) -> None:
    assert content(name) == CONTENTS[name]


@pytest.mark.parametrize("kind", PositionKind)
def test_every_kind_of_position_is_an_activity_of_the_law(kind: PositionKind) -> None:
    assert activity_of(kind.value, date(2026, 11, 22)) in Activity


def test_a_long_voluntary_internship_is_employment_and_an_unknown_kind_is_nothing() -> None:
    day = date(2026, 11, 22)
    assert activity_of("internship_voluntary", day) is Activity.EMPLOYMENT
    assert activity_of("internship_accompanying", day) is Activity.ORIENTATION_INTERNSHIP
    assert activity_of("internship", day) is None
    assert activity_of("job", date(2010, 1, 1)) is None


@pytest.mark.parametrize(
    ("day", "wage"),
    [
        ("2014-12-31", None),
        ("2015-01-01", "8.50"),
        ("2026-12-31", "13.90"),
        ("2027-01-01", "14.60"),
    ],
)
def test_the_minimum_wage_is_the_one_of_the_day(day: str, wage: str | None) -> None:
    found = parameter("minimum_wage_hour", date.fromisoformat(day))
    assert (str(found.value) if found else None) == wage
