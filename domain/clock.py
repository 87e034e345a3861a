"""The clock on the wall of the office."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")


def office_day(now: datetime) -> date:
    """Return the calendar day in Herford at that moment."""
    return now.astimezone(BERLIN).date()
