"""What the law of the first day asks of each kind of position."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.minimum_wage import lowest_pay
from domain.position_rules import Breach, Terms, objections
from domain.positions import PayUnit, PositionKind

NOW, NEXT_YEAR = date(2026, 12, 31), date(2027, 1, 1)
EQ, TRIAL = PositionKind.ENTRY_QUALIFICATION, PositionKind.TRIAL
ORIENTATION, BESIDE = PositionKind.INTERNSHIP_ORIENTATION, PositionKind.INTERNSHIP_ACCOMPANYING
MANDATORY, VOLUNTARY = PositionKind.INTERNSHIP_MANDATORY, PositionKind.INTERNSHIP_VOLUNTARY
UNPAID = (EQ, TRIAL, MANDATORY, PositionKind.APPRENTICESHIP)


def breaches(day: date, kind: PositionKind, **terms: object) -> list[tuple[str, Breach]]:
    return [(one.field, one.breach) for one in objections(Terms(kind, **terms), day)]


@pytest.mark.parametrize(
    ("kind", "terms", "day", "found"),
    [
        (EQ, {"duration_months": 4, "weekly_hours": 20}, NOW, []),
        (EQ, {"duration_months": 12, "weekly_hours": 39.5}, NOW, []),
        (EQ, {"duration_months": 3}, NOW, [("duration_months", Breach.TOO_SHORT)]),
        (EQ, {"duration_months": 13}, NOW, [("duration_months", Breach.TOO_LONG)]),
        (EQ, {}, NOW, [("duration_months", Breach.LENGTH_MISSING)]),
        (
            EQ,
            {"duration_months": 6, "weekly_hours": 19.5},
            NOW,
            [("weekly_hours", Breach.TOO_FEW_HOURS)],
        ),
        (EQ, {"duration_months": 5}, date(2024, 3, 31), [("duration_months", Breach.TOO_SHORT)]),
        (EQ, {"duration_months": 5}, date(2024, 4, 1), []),
        (ORIENTATION, {"duration_months": 3}, NOW, []),
        (ORIENTATION, {"duration_months": 4}, NOW, [("duration_months", Breach.TOO_LONG)]),
        (BESIDE, {"duration_months": 4}, NOW, [("duration_months", Breach.TOO_LONG)]),
        (BESIDE, {}, NOW, [("duration_months", Breach.LENGTH_MISSING)]),
        (MANDATORY, {"duration_months": 9}, NOW, []),
        (VOLUNTARY, {"duration_months": 6}, NOW, []),
        (TRIAL, {"duration_weeks": 6}, NOW, []),
        (TRIAL, {"duration_weeks": 7}, NOW, [("duration_weeks", Breach.TOO_LONG)]),
        (TRIAL, {}, NOW, [("duration_weeks", Breach.LENGTH_MISSING)]),
        (PositionKind.APPRENTICESHIP, {"duration_months": 42}, NOW, []),
        (PositionKind.JOB, {}, NOW, []),
    ],
)
def test_each_kind_keeps_its_length_and_its_hours(
    kind: PositionKind, terms: dict[str, object], day: date, found: list[tuple[str, Breach]]
) -> None:
    assert breaches(day, kind, **terms) == found


@pytest.mark.parametrize(("day", "rate"), [(NOW, 1390), (NEXT_YEAR, 1460)])
@pytest.mark.parametrize("kind", [PositionKind.JOB, VOLUNTARY])
def test_pay_below_the_wage_of_the_first_day_is_refused_to_the_cent(
    kind: PositionKind, day: date, rate: int
) -> None:
    hour = {"pay_unit": PayUnit.HOUR}
    assert breaches(day, kind, pay_cents=rate, **hour) == []
    found = objections(Terms(kind, pay_cents=rate - 1, **hour), day)
    assert [(one.breach, one.limit) for one in found] == [(Breach.PAY_TOO_LOW, Decimal(rate) / 100)]
    assert "MiLoG" in found[0].cite


@pytest.mark.parametrize("kind", UNPAID)
def test_what_the_law_exempts_may_be_unpaid(kind: PositionKind) -> None:
    terms = {"duration_months": 6, "duration_weeks": 6, "pay_cents": 0, "pay_unit": PayUnit.HOUR}
    assert breaches(NOW, kind, **terms) == []


@pytest.mark.parametrize("kind", [ORIENTATION, BESIDE])
def test_a_short_internship_may_be_unpaid_and_a_long_one_is_paid_like_a_job(
    kind: PositionKind,
) -> None:
    pay = {"pay_cents": 400, "pay_unit": PayUnit.HOUR}
    assert breaches(NOW, kind, duration_months=3, **pay) == []
    assert ("pay_cents", Breach.PAY_TOO_LOW) in breaches(NOW, kind, duration_months=4, **pay)


def test_monthly_pay_needs_hours_and_a_number_needs_its_unit() -> None:
    job = PositionKind.JOB
    assert breaches(NOW, job, pay_cents=250_000) == [("pay_unit", Breach.UNIT_MISSING)]
    month = {"pay_unit": PayUnit.MONTH}
    missing = [("weekly_hours", Breach.HOURS_MISSING)]
    assert breaches(NOW, job, pay_cents=250_000, **month) == missing
    # 40 hours x 13/3 weeks x 13.90 euros are 2,409.33 euros a month.
    assert breaches(NOW, job, pay_cents=240_933, weekly_hours=40, **month) == []
    low = [("pay_cents", Breach.PAY_TOO_LOW)]
    assert breaches(NOW, job, pay_cents=240_932, weekly_hours=40, **month) == low


@given(st.floats(1, 60), st.integers(0, 1_000_000), st.dates(date(2015, 1, 1), date(2027, 12, 31)))
def test_more_pay_never_breaks_a_rule_that_less_pay_keeps(
    hours: float, pay_cents: int, day: date
) -> None:
    def is_refused(cents: int) -> bool:
        terms = Terms(PositionKind.JOB, weekly_hours=hours, pay_cents=cents, pay_unit=PayUnit.MONTH)
        return bool(objections(terms, day))

    assert not is_refused(pay_cents + 1) or is_refused(pay_cents)


@given(st.dates(date(2015, 1, 1), date(2030, 12, 31)))
def test_every_day_since_2015_has_one_minimum_wage_that_never_falls(day: date) -> None:
    today, before = lowest_pay(day), lowest_pay(date(2015, 1, 1))
    assert today is not None
    assert before is not None
    assert today.hourly >= before.hourly
    assert lowest_pay(date(2014, 12, 31)) is None
