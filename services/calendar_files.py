"""Calendar files (RFC 5545) that update and cancel by themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

from domain.clock import BERLIN
from domain.fairs import FairState, RegistrationState
from models import Fair, Registration

PRODUCT = "-//Meeting Point//Meeting Point//DE"
WINTER, SUMMER = timedelta(hours=1), timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class CalendarTexts:
    """What a calendar shows, in the reader's language."""

    title: str
    description: str
    url: str


def calendar_file(registration: Registration, texts: CalendarTexts, *, now: datetime) -> bytes:
    """Return the calendar file of a place; a lost or cancelled one takes the entry away.

    The identifier never changes and the number only grows, so a calendar that imports the file
    again shows the newest time and place and nothing twice.
    """
    fair = registration.fair
    over = _is_off(registration, fair)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if over else "PUBLISH")
    calendar.add_component(_berlin())
    calendar.add_component(_event(registration, fair, texts, now))
    return bytes(calendar.to_ical())


def _is_off(registration: Registration, fair: Fair) -> bool:
    return (
        registration.state is not RegistrationState.REGISTERED or fair.state is FairState.CANCELLED
    )


def _event(registration: Registration, fair: Fair, texts: CalendarTexts, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"registration-{registration.id}@{fair.slug}.meeting-point")
    event.add("sequence", fair.sequence + registration.sequence)
    event.add("dtstamp", now)
    starts_at, ends_at = _time(registration, fair)
    event.add("dtstart", starts_at.astimezone(BERLIN))
    event.add("dtend", ends_at.astimezone(BERLIN))
    event.add("summary", texts.title)
    event.add("description", texts.description)
    event.add("location", f"{fair.venue}, {fair.street}, {fair.postcode} {fair.place}")
    event.add("url", texts.url)
    event.add("status", "CANCELLED" if _is_off(registration, fair) else "CONFIRMED")
    return event


def _time(registration: Registration, fair: Fair) -> tuple[datetime, datetime]:
    """Return when the person is there: with the group, or from the later time they chose."""
    if registration.comes_later_at is not None:
        return registration.comes_later_at, fair.ends_at
    group = registration.group
    return (group.starts_at, group.ends_at) if group else (fair.starts_at, fair.ends_at)


def _berlin() -> Timezone:
    """Return Europe/Berlin with both changes of the clock, as the law has them since 1996."""
    zone = Timezone()
    zone.add("tzid", "Europe/Berlin")
    summer, winter = TimezoneDaylight(), TimezoneStandard()
    for part, name, month, old, new in (
        (summer, "CEST", 3, WINTER, SUMMER),
        (winter, "CET", 10, SUMMER, WINTER),
    ):
        last_sunday = datetime(1996, month, 31 if month == 3 else 27, 2 if month == 3 else 3)  # noqa: DTZ001 - RFC 5545: wall time of the zone
        part.add("dtstart", last_sunday)
        part.add("tzname", name)
        part.add("tzoffsetfrom", old)
        part.add("tzoffsetto", new)
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1SU"})
        zone.add_component(part)
    return zone
