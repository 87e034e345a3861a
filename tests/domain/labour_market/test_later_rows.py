"""Rows are only added: a later one ends the older by computation, and old days replay."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from domain.labour_market import (
    Access,
    AccessRule,
    Activity,
    Answer,
    Reason,
    RuleBook,
    rules_as_recorded_on,
    rules_from,
    shipped_rules,
)
from tests.domain.labour_market.made_up import rule


def on(book: RuleBook, day: str) -> tuple[Answer, Reason]:
    ruling = book.answer("paper", Activity.EMPLOYMENT, date.fromisoformat(day))
    return ruling.answer, ruling.reason


FREE, FORBIDDEN = (Answer.FREE, Reason.NONE), (Answer.PROHIBITED, Reason.NONE)
NOTHING = (Answer.UNCLEAR, Reason.NO_RULE)


def coming(**changed: Any) -> AccessRule:
    told: dict[str, Any] = {"access": Access.PROHIBITED, "valid_from": date(2027, 1, 1)} | changed
    return rule(recorded_on=date(2026, 12, 1), **told)


def test_a_new_row_ends_the_older_one_on_the_day_before() -> None:
    book = rules_from([rule(), coming()])
    assert on(book, "2026-12-31") == FREE
    assert on(book, "2027-01-01") == FORBIDDEN


def test_the_order_of_the_rows_in_the_file_does_not_matter() -> None:
    book = rules_from([coming(), rule()])
    assert [on(book, day) for day in ("2026-12-31", "2027-01-01")] == [FREE, FORBIDDEN]


def test_what_a_later_row_ended_does_not_come_back_by_itself() -> None:
    book = rules_from([rule(), coming(valid_to=date(2027, 6, 30))])
    assert [on(book, day) for day in ("2027-06-30", "2027-07-01")] == [FORBIDDEN, NOTHING]


def test_a_rule_that_begins_after_the_new_one_stays_as_announced() -> None:
    announced = rule(valid_from=date(2028, 1, 1))
    book = rules_from(
        [rule(valid_to=date(2027, 12, 31)), announced, coming(valid_to=date(2027, 12, 31))]
    )
    assert [on(book, day) for day in ("2027-12-31", "2028-01-01")] == [FORBIDDEN, FREE]


def test_an_old_decision_replays_under_the_rules_of_its_day() -> None:
    rules = rules_from([rule(), coming()]).rules
    before = RuleBook(rules.recorded_by(date(2026, 11, 30)))
    after = RuleBook(rules.recorded_by(date(2026, 12, 1)))
    assert [on(before, "2027-01-01"), on(after, "2027-01-01")] == [FREE, FORBIDDEN]


def test_before_the_tables_were_recorded_the_book_is_empty() -> None:
    assert rules_as_recorded_on(date(2026, 11, 21)).documents() == []
    book = rules_as_recorded_on(date(2026, 11, 22))
    assert len(book.documents()) == len(shipped_rules().documents())


@given(
    st.lists(
        st.tuples(st.integers(0, 40), st.integers(0, 20) | st.none(), st.integers(0, 5)),
        min_size=1,
        max_size=6,
    )
)
def test_no_day_ever_has_two_rules_however_rows_are_laid_over_each_other(
    periods: list[tuple[int, int | None, int]],
) -> None:
    origin = date(2026, 1, 1)
    rows = [
        rule(
            valid_from=origin + timedelta(days=first),
            valid_to=None if length is None else origin + timedelta(days=first + length),
            recorded_on=origin + timedelta(days=recorded),
            cite=f"row {number}",
        )
        for number, (first, length, recorded) in enumerate(periods)
    ]
    kept = rules_from(rows).rules_of("paper", Activity.EMPLOYMENT)
    for offset in range(70):
        day = origin + timedelta(days=offset)
        held = [row for row in kept if row.covers(day)]
        covering = [row for row in sorted(rows, key=lambda row: row.recorded_on) if row.covers(day)]
        assert len(held) <= 1
        if held:
            assert held[0].cite == covering[-1].cite
