"""A calendar shows the fair when the clock in Herford says so, and forgets a cancelled one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar

from domain.fairs import FairState, RegistrationState
from models import Fair, Registration
from services.calendar_files import CalendarTexts, calendar_file

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
TEXTS = CalendarTexts("معرض, Möbel; \\ &", "Zeile eins\nZeile zwei", "https://example.org/t/K7M")


def place(starts_at: datetime, **values: object) -> Registration:
    fair = Fair(
        slug="k7m4pq",
        venue="Agentur für Arbeit",
        street="Hansastraße 33",
        postcode="32049",
        place="Herford",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=4),
        sequence=3,
        state=values.pop("fair_state", FairState.OPEN),
    )
    defaults = {"id": 7, "sequence": 2, "state": RegistrationState.REGISTERED}
    return Registration(fair=fair, **(defaults | values))


def read(registration: Registration) -> Calendar:
    return Calendar.from_ical(calendar_file(registration, TEXTS, now=NOW))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("starts_at", "wall"),
    [
        (datetime(2027, 3, 27, 9, tzinfo=UTC), "20270327T100000"),
        (datetime(2027, 3, 28, 8, tzinfo=UTC), "20270328T100000"),
        (datetime(2027, 10, 30, 8, tzinfo=UTC), "20271030T100000"),
        (datetime(2027, 10, 31, 9, tzinfo=UTC), "20271031T100000"),
    ],
)
def test_ten_is_ten_before_and_after_the_clock_changes(starts_at: datetime, wall: str) -> None:
    text = calendar_file(place(starts_at), TEXTS, now=NOW).decode()
    assert f"DTSTART;TZID=Europe/Berlin:{wall}" in text
    event = Calendar.from_ical(text).walk("VEVENT")[0]
    assert event["DTSTART"].dt == starts_at
    assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(hours=4)


def test_the_zone_in_the_file_changes_when_the_law_says_so() -> None:
    """A program without its own zones reads the rules in the file: they must be right too."""
    zone = read(place(NOW)).walk("VTIMEZONE")[0].to_tz(lookup_tzid=False)
    for year in (2026, 2027, 2030):
        for month, day, hours in ((1, 28, 1), (7, 1, 2), (12, 1, 1)):
            wall = datetime(year, month, day, 10, tzinfo=zone)
            assert wall.utcoffset() == timedelta(hours=hours)
    for day, hours in ((27, 1), (28, 2)):
        assert datetime(2027, 3, day, 10, tzinfo=zone).utcoffset() == timedelta(hours=hours)
    for day, hours in ((30, 2), (31, 1)):
        assert datetime(2027, 10, day, 10, tzinfo=zone).utcoffset() == timedelta(hours=hours)


def test_texts_come_back_as_they_were_and_lines_are_short() -> None:
    raw = calendar_file(place(NOW), TEXTS, now=NOW)
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    event = Calendar.from_ical(raw).walk("VEVENT")[0]
    assert event["SUMMARY"] == TEXTS.title
    assert event["DESCRIPTION"] == TEXTS.description
    assert event["SEQUENCE"] == 5


@pytest.mark.parametrize(
    "over", [{"state": RegistrationState.CANCELLED}, {"fair_state": FairState.CANCELLED}]
)
def test_a_cancelled_place_or_fair_takes_the_entry_away(over: dict[str, object]) -> None:
    calendar = read(place(NOW, **over))
    assert calendar["METHOD"] == "CANCEL"
    event = calendar.walk("VEVENT")[0]
    assert event["STATUS"] == "CANCELLED"
    assert event["UID"] == read(place(NOW)).walk("VEVENT")[0]["UID"]
