"""What a scan can be."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.codes import ALPHABET
from domain.door import LONGEST_WAIT, code_in, is_before_the_day, moment_of

CODES = st.text(ALPHABET, min_size=9, max_size=9)


@given(
    CODES, st.sampled_from(["{}", " {} ", "https://example.org/t/{}", "http://a.b/t/{}?lang=ar"])
)
def test_a_ticket_is_read_however_it_is_written(code: str, form: str) -> None:
    assert code_in(form.format(code.lower())) == code


@given(st.text())
def test_anything_else_is_no_ticket_or_a_code_that_can_be_one(text: str) -> None:
    found = code_in(text)
    assert found is None or (len(found) == 9 and set(found) <= set(ALPHABET))


@pytest.mark.parametrize(
    "text",
    [
        *("", "K7M4PQ9X", "K7M4PQ9XTT", "0O1ILU000", "https://example.org/K7M4PQ9XT"),
        *("mailto:a@b.c", "https://example.org/t/", "x" * 5000, "K7M4PQ9XT/../../admin"),
    ],
)
def test_the_code_of_something_else_is_no_ticket(text: str) -> None:
    assert code_in(text) is None


def test_the_day_begins_at_midnight_in_herford() -> None:
    starts = datetime(2026, 3, 29, 8, tzinfo=UTC)  # the night the clocks change
    assert is_before_the_day(starts, datetime(2026, 3, 28, 22, 59, tzinfo=UTC))
    assert not is_before_the_day(starts, datetime(2026, 3, 28, 23, 0, tzinfo=UTC))
    assert not is_before_the_day(starts, datetime(2026, 4, 1, 0, 0, tzinfo=UTC))


def test_a_scan_waits_half_a_day_at_most() -> None:
    now = datetime(2026, 3, 29, 8, tzinfo=UTC)
    assert moment_of(now, timedelta(days=9)) == now - LONGEST_WAIT
    assert moment_of(now, timedelta(seconds=-1)) == now
