"""Support schemes (Rechtskreise) as dated periods of a person that never overlap."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from domain.errors import PeriodOverlaps


class Scheme(StrEnum):
    """The scheme that supports a person on a day."""

    SGB3 = "sgb3"
    SGB2 = "sgb2"
    ASYLBLG = "asylblg"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Period:
    """A scheme from its first to its last day, both inclusive; ``None`` means open."""

    scheme: Scheme
    starts_on: date
    ends_on: date | None = None

    def covers(self, day: date) -> bool:
        """Return whether the period holds on that day."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


def scheme_on(periods: Iterable[Period], day: date) -> Scheme | None:
    """Return the scheme of the day, or ``None`` where nothing is recorded."""
    return next((period.scheme for period in periods if period.covers(day)), None)


def day_before(new_start: date, open_period: Period) -> date:
    """Return the last day of the open period when a new one begins.

    Raises
    ------
    PeriodOverlaps
        If the new one would begin on or before the first day of the open one.
    """
    if new_start <= open_period.starts_on:
        raise PeriodOverlaps(starts_on=new_start, recorded_from=open_period.starts_on)
    return new_start - timedelta(days=1)
