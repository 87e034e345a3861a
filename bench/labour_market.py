"""How quickly the law answers, beside the two ways one would write first.

Run ``python -m bench.labour_market``. Naive peers: a scan over the rows as ``csv`` reads them, and
the same table in SQLite with an index on its key. All three give the same answers, which is
checked. Ends with 1 where a number is missed.
"""

from __future__ import annotations

import csv
import random
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from domain.labour_market import Activity, EmploymentEntry, shipped_rules
from domain.rules.days import months_later
from domain.rules.tables import ACCESS, SHIPPED

PEOPLE, ROUNDS = 1100, 15
DAY = date(2026, 11, 22)
ONE_ANSWER_US, WHOLE_FAIR_MS = 50.0, 150.0


class Person(NamedTuple):
    """What the law is asked with."""

    document: str
    clock_start: date | None
    entry: EmploymentEntry


class Row(NamedTuple):
    """What a naive way finds for a day."""

    access: str
    months: int
    cite: str


Find = Callable[[str, str, str], Row | None]


def made_up_people(draw: random.Random) -> list[Person]:
    keys = [one.key for one in shipped_rules().documents()]
    return [
        Person(
            draw.choice(keys),
            draw.choice([None, DAY - timedelta(days=draw.randrange(900))]),
            draw.choice([*EmploymentEntry]),
        )
        for _ in range(PEOPLE)
    ]


def scan() -> Find:
    with (SHIPPED / ACCESS).open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))

    def find(document: str, activity: str, day: str) -> Row | None:
        for row in rows:
            if (
                row["status_key"] == document
                and row["activity"] == activity
                and row["valid_from"] <= day <= (row["valid_to"] or "9999")
            ):
                return Row(row["access"], int(row["waiting_months"] or 0), row["cite"])
        return None

    return find


def query() -> Find:
    memory = sqlite3.connect(":memory:")
    with (SHIPPED / ACCESS).open(encoding="utf-8", newline="") as table:
        reader = csv.DictReader(table)
        names = reader.fieldnames or []
        memory.execute(f"CREATE TABLE rule ({', '.join(names)})")
        holes = ", ".join("?" for _ in names)
        memory.executemany(f"INSERT INTO rule VALUES ({holes})", [[*r.values()] for r in reader])  # noqa: S608
    memory.execute("CREATE INDEX key ON rule (status_key, activity, valid_from)")
    asked = (
        "SELECT access, waiting_months, cite FROM rule WHERE status_key = ? AND activity = ?"
        " AND valid_from <= ? AND (valid_to = '' OR valid_to >= ?)"
    )

    def find(document: str, activity: str, day: str) -> Row | None:
        found = memory.execute(asked, (document, activity, day, day)).fetchone()
        return Row(found[0], int(found[1] or 0), found[2]) if found else None

    return find


def naive_answers(find: Find, people: list[Person]) -> list[str]:
    """Answer without entries on the documents: the table and the waiting time alone."""
    told = []
    for person in people:
        for activity in Activity:
            row = find(person.document, activity, DAY.isoformat())
            told.append(_naive(row, person.clock_start))
    return told


def _naive(row: Row | None, start: date | None) -> str:
    if row is None or (row.months and start is None):
        return "unclear"
    if row.months and start is not None and months_later(start, row.months) > DAY:
        return "waiting"
    return "unclear" if row.access == "case_by_case" else row.access


def our_answers(people: list[Person], *, with_entries: bool) -> list[str]:
    book = shipped_rules()
    unknown = EmploymentEntry.UNKNOWN
    return [
        book.answer(
            person.document,
            activity,
            DAY,
            clock_start=person.clock_start,
            entry=person.entry if with_entries else unknown,
        ).answer
        for person in people
        for activity in Activity
    ]


def timed(work: Callable[[], list[str]]) -> tuple[float, list[str]]:
    """Return the median of some rounds in milliseconds, and the answers."""
    took, told = [], []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        told = work()
        took.append((time.perf_counter() - begun) * 1000)
    return statistics.median(took), told


def main() -> int:
    people = made_up_people(random.Random(2026))
    answers = PEOPLE * len(Activity)
    find_by_scan, find_by_query = scan(), query()
    full, _ = timed(lambda: our_answers(people, with_entries=True))
    ours, told = timed(lambda: our_answers(people, with_entries=False))
    scanned, told_by_scan = timed(lambda: naive_answers(find_by_scan, people[:50]))
    queried, told_by_query = timed(lambda: naive_answers(find_by_query, people))
    same = told[: len(told_by_scan)] == told_by_scan and told == told_by_query
    scanned *= PEOPLE / 50
    print(f"{answers} answers with waiting times and entries: {full:.1f} ms")
    print(f"one of them: {full / answers * 1000:.1f} us (due: {ONE_ANSWER_US:.0f} us)")
    print(f"the same without entries: {ours:.1f} ms")
    print(f"scan of the CSV rows: {scanned:.0f} ms ({scanned / ours:.0f} times)")
    print(f"SQLite with an index: {queried:.0f} ms ({queried / ours:.1f} times)")
    print(f"all three ways agree: {'yes' if same else 'NO'}")
    met = same and full <= WHOLE_FAIR_MS and full / answers * 1000 <= ONE_ANSWER_US
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
