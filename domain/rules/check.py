"""Finds what is wrong in the tables of the law before somebody relies on them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from domain.rules.lists import LISTS, list_findings
from domain.rules.periods import Timeline, timelines
from domain.rules.placed import Finding, Placed, placed_rows
from domain.rules.rows import EVERY_DOCUMENT, AccessRule, Row
from domain.rules.tables import ACCESS, CLOCK_STARTS, ENTRIES, SAFE_COUNTRIES, SCHEME_RULES, TABLES
from domain.rules.words import Activity

_DAY = timedelta(days=1)
MAY_PAUSE = {SAFE_COUNTRIES}
"""A country may leave a list and come back."""
Tables = dict[str, list[Placed]]


def check_folder(folder: Path, today: date) -> list[Finding]:
    """Return everything that is wrong in the tables of a folder, in the order of the lines."""
    findings: list[Finding] = []
    tables = {
        name: placed_rows(folder / name, findings)
        for name in TABLES
        if name not in missing_tables(folder)
    }
    for name, placed in tables.items():
        findings += _recorded_later(name, placed, today)
        findings += _overlaps(name, placed)
        findings += [] if name in MAY_PAUSE else _gaps(name, placed)
    if ACCESS not in tables:
        findings.append(Finding(ACCESS, 1, "the table is missing: nothing can be answered"))
    access = tables.get(ACCESS, [])
    if access:
        findings += _incomplete_documents(access)
        findings += _unknown_documents(tables)
    if access and CLOCK_STARTS in tables:
        findings += _clocks_without_start(access, tables[CLOCK_STARTS])
    findings += list_findings(folder, {row.key[0] for _, row in access}, today)
    return sorted(set(findings))


def missing_tables(folder: Path) -> list[str]:
    """Return the names of the tables that are not in the folder."""
    return [name for name in (*TABLES, *LISTS) if not (folder / name).is_file()]


def unread_tables(folder: Path) -> list[str]:
    """Return the names of the tables in the folder that no rule reads."""
    return sorted({file.name for file in folder.glob("*.csv")} - TABLES.keys() - LISTS.keys())


def _recorded_later(name: str, placed: list[Placed], today: date) -> Iterator[Finding]:
    for line, row in placed:
        if row.recorded_on > today:
            yield Finding(name, line, f"recorded_on {row.recorded_on} has not come yet")


def _overlaps(name: str, placed: list[Placed]) -> Iterator[Finding]:
    """Find rows of one key, recorded on one day, that hold on the same day."""
    for same in _grouped(placed).values():
        open_ones: list[Placed] = []
        for line, row in sorted(same, key=lambda one: (one.row.valid_from, one.line)):
            for other in open_ones:
                if other.row.recorded_on == row.recorded_on and other.row.covers(row.valid_from):
                    says = f"{_named(row)} overlaps line {other.line} on {row.valid_from}"
                    yield Finding(name, line, says)
            open_ones.append(Placed(line, row))


def _gaps(name: str, placed: list[Placed]) -> Iterator[Finding]:
    """Find days without a rule between two rules of one key, later rows laid over earlier ones."""
    lines = _grouped(placed)
    for key, timeline in timelines(row for _, row in placed).items():
        for before, after in pairwise(timeline.rows):
            if before.valid_to is not None and before.valid_to + _DAY < after.valid_from:
                until = after.valid_from - _DAY
                says = f"{_named(after)} has no rule from {before.valid_to + _DAY} to {until}"
                yield Finding(name, _line_of(after, lines[key]), says)


def _incomplete_documents(placed: list[Placed]) -> Iterator[Finding]:
    """Find documents for which an activity has no rule on the first or last day of the others."""
    spans: defaultdict[str, dict[str, tuple[date, date | None]]] = defaultdict(dict)
    for (document, activity), timeline in timelines(row for _, row in placed).items():
        spans[document][activity] = (timeline.rows[0].valid_from, timeline.rows[-1].valid_to)
    first_lines: dict[str, int] = {}
    for line, row in placed:
        first_lines.setdefault(row.key[0], line)
    for document, by_activity in spans.items():
        for says in _incomplete(by_activity):
            yield Finding(ACCESS, first_lines[document], f"{document} {says}")


def _incomplete(by_activity: dict[str, tuple[date, date | None]]) -> Iterator[str]:
    first = min(start for start, _ in by_activity.values())
    last = max(end or date.max for _, end in by_activity.values())
    for activity in Activity:
        if activity not in by_activity:
            yield f"has no rule for {activity}"
            continue
        start, end = by_activity[activity]
        if start != first:
            yield f"has no rule for {activity} from {first} to {start - _DAY}"
        if end is not None and end != last:
            yield f"has no rule for {activity} after {end}"


def _unknown_documents(tables: Tables) -> Iterator[Finding]:
    known = {row.key[0] for _, row in tables[ACCESS]} | {EVERY_DOCUMENT}
    for name, column in ((CLOCK_STARTS, 0), (ENTRIES, 1), (SCHEME_RULES, 0)):
        for line, row in tables.get(name, []):
            if row.key[column] not in known:
                yield Finding(name, line, f"status_key {row.key[column]} is not in {ACCESS}")


def _clocks_without_start(access: list[Placed], clocks: list[Placed]) -> Iterator[Finding]:
    """Find waiting times for which no table says on every day what starts them."""
    started = timelines(row for _, row in clocks)
    for line, row in access:
        if isinstance(row, AccessRule) and row.waiting_months:
            day = _first_day_without(started.get((row.document,)), row)
            if day is not None:
                says = f"{row.document}: nothing in {CLOCK_STARTS} starts the clock on {day}"
                yield Finding(ACCESS, line, says)


def _first_day_without(clock: Timeline[Row] | None, row: Row) -> date | None:
    day = row.valid_from
    while row.covers(day):
        held = clock.on(day) if clock else None
        if held is None:
            return day
        if held.valid_to is None:
            return None
        day = held.valid_to + _DAY
    return None


def _grouped(placed: Iterable[Placed]) -> dict[tuple[str, ...], list[Placed]]:
    groups: defaultdict[tuple[str, ...], list[Placed]] = defaultdict(list)
    for one in placed:
        groups[one.row.key].append(one)
    return groups


def _line_of(row: Row, placed: list[Placed]) -> int:
    starts = [one.line for one in placed if one.row.valid_from == row.valid_from]
    return starts[-1] if starts else placed[-1].line


def _named(row: Row) -> str:
    return " ".join(row.key)
