"""Somebody will come later: the place stays, and the door knows when."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from domain.access import SYSTEM
from models import AuditEntry, Registration, db
from services.fairs import FairFacts, change_fair
from services.later_arrivals import come_later
from tests.factories import Office
from tests.factories.office import NOW
from tests.inspection import InspectingClient


@pytest.fixture
def place(office: Office) -> Registration:
    return office.registration(fair=office.fair(taken=1))


def address(place: Registration) -> str:
    return f"/t/{place.candidate.personal_codes[0].code}"


def noted(place: Registration) -> object:
    return db.session.get_one(Registration, place.id, populate_existing=True).comes_later_at


def test_a_time_is_chosen_and_taken_back(client: InspectingClient, place: Registration) -> None:
    later = place.group.starts_at + timedelta(hours=1)
    assert "Ihr Platz bleibt" in client.page(f"{address(place)}/later")
    client.post(f"{address(place)}/later", data={"at": later.isoformat()})
    assert noted(place) == later
    assert "Sie kommen um" in client.page(address(place))
    client.post(f"{address(place)}/later", data={"at": "on-time"})
    assert noted(place) is None
    deeds = db.session.scalars(select(AuditEntry.action)).all()
    assert deeds.count("registration.comes_later") == 2


@pytest.mark.parametrize("typed", [{}, {"at": "x"}, {"at": "2026-01-01T10:00:00+00:00"}])
def test_only_times_of_the_fair_can_be_chosen(
    client: InspectingClient, place: Registration, typed: dict[str, str]
) -> None:
    assert client.post(f"{address(place)}/later", data=typed).status_code == 422
    assert noted(place) is None


def test_who_is_here_does_not_come_later(client: InspectingClient, office: Office) -> None:
    place = office.registration(checked_in_at=NOW)
    client.post(f"{address(place)}/later", data={"at": "on-time"})
    assert "Sie sind schon da" in client.page(address(place))


def test_who_cancelled_or_waits_chooses_no_time(client: InspectingClient, office: Office) -> None:
    gone = office.registration(state="cancelled")
    assert client.get(f"{address(gone)}/later").status_code == 404


def test_the_time_moves_with_the_fair(office: Office, place: Registration) -> None:
    fair, hour = place.fair, timedelta(hours=1)
    come_later(place=place, at=place.group.starts_at + hour, actor=SYSTEM, now=NOW)
    values = {name: getattr(fair, name) for name in FairFacts.__slots__}
    day = timedelta(days=1)
    moved = {"starts_at": fair.starts_at + day, "ends_at": fair.ends_at + day}
    facts = replace(FairFacts(**values), **moved)
    was = fair.starts_at
    change_fair(fair_id=fair.id, facts=facts, actor=office.officer().actor, now=NOW)
    assert noted(place) == was + day + hour


@pytest.mark.parametrize(
    ("starts_at", "wall"),
    [
        (datetime(2027, 3, 28, 8, tzinfo=UTC), "20270328T110000"),
        (datetime(2027, 10, 31, 9, tzinfo=UTC), "20271031T110000"),
    ],
)
def test_the_calendar_says_the_later_time_also_when_the_clock_changes(
    client: InspectingClient, office: Office, starts_at: datetime, wall: str
) -> None:
    fair = office.fair(starts_at=starts_at, ends_at=starts_at + timedelta(hours=4))
    place = office.registration(fair=fair)
    number = sequence(client, place)
    come_later(place=place, at=starts_at + timedelta(hours=1), actor=SYSTEM, now=NOW)
    text = client.get(f"{address(place)}/calendar.ics").get_data(as_text=True)
    assert f"DTSTART;TZID=Europe/Berlin:{wall}" in text
    assert sequence(client, place) > number


def sequence(client: InspectingClient, place: Registration) -> int:
    text = client.get(f"{address(place)}/calendar.ics").get_data(as_text=True)
    return int(text.partition("SEQUENCE:")[2].split()[0])
