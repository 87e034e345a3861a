"""Long tests begin first in each process, and no test is lost by that."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.order import spread


def test_each_piece_begins_with_its_part_of_the_long_ones() -> None:
    assert spread("ABCD", "abcde", pieces=3) == [*"ADa", *"Bbc", *"Cde"]


def test_pieces_are_those_that_pytest_xdist_makes_where_they_are_not_equal() -> None:
    assert spread("ABC", "abcde", pieces=3) == [*"Aa", *"Bbc", *"Cde"]


@pytest.mark.parametrize(("long", "short"), [("", "abc"), ("ABC", ""), ("", "")])
def test_one_kind_alone_keeps_its_order(long: str, short: str) -> None:
    assert sorted(spread(long, short, pieces=2)) == sorted(long + short)
    assert spread("", short, pieces=2) == [*short]


@given(st.integers(0, 40), st.integers(0, 40), st.integers(1, 9))
def test_every_test_runs_once(long: int, short: int, pieces: int) -> None:
    things = [("long", n) for n in range(long)] + [("short", n) for n in range(short)]
    assert sorted(spread(things[:long], things[long:], pieces=pieces)) == sorted(things)
