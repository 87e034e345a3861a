"""Every document and activity has exactly one answer on every turning day of the law."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.labour_market import (
    Activity,
    Answer,
    EmploymentEntry,
    Reason,
    shipped_rules,
)
from domain.rules.days import months_later
from domain.rules.tables import ACCESS, SHIPPED, TABLES

DAY = timedelta(days=1)
LONG_AGO = date(2000, 1, 1)
CALENDAR = [
    "2014-11-06",
    "2014-11-11",
    "2015-01-01",
    "2015-08-01",
    "2015-10-24",
    "2015-10-28",
    "2016-02-05",
    "2016-08-06",
    "2019-08-06",
    "2019-08-21",
    "2020-01-01",
    "2020-03-01",
    "2022-06-01",
    "2022-12-31",
    "2023-11-18",
    "2023-12-23",
    "2024-02-27",
    "2024-03-01",
    "2024-04-01",
    "2024-06-01",
    "2024-08-01",
    "2026-01-01",
    "2026-02-02",
    "2026-06-12",
    "2026-07-01",
    "2026-07-29",
    "2027-01-01",
    "2027-03-04",
    "2027-12-02",
]


def plain_rows(name: str = ACCESS) -> list[dict[str, str]]:
    """Return the table as the csv module reads it: the naive way beside the book."""
    with (SHIPPED / name).open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def turning_days(row: dict[str, str]) -> Iterator[date]:
    first = date.fromisoformat(row["valid_from"])
    yield from (first - DAY, first)
    if row["valid_to"]:
        last = date.fromisoformat(row["valid_to"])
        yield from (last, last + DAY)


def expected(rows: list[dict[str, str]], day: date) -> tuple[Answer, str]:
    iso = day.isoformat()
    held = [r for r in rows if r["valid_from"] <= iso <= (r["valid_to"] or "9999")]
    assert len(held) <= 1, "two rules on one day"
    if not held or held[0]["access"] == "case_by_case":
        return Answer.UNCLEAR, held[0]["cite"] if held else ""
    return Answer(held[0]["access"]), held[0]["cite"]


def test_each_document_and_activity_answers_as_its_row_says_around_every_period() -> None:
    keyed: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in plain_rows():
        keyed.setdefault((row["status_key"], row["activity"]), []).append(row)
    assert len(keyed) == 49 * 8
    book = shipped_rules()
    for (document, activity), rows in keyed.items():
        for day in {day for row in rows for day in turning_days(row)}:
            ruling = book.answer(document, Activity(activity), day, clock_start=LONG_AGO)
            assert (ruling.answer, ruling.cite) == expected(rows, day), (document, activity, day)


@pytest.mark.parametrize("turn", CALENDAR)
def test_the_day_before_the_first_day_and_the_day_after_have_one_answer_each(turn: str) -> None:
    book = shipped_rules()
    first = date.fromisoformat(turn)
    for day, document, activity in itertools.product(
        [first - DAY, first, first + DAY], book.documents(), Activity
    ):
        ruling = book.answer(document.key, activity, day)
        assert isinstance(ruling.answer, Answer)
        assert (ruling.answer is Answer.UNCLEAR) == (ruling.reason is not Reason.NONE)
        assert ruling.cite or ruling.reason is Reason.NO_RULE


def test_each_day_of_the_calendar_begins_a_row_of_some_table() -> None:
    announced = {"2014-11-11", "2026-07-01", "2027-03-04", "2027-12-02"}
    """Told in a condition (priority check, benefits, § 24 titles) or in no table (AI Act)."""
    starts = {row["valid_from"] for name in TABLES for row in plain_rows(name) if row["valid_from"]}
    assert set(CALENDAR) - starts == announced


documents = st.sampled_from([document.key for document in shipped_rules().documents()])
days = st.dates(date(2014, 1, 1), date(2028, 12, 31))


@given(documents, st.sampled_from(Activity), days, days, st.sampled_from(EmploymentEntry))
def test_waiting_never_grows_as_days_pass_under_one_rule(
    document: str, activity: Activity, start: date, day: date, entry: EmploymentEntry
) -> None:
    book = shipped_rules()

    def left(on: date) -> int:
        ruling = book.answer(document, activity, on, clock_start=start, entry=entry)
        return (ruling.until - on).days if ruling.until else 0

    if book.rule_on(document, activity, day) is book.rule_on(document, activity, day + DAY):
        assert left(day + DAY) <= left(day)


@given(documents, st.sampled_from(Activity), days, days, st.sampled_from(EmploymentEntry))
def test_on_the_day_it_names_the_waiting_is_over_and_the_promised_answer_holds(
    document: str, activity: Activity, start: date, day: date, entry: EmploymentEntry
) -> None:
    book = shipped_rules()
    ruling = book.answer(document, activity, day, clock_start=start, entry=entry)
    if ruling.answer is not Answer.WAITING:
        assert ruling.until is None
        return
    assert ruling.until is not None
    assert ruling.until > day
    if book.rule_on(document, activity, day) is book.rule_on(document, activity, ruling.until):
        later = book.answer(document, activity, ruling.until, clock_start=start, entry=entry)
        assert later.answer is ruling.then


@given(documents, st.sampled_from(Activity), days, days)
def test_a_change_is_told_on_its_first_day_and_nothing_changes_between(
    document: str, activity: Activity, start: date, day: date
) -> None:
    book = shipped_rules()
    last = day + timedelta(days=400)
    told = book.changes(document, activity, day, last, clock_start=start)
    assert told[0][0] == day
    by_day = dict(told)
    current = told[0][1]
    for step in range(401):
        one = day + timedelta(days=step)
        current = by_day.get(one, current)
        now = book.answer(document, activity, one, clock_start=start)
        assert (now.answer, now.until, now.cite) == (current.answer, current.until, current.cite)


@pytest.mark.parametrize(
    ("start", "months", "over"),
    [
        ("2026-11-30", 3, "2027-02-28"),
        ("2027-11-30", 3, "2028-02-29"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2026-01-15", 9, "2026-10-15"),
        ("2026-12-31", 15, "2028-03-31"),
        ("2026-12-01", 0, "2026-12-01"),
    ],
)
def test_months_end_on_the_same_day_or_on_the_last_of_a_shorter_month(
    start: str, months: int, over: str
) -> None:
    assert months_later(date.fromisoformat(start), months) == date.fromisoformat(over)


def test_a_clock_that_runs_past_the_end_of_time_is_still_waiting() -> None:
    assert months_later(date(9999, 12, 31), 3) == date.max


def test_an_unknown_document_is_unclear_and_says_so() -> None:
    ruling = shipped_rules().answer("reisepass", Activity.EMPLOYMENT, date(2026, 11, 22))
    assert (ruling.answer, ruling.reason) == (Answer.UNCLEAR, Reason.DOCUMENT_UNKNOWN)


def test_less_than_sure_is_passed_on_as_it_stands_in_the_table() -> None:
    book = shipped_rules()
    for row in plain_rows():
        day = date.fromisoformat(row["valid_from"])
        ruling = book.answer(row["status_key"], Activity(row["activity"]), day)
        assert ruling.confidence is not None
        assert ruling.confidence == row["confidence"]
        assert ruling.needs_check == (row["confidence"] != "high")
