"""What must be paid at least, by kind of position, its length and its first day (MiLoG)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal

from domain.labour_market import parameter
from domain.positions import PayUnit, PositionKind

WEEKS_IN_A_MONTH = Decimal(13) / Decimal(3)
"""A quarter has thirteen weeks: how monthly pay is turned into hours."""

_ALWAYS = {
    PositionKind.JOB,
    PositionKind.TEMPORARY_WORK,
    PositionKind.INTERNSHIP_VOLUNTARY,
}
_WHEN_LONG = {PositionKind.INTERNSHIP_ORIENTATION, PositionKind.INTERNSHIP_ACCOMPANYING}


@dataclass(frozen=True, slots=True)
class LowestPay:
    """The minimum wage of a day: euros an hour, since when, and where it is written."""

    hourly: Decimal
    day: date
    cite: str

    def for_a_month(self, weekly_hours: Decimal) -> Decimal:
        """Return the least a month pays for so many hours a week."""
        month = self.hourly * weekly_hours * WEEKS_IN_A_MONTH
        return month.quantize(Decimal("0.01"), rounding=ROUND_DOWN)


def is_minimum_wage_due(kind: PositionKind, months: int | None, day: date) -> bool:
    """Return whether the kind of position is paid the minimum wage (§ 22 MiLoG).

    Apprentices, entry qualifications, measures and mandatory internships are not; internships
    to find a trade or beside a training are not up to the length the law names that day.

    >>> is_minimum_wage_due(PositionKind.INTERNSHIP_ORIENTATION, 3, date(2026, 11, 22))
    False
    >>> is_minimum_wage_due(PositionKind.INTERNSHIP_ORIENTATION, 4, date(2026, 11, 22))
    True
    """
    if kind in _ALWAYS:
        return True
    limit = parameter("internship_mw_exempt_max_months", day)
    return kind in _WHEN_LONG and limit is not None and (months or 0) > limit.value


def lowest_pay(day: date) -> LowestPay | None:
    """Return the minimum wage of a day, or ``None`` where the tables know none.

    >>> lowest_pay(date(2027, 1, 1)).hourly
    Decimal('14.60')
    """
    found = parameter("minimum_wage_hour", day)
    return LowestPay(found.value, day, found.cite) if found else None


def is_too_low(
    pay_cents: int, unit: PayUnit, weekly_hours: float | None, lowest: LowestPay
) -> bool:
    """Return whether the pay lies below the lowest; a month without hours cannot be judged."""
    pay = Decimal(pay_cents) / 100
    if unit is PayUnit.HOUR:
        return pay < lowest.hourly
    return weekly_hours is not None and pay < lowest.for_a_month(Decimal(str(weekly_hours)))
