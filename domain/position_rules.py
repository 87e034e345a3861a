"""What the law asks of each kind of position: length, hours, pay; with the numbers of the day."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from domain.labour_market import parameter
from domain.minimum_wage import is_minimum_wage_due, is_too_low, lowest_pay
from domain.positions import PayUnit, PositionKind

SHORT_INTERNSHIPS = frozenset(
    {PositionKind.INTERNSHIP_ORIENTATION, PositionKind.INTERNSHIP_ACCOMPANYING}
)
INTERNSHIPS = SHORT_INTERNSHIPS | {
    PositionKind.INTERNSHIP_MANDATORY,
    PositionKind.INTERNSHIP_VOLUNTARY,
}
LASTS_MONTHS = INTERNSHIPS | {PositionKind.APPRENTICESHIP, PositionKind.ENTRY_QUALIFICATION}
"""Kinds that have a length in months; a trial measure has one in weeks, a job has none."""


class Breach(StrEnum):
    """What does not fit the kind of position."""

    LENGTH_MISSING = "length_missing"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    TOO_FEW_HOURS = "too_few_hours"
    HOURS_MISSING = "hours_missing"
    """Monthly pay cannot be compared without the hours."""
    UNIT_MISSING = "unit_missing"
    PAY_TOO_LOW = "pay_too_low"


@dataclass(frozen=True, slots=True)
class Objection:
    """One breach: in which field, which limit of which day, and where it is written."""

    field: str
    breach: Breach
    limit: Decimal
    day: date
    cite: str


@dataclass(frozen=True, slots=True)
class Terms:
    """The facts of an offer the law looks at."""

    kind: PositionKind
    duration_months: int | None = None
    duration_weeks: int | None = None
    weekly_hours: float | None = None
    pay_cents: int | None = None
    pay_unit: PayUnit | None = None


def objections(terms: Terms, day: date) -> list[Objection]:
    """Return what the law of the first day objects to; nothing where the terms keep to it.

    >>> objections(Terms(PositionKind.TRIAL, duration_weeks=6), date(2026, 12, 1))
    []
    >>> objections(Terms(PositionKind.TRIAL, duration_weeks=7), date(2026, 12, 1))[0].cite
    '§ 45 Abs. 2 SGB III'
    """
    rules: tuple[Callable[[Terms, date], Iterator[Objection]], ...] = (
        _entry_qualification,
        _short_internship,
        _trial,
        _pay,
    )
    return [found for rule in rules for found in rule(terms, day)]


def _entry_qualification(terms: Terms, day: date) -> Iterator[Objection]:
    if terms.kind is not PositionKind.ENTRY_QUALIFICATION:
        return
    months, hours = terms.duration_months, terms.weekly_hours
    yield from _at_least("duration_months", months, "eq_min_months", day)
    yield from _at_most("duration_months", months, "eq_max_months", day)
    if hours is not None:
        for one in _at_least("weekly_hours", hours, "eq_min_hours_week", day):
            yield Objection(one.field, Breach.TOO_FEW_HOURS, one.limit, day, one.cite)


def _short_internship(terms: Terms, day: date) -> Iterator[Objection]:
    if terms.kind in SHORT_INTERNSHIPS:
        name, months = "internship_mw_exempt_max_months", terms.duration_months
        yield from _at_most("duration_months", months, name, day)


def _trial(terms: Terms, day: date) -> Iterator[Objection]:
    if terms.kind is PositionKind.TRIAL:
        name, weeks = "mag_max_weeks_employer", terms.duration_weeks
        yield from _at_most("duration_weeks", weeks, name, day)


def _pay(terms: Terms, day: date) -> Iterator[Objection]:
    due = is_minimum_wage_due(terms.kind, terms.duration_months, day)
    lowest = lowest_pay(day) if due else None
    if terms.pay_cents is None or lowest is None:
        return
    if terms.pay_unit is None:
        yield Objection("pay_unit", Breach.UNIT_MISSING, lowest.hourly, day, lowest.cite)
    elif terms.pay_unit is PayUnit.MONTH and terms.weekly_hours is None:
        yield Objection("weekly_hours", Breach.HOURS_MISSING, lowest.hourly, day, lowest.cite)
    elif is_too_low(terms.pay_cents, terms.pay_unit, terms.weekly_hours, lowest):
        yield Objection("pay_cents", Breach.PAY_TOO_LOW, lowest.hourly, day, lowest.cite)


def _at_least(field: str, value: float | None, name: str, day: date) -> Iterator[Objection]:
    limit = parameter(name, day)
    if limit is not None and value is not None and Decimal(str(value)) < limit.value:
        yield Objection(field, Breach.TOO_SHORT, limit.value, day, limit.cite)


def _at_most(field: str, value: float | None, name: str, day: date) -> Iterator[Objection]:
    limit = parameter(name, day)
    if limit is None:
        return
    if value is None:
        yield Objection(field, Breach.LENGTH_MISSING, limit.value, day, limit.cite)
    elif Decimal(str(value)) > limit.value:
        yield Objection(field, Breach.TOO_LONG, limit.value, day, limit.cite)
