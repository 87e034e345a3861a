"""Floors for a group: for whom one may be turned on, how high, and how long at most.

A floor is a positive measure (§ 5 AGG): suitable and proportionate, to prevent or make up for an
existing disadvantage because of a ground of § 1 AGG. The residence document is no such ground, so
it can have none.
"""

from __future__ import annotations

import calendar
from datetime import date

from domain.fairness_groups import Trait

FLOOR_TRAITS = (Trait.SEX, Trait.AGE)
FLOOR_PARTS = (0.8, 1.0)
"""How high a floor may be, as parts of the group's share of all people."""
FIRST = 10
"""Places a floor is about: those that are looked at most."""


def latest_end(today: date) -> date:
    """Return the latest day a floor of today may end: a year on.

    >>> latest_end(date(2026, 11, 29)), latest_end(date(2028, 2, 29))
    (datetime.date(2027, 11, 29), datetime.date(2029, 2, 28))
    """
    year = today.year + 1
    return date(year, today.month, min(today.day, calendar.monthrange(year, today.month)[1]))


def may_end(last_day: date, today: date) -> bool:
    """Return whether a floor turned on today may have this last day."""
    return today <= last_day <= latest_end(today)
