"""Reads the tables of the law from a folder of CSV files."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from domain.rules.book import Rules
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
