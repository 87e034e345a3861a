"""The steps of a fair counted back from its day, and how many interpreters are missing."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.fair_plan import DAYS_BEFORE, Step, language_gaps, planned_steps

DAY = date(2027, 1, 28)


def test_every_step_has_its_day_and_they_come_in_order() -> None:
    assert set(DAYS_BEFORE) == set(Step)
    days = [one.due_on for one in planned_steps(fair_day=DAY, done=[])]
    assert days == sorted(days)


def test_what_is_due_this_week_is_open_and_late_or_near() -> None:
    steps = {one.step: one for one in planned_steps(fair_day=DAY, done=[Step.PLAN_TALKS])}
    today = DAY - timedelta(days=14)
    assert steps[Step.ORDER_INTERPRETERS].is_late(today)
    assert steps[Step.ORDER_POWER].is_due(today)
    assert not steps[Step.ORDER_POWER].is_late(today)
    assert not steps[Step.PLAN_TALKS].is_due(today)
    assert not steps[Step.ASK_FEEDBACK].is_due(today)


def test_what_nobody_needs_is_no_step_unless_it_was_done() -> None:
    done, unneeded = [Step.ORDER_RAMP], [Step.ORDER_RAMP, Step.ORDER_POWER]
    steps = {one.step for one in planned_steps(fair_day=DAY, done=done, not_needed=unneeded)}
    assert Step.ORDER_RAMP in steps
    assert Step.ORDER_POWER not in steps


numbers = st.dictionaries(st.sampled_from(["ar", "ti", "fa", "uk"]), st.integers(0, 200))


@given(asked=numbers, engaged=numbers)
def test_interpreters_are_missing_until_there_are_enough(
    asked: dict[str, int], engaged: dict[str, int]
) -> None:
    gaps = language_gaps(asked, engaged)
    assert {gap.language for gap in gaps} == {*asked, *engaged}
    for gap in gaps:
        assert (gap.engaged + gap.missing) * 12 >= gap.asked
        assert gap.missing == 0 or (gap.engaged + gap.missing - 1) * 12 < gap.asked
        assert not gap.is_missing or gap.missing > 0
