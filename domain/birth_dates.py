"""Dates of birth of which a part may be unknown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.errors import RuleBroken

OLDEST_YEAR = 1900


class BirthDateFault(StrEnum):
    """Why a date of birth cannot be."""

    YEAR_NEEDED = "year_needed"
    MONTH_NEEDED = "month_needed"
    NO_SUCH_DAY = "no_such_day"
    IN_THE_FUTURE = "in_the_future"
    TOO_LONG_AGO = "too_long_ago"


class ImpossibleBirthDate(RuleBroken):
    """Nobody can be born on this day."""

    def __init__(self, fault: BirthDateFault) -> None:
        super().__init__(fault=fault)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class BirthDate:
    """A date of birth; the day or the day and the month may be unknown."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def checked(self, today: date) -> BirthDate:
        """Return the date itself, or raise ImpossibleBirthDate.

        >>> BirthDate(1990).checked(date(2026, 11, 22)).year
        1990
        """
        fault = self._fault(today)
        if fault:
            raise ImpossibleBirthDate(fault)
        return self

    def _fault(self, today: date) -> BirthDateFault | None:
        if self.year is None:
            return None if self._parts == (None, None) else BirthDateFault.YEAR_NEEDED
        if self.day is not None and self.month is None:
            return BirthDateFault.MONTH_NEEDED
        try:
            earliest = date(self.year, *(1 if part is None else part for part in self._parts))
        except (ValueError, OverflowError):
            return BirthDateFault.NO_SUCH_DAY
        if earliest > today:
            return BirthDateFault.IN_THE_FUTURE
        return BirthDateFault.TOO_LONG_AGO if self.year < OLDEST_YEAR else None

    @property
    def _parts(self) -> tuple[int | None, int | None]:
        return self.month, self.day

    def __str__(self) -> str:
        known = [f"{part:02d}" for part in (self.day, self.month) if part is not None]
        return ".".join([*known, str(self.year)]) if self.year is not None else ""
