"""Days as the tables write them, and periods of whole calendar months."""

from __future__ import annotations

import calendar
import re
from datetime import date

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def months_later(day: date, months: int) -> date:
    """Return the same day of a later month, or its last day where the month is shorter.

    >>> months_later(date(2026, 11, 30), 3)
    datetime.date(2027, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def iso_day(text: str) -> date:
    """Return the day written as YYYY-MM-DD; ``ValueError`` where it is none of the calendar."""
    if not _ISO.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text)
