"""Support schemes (Rechtskreise) as dated periods of a person that never overlap."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from domain.errors import AlreadyThere, PeriodOverlaps


class Scheme(StrEnum):
    """The scheme that supports a person on a day."""

    SGB3 = "sgb3"
    SGB2 = "sgb2"
    ASYLBLG = "asylblg"
    NONE = "none"


class SchemeReason(StrEnum):
    """Why a support scheme begins."""

    OTHER = "other"
    RECOGNITION = "recognition"
    TITLE_ISSUED = "title_issued"
    ASYLUM_APPLICATION = "asylum_application"
    TOLERATION = "toleration"
    IN_NEED = "in_need"
    NEED_ENDED = "need_ended"
    MOVED = "moved"


class SchemeBasis(StrEnum):
    """What the record of a scheme rests on."""

    UNKNOWN = "unknown"
    NOTICE_SEEN = "notice_seen"
    DOCUMENT_SEEN = "document_seen"
    TOLD_BY_AUTHORITY = "told_by_authority"
    TOLD_BY_PERSON = "told_by_person"


END_OF_ASYLBLG = "§ 1 Abs. 3 AsylbLG"
"""Benefits end with the month in which the condition ends."""


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


def room_for(latest: Period, scheme: Scheme, starts_on: date) -> date:
    """Return the last day of the latest period when another scheme begins.

    Raises
    ------
    PeriodOverlaps
        If the new one does not lie after everything recorded before.
    AlreadyThere
        If the latest one is open and of the same scheme.
    """
    if latest.ends_on is not None:
        if starts_on <= latest.ends_on:
            raise PeriodOverlaps(starts_on=starts_on, recorded_until=latest.ends_on)
        return latest.ends_on
    ends_on = day_before(starts_on, latest)
    if latest.scheme is scheme:
        raise AlreadyThere(scheme=scheme, starts_on=latest.starts_on)
    return ends_on


def first_of_next_month(day: date) -> date:
    """Return the first day of the month after ``day``.

    >>> first_of_next_month(date(2026, 12, 31))
    datetime.date(2027, 1, 1)
    """
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def suggested_start(scheme: Scheme, reason: SchemeReason, decided_on: date) -> date | None:
    """Return the day a scheme usually begins, or ``None`` where nothing says so.

    After a recognition the AsylbLG ends with the month (§ 1 (3) AsylbLG), so the Jobcenter is
    responsible from the first of the following month.
    """
    if scheme is Scheme.SGB2 and reason is SchemeReason.RECOGNITION:
        return first_of_next_month(decided_on)
    return None
