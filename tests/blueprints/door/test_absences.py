"""Who did not come: noted after the end, and nothing follows from it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.fairs import Absence
from models import Letter, Registration, Task, db
from tests.factories import Office, sign_in_as
from tests.factories.office import NOW
from tests.inspection import InspectingClient

OVER = {"starts_at": NOW - timedelta(hours=5), "ends_at": NOW - timedelta(hours=1)}
RUNNING = {"starts_at": NOW - timedelta(hours=1), "ends_at": NOW + timedelta(hours=3)}


@pytest.fixture
def door(client: InspectingClient, office: Office) -> InspectingClient:
    sign_in_as(client, office.caseworker())
    return client


def noted(place: Registration) -> Absence | None:
    return db.session.get_one(Registration, place.id, populate_existing=True).absence


def note(door: InspectingClient, place: Registration, word: str) -> str:
    path = f"/desk/door/{place.fair_id}/{place.id}/absence"
    return door.page(door.post(path, data={"absence": word}).location)


def test_absence_is_noted_changed_and_taken_back(door: InspectingClient, office: Office) -> None:
    place = office.registration(fair=office.fair(**OVER))
    for word, kept in (("excused", "excused"), ("not_excused", "not_excused"), ("", None)):
        page = note(door, place, word)
        assert "hat keine Folgen" in page
        assert noted(place) == kept
    assert note(door, place, "fined")
    assert noted(place) is None
    assert db.session.scalars(select(Letter)).all() == []
    assert db.session.scalars(select(Task)).all() == []


def test_before_the_end_nothing_is_noted(door: InspectingClient, office: Office) -> None:
    place = office.registration(fair=office.fair(**RUNNING))
    page = door.page(f"/desk/door/{place.fair_id}/absences")
    assert place.candidate.family_name not in page
    assert "erst nach dem Ende" in note(door, place, "excused")
    assert noted(place) is None


def test_who_was_there_is_not_noted_and_who_comes_later_is_there(
    door: InspectingClient, office: Office
) -> None:
    place = office.registration(fair=office.fair(**OVER), checked_in_at=NOW - timedelta(hours=2))
    assert "war da" in note(door, place, "excused")
    late = office.registration(fair=place.fair)
    note(door, late, "not_excused")
    door.post(f"/desk/door/{late.fair_id}/{late.id}/check-in")
    assert noted(late) is None
