"""Days and times of day as people read them: weekday, numeric date, 24 hours, Herford time."""

from __future__ import annotations

from datetime import date, datetime

from flask import Flask
from flask_babel import format_date
from flask_babel import gettext as _

from domain.clock import BERLIN


def init_app(app: Flask) -> None:
    """Give the templates the filters ``day``, ``short_day``, ``clock`` and ``until``."""
    app.jinja_env.filters.update(day=day, short_day=short_day, clock=clock, until=until)


def day(moment: datetime | date | str) -> str:
    """Return weekday and numeric date; month names differ too much between languages."""
    local = _local(moment)
    weekday = format_date(local, "EEEE", rebase=False)
    return _("%(weekday)s, %(date)s", weekday=weekday, date=f"{local:%d.%m.%Y}")


def short_day(moment: datetime | date | str | None) -> str:
    """Return a day as staff read it in dense tables: ``22.11.2026``."""
    return f"{_local(moment):%d.%m.%Y}" if moment is not None else ""


def clock(moment: datetime | str) -> str:
    """Return the time of day in Herford, in 24 hours."""
    return _("%(time)s Uhr", time=f"{_local(moment):%H:%M}")


def until(start: datetime | str, end: datetime | str) -> str:
    """Return two times of one day in Herford, in 24 hours: ``10:00 bis 14:00 Uhr``."""
    return _(
        "%(start)s bis %(end)s Uhr", start=f"{_local(start):%H:%M}", end=f"{_local(end):%H:%M}"
    )


def _local(moment: datetime | date | str) -> datetime | date:
    if isinstance(moment, str):
        moment = datetime.fromisoformat(moment) if "T" in moment else date.fromisoformat(moment)
    return moment.astimezone(BERLIN) if isinstance(moment, datetime) else moment
