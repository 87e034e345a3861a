"""When the office writes to people without being asked: not at night."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from domain.clock import BERLIN, office_moment

BEGIN, END = time(8), time(20)


def waking_moment(now: datetime) -> datetime:
    """Return ``now`` in waking hours, otherwise the next morning at eight in Herford.

    >>> from datetime import UTC
    >>> waking_moment(datetime(2026, 11, 22, 2, tzinfo=UTC)).isoformat()
    '2026-11-22T07:00:00+00:00'
    """
    local = now.astimezone(BERLIN)
    if BEGIN <= local.time() < END:
        return now
    day = local.date() + (timedelta(days=1) if local.time() >= END else timedelta())
    return office_moment(day, BEGIN)


def after_waking_hours(now: datetime, hours: timedelta) -> datetime:
    """Return the moment when so many waking hours have passed since ``now``.

    >>> from datetime import UTC
    >>> evening = datetime(2026, 11, 22, 18, tzinfo=UTC)  # seven in Herford
    >>> after_waking_hours(evening, timedelta(hours=3)).isoformat()
    '2026-11-23T09:00:00+00:00'
    """
    begin = waking_moment(now)
    end_of_day = office_moment(begin.astimezone(BERLIN).date(), END)
    while hours > end_of_day - begin:
        hours -= end_of_day - begin
        begin = waking_moment(end_of_day)
        end_of_day = office_moment(begin.astimezone(BERLIN).date(), END)
    return begin + hours
