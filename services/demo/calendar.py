"""Days of the demo, counted from the day it is loaded on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from domain.clock import BERLIN

WEDNESDAY = 2
FIXED_HOLIDAYS = frozenset({(1, 1), (5, 1), (10, 3), (11, 1)})
CHRISTMAS = ((12, 23), (12, 31))


@dataclass(frozen=True, slots=True)
class DemoCalendar:
    """The loading day and what lies before and after it."""

    day: date

    @property
    def now(self) -> datetime:
        """Return eight in the morning of the loading day."""
        return self.at(self.day, 8)

    def at(self, day: date, hour: int, minute: int = 0) -> datetime:
        """Return a moment by the clock on the wall in Herford."""
        return datetime.combine(day, time(hour, minute), tzinfo=BERLIN)

    @property
    def last_fair(self) -> date:
        """Return the Wednesday of the fair that was."""
        return working_wednesday(self.day - timedelta(days=75))

    @property
    def next_fair(self) -> date:
        """Return the Wednesday of the fair to come."""
        return working_wednesday(self.day + timedelta(days=25))

    def ago(self, days: int) -> datetime:
        """Return a moment that many days before the loading day."""
        return self.now - timedelta(days=days)


def working_wednesday(day: date) -> date:
    """Return the first Wednesday on or after a day on which North Rhine-Westphalia works.

    No holiday counted from Easter falls on a Wednesday, so the fixed ones suffice.
    """
    wednesday = day + timedelta(days=(WEDNESDAY - day.weekday()) % 7)
    month_and_day = (wednesday.month, wednesday.day)
    is_free = month_and_day in FIXED_HOLIDAYS or CHRISTMAS[0] <= month_and_day <= CHRISTMAS[1]
    return working_wednesday(day + timedelta(days=7)) if is_free else wednesday
