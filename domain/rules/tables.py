"""Reads the tables of the law from a folder of CSV files."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeVar

from domain.rules.book import Rules
from domain.rules.more_rows import read_safe_country, read_scheme_rule
from domain.rules.rows import (
    Parameter,
    PositionActivity,
    Row,
    Words,
    read_access,
    read_clock_start,
    read_entry,
    read_parameter,
    read_position_activity,
)

R = TypeVar("R", bound=Row)

SHIPPED = Path(__file__).parent
ACCESS, CLOCK_STARTS, ENTRIES = "labour_market_access.csv", "clock_starts.csv", "entries.csv"
POSITION_ACTIVITIES, PARAMETERS = "position_activities.csv", "dated_parameters.csv"
SCHEME_RULES, SAFE_COUNTRIES = "rechtskreis_rules.csv", "safe_countries_of_origin.csv"


class Table(NamedTuple):
    """How a table is read, and the columns it has beside validity and evidence."""

    read: Callable[[Words], Row]
    columns: frozenset[str]


def _table(read: Callable[[Words], Row], columns: str) -> Table:
    return Table(read, frozenset(columns.split()))


EVIDENCE = frozenset({"source", "reviewer", "recorded_on"})
VALIDITY = frozenset({"valid_from", "valid_to", "cite", "confidence"})
TABLES = {
    ACCESS: _table(
        read_access,
        "status_key status_de legal_basis activity access waiting_months condition_de",
    ),
    CLOCK_STARTS: _table(read_clock_start, "status_key clock condition_de"),
    ENTRIES: _table(read_entry, "entry status_key activity effect condition_de"),
    POSITION_ACTIVITIES: _table(read_position_activity, "position_kind activity condition_de"),
    PARAMETERS: _table(read_parameter, "parameter value unit note_de"),
    SCHEME_RULES: _table(
        read_scheme_rule,
        "status_key case_de support_system benefit_system participation condition_de",
    ),
    SAFE_COUNTRIES: _table(read_safe_country, "country_iso2 country_de list condition_de"),
}
"""What is not named here is no table of the law."""


def rows_of(file: Path, read: Callable[[Words], R]) -> tuple[R, ...]:
    """Return the rows of a table in their order; a broken row raises ``RowBroken``."""
    with file.open(encoding="utf-8", newline="") as table:
        return tuple(read(words) for words in csv.DictReader(table))


def rules_in(folder: Path = SHIPPED) -> Rules:
    """Return the rules of labour-market access in a folder."""
    return Rules(
        rows_of(folder / ACCESS, read_access),
        rows_of(folder / CLOCK_STARTS, read_clock_start),
        rows_of(folder / ENTRIES, read_entry),
    )


def position_activities_in(folder: Path = SHIPPED) -> tuple[PositionActivity, ...]:
    """Return which activity of the law each kind of position is."""
    return rows_of(folder / POSITION_ACTIVITIES, read_position_activity)


def parameters_in(folder: Path = SHIPPED) -> tuple[Parameter, ...]:
    """Return the numbers of the law."""
    return rows_of(folder / PARAMETERS, read_parameter)
