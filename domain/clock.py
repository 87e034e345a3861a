"""The clock on the wall of the office."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from domain.errors import RuleBroken

BERLIN = ZoneInfo("Europe/Berlin")


def office_day(now: datetime) -> date:
    """Return the calendar day in Herford at that moment."""
    return now.astimezone(BERLIN).date()


def office_moment(day: date, wall: time) -> datetime:
    """Return the moment (UTC) when the clock on the wall shows ``wall`` on that day.

    In the night when the clock goes back an hour happens twice; the first one is meant.

    Raises
    ------
    RuleBroken
        If the clock jumps over that time in the night when it goes forward.
    """
    moment = datetime.combine(day, wall, tzinfo=BERLIN).astimezone(UTC)
    if moment.astimezone(BERLIN).replace(tzinfo=None) != datetime.combine(day, wall):
        raise RuleBroken(no_such_time=wall.isoformat())
    return moment
