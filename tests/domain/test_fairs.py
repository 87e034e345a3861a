"""Slots and states of a fair, and the clock in Herford."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.clock import BERLIN, office_moment
from domain.errors import RuleBroken, WrongState
from domain.fairs import SLOT, FairAction, FairState, Slot, free_slots, next_state, slot_starts

TEN = datetime(2027, 1, 28, 9, tzinfo=UTC)


def test_talks_begin_every_quarter_of_an_hour_and_end_with_the_fair() -> None:
    starts = slot_starts(TEN, TEN + timedelta(minutes=50))
    assert starts == [TEN, TEN + SLOT, TEN + 2 * SLOT]


def test_nothing_leads_out_of_a_cancelled_fair() -> None:
    for action in FairAction:
        with pytest.raises(WrongState):
            next_state(FairState.CANCELLED, action)


def test_no_action_leads_back_to_a_draft() -> None:
    for state, action in product(FairState, FairAction):
        try:
            assert next_state(state, action) is not FairState.DRAFT
        except WrongState:
            continue


@given(st.sets(st.tuples(st.integers(0, 5), st.integers(1, 3))), st.sets(st.integers(0, 5)))
def test_free_slots_are_free_for_both(taken: set[tuple[int, int]], busy: set[int]) -> None:
    starts = [TEN + SLOT * number for number in range(6)]
    booked = {Slot(starts[number], desk) for number, desk in taken}
    away = {starts[number] for number in busy}
    free = free_slots(starts=starts, desks=3, booked=booked, busy=away)
    assert not booked & set(free)
    assert not away & {slot.starts_at for slot in free}
    full = {start for start in starts if {Slot(start, desk) for desk in (1, 2, 3)} <= booked}
    assert {slot.starts_at for slot in free} == set(starts) - away - full


def test_the_hour_that_is_skipped_does_not_exist() -> None:
    with pytest.raises(RuleBroken):
        office_moment(date(2027, 3, 28), time(2, 30))


def test_of_the_hour_that_comes_twice_the_first_is_meant() -> None:
    assert office_moment(date(2027, 10, 31), time(2, 30)) == datetime(
        2027, 10, 31, 0, 30, tzinfo=UTC
    )


YEARS = (datetime(2024, 1, 1), datetime(2034, 1, 1))  # noqa: DTZ001 - times on a wall


@given(st.datetimes(*YEARS))
def test_a_moment_shows_the_time_that_was_meant(wall: datetime) -> None:
    try:
        moment = office_moment(wall.date(), wall.time())
    except RuleBroken:
        assert (wall.month, wall.hour) == (3, 2)
    else:
        assert moment.astimezone(BERLIN).replace(tzinfo=None, fold=0) == wall
