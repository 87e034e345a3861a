"""What the personal code opens, and what it keeps shut."""

from __future__ import annotations

from datetime import timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import select

from domain.codes import spaced
from domain.fairs import FairState, RegistrationState
from models import Fair, Interview, PersonalCode, Registration, db, transactional
from tests.factories import Office
from tests.factories.office import NOW
from tests.inspection import InspectingClient


@pytest.fixture
def place(office: Office) -> Registration:
    return office.registration(fair=office.fair(taken=1))


def code_of(place: Registration) -> str:
    return place.candidate.personal_codes[0].code


@transactional
def revoke(place: Registration) -> None:
    code = db.session.get_one(PersonalCode, place.candidate.personal_codes[0].id)
    code.revoked_at = NOW


def test_the_code_is_read_in_any_writing(client: InspectingClient, place: Registration) -> None:
    code = code_of(place)
    for typed in (code, code.lower(), spaced(code), f" {spaced(code)} ".replace("-", " ")):
        assert spaced(code) in client.page(f"/t/{typed}")
    typed = client.post("/t/", data={"code": spaced(code).lower()})
    assert typed.location == f"/t/{code}"


def test_revoked_and_unknown_codes_answer_the_same(
    client: InspectingClient, place: Registration
) -> None:
    revoke(place)
    revoked = client.get(f"/t/{code_of(place)}")
    unknown = client.get("/t/K7M4PQ9XT")
    assert revoked.status_code == unknown.status_code == 404
    assert revoked.data.replace(code_of(place).encode(), b"") == unknown.data.replace(
        b"K7M4PQ9XT", b""
    )


def test_guessing_codes_is_slowed_down(client: InspectingClient, place: Registration) -> None:
    for number in range(30):
        assert client.get(f"/t/AAAAAAA{number}").status_code == 404
    assert client.get(f"/t/{code_of(place)}").status_code == 429


def test_the_ticket_shows_nothing_else_of_the_record(
    client: InspectingClient, place: Registration
) -> None:
    person = place.candidate
    page = client.page(f"/t/{code_of(place)}")
    for secret in (person.given_name, person.family_name, person.email, "Herford Beispiel"):
        assert str(secret) not in page


def test_own_talks_are_on_the_ticket_with_time_and_stand(
    client: InspectingClient, office: Office, place: Registration
) -> None:
    stand = office.stand(fair=place.fair, number=17)
    noise = office.registration(fair=place.fair)
    store_talk(office, stand.id, place.candidate_id, place.fair)
    store_talk(office, office.stand(fair=place.fair, number=18).id, noise.candidate_id, place.fair)
    page = client.page(f"/t/{code_of(place)}")
    assert page.count("mp-talks__time") == 1


@transactional
def store_talk(office: Office, stand_id: int, candidate_id: int, fair: Fair) -> None:
    db.session.add(
        Interview(
            stand_id=stand_id,
            desk=1,
            starts_at=fair.starts_at,
            candidate_id=candidate_id,
            booked_by_id=office.officer().id,
            booked_at=NOW,
        )
    )


def test_cancelling_asks_once_more_and_frees_the_place_once(
    client: InspectingClient, place: Registration
) -> None:
    address = f"/t/{code_of(place)}"
    assert "Können Sie nicht kommen?" in client.page(f"{address}/cancel")
    assert client.post(f"{address}/cancel").location == address
    assert client.post(f"{address}/cancel").status_code == 404
    assert "Sie haben abgesagt" in client.page(address)
    assert db.session.get_one(Fair, place.fair_id, populate_existing=True).taken == 0


def test_the_place_can_be_taken_again_while_there_is_one(
    client: InspectingClient, place: Registration
) -> None:
    address = f"/t/{code_of(place)}"
    client.post(f"{address}/cancel")
    client.post(f"{address}/register-again")
    client.post(f"{address}/register-again")
    fresh = db.session.get_one(Registration, place.id, populate_existing=True)
    assert fresh.state is RegistrationState.REGISTERED
    assert db.session.get_one(Fair, place.fair_id, populate_existing=True).taken == 1


def test_a_full_fair_takes_nobody_back(client: InspectingClient, office: Office) -> None:
    place = office.registration(
        fair=office.fair(capacity=1, taken=1), state=RegistrationState.CANCELLED
    )
    client.post(f"/t/{code_of(place)}/register-again")
    assert "alle Plätze vergeben" in client.page(f"/t/{code_of(place)}")


def test_needs_and_firms_can_be_changed(
    client: InspectingClient, office: Office, place: Registration
) -> None:
    stand = office.stand(fair=place.fair)
    address = f"/t/{code_of(place)}"
    client.page(f"{address}/change")
    client.post(f"{address}/change", data={"needs": ["ramp"], "stands": [stand.id]})
    fresh = db.session.get_one(Registration, place.id, populate_existing=True)
    assert (fresh.needs_ramp, fresh.needs_interpreter) == (True, False)
    assert f'value="{stand.id}" checked' in client.page(f"{address}/change")


def test_a_card_without_a_place_leads_to_open_fairs(
    client: InspectingClient, office: Office
) -> None:
    fair = office.fair(title="Offen für alle")
    office.fair(title="Noch ein Entwurf", state=FairState.DRAFT)
    page = client.page(f"/t/{office.candidate().personal_codes[0].code}")
    assert "Offen für alle" in page
    assert f"/fairs/{fair.slug}/register/card" in page
    assert "Noch ein Entwurf" not in page


def test_the_calendar_updates_and_cancels(client: InspectingClient, place: Registration) -> None:
    address = f"/t/{code_of(place)}"
    first = event_in(client, address)
    client.post(f"{address}/cancel")
    second = event_in(client, address)
    assert first["UID"] == second["UID"]
    assert second["SEQUENCE"] > first["SEQUENCE"]
    assert (first["STATUS"], second["STATUS"]) == ("CONFIRMED", "CANCELLED")
    assert first["DTSTART"].dt == place.fair.starts_at
    assert first["DTEND"].dt - first["DTSTART"].dt == timedelta(hours=4)


def event_in(client: InspectingClient, address: str) -> dict[str, object]:
    response = client.get(f"{address}/calendar.ics")
    assert response.mimetype == "text/calendar"
    return Calendar.from_ical(response.get_data()).walk("VEVENT")[0]  # type: ignore[return-value]


def test_nobody_is_counted_as_guessing_who_has_a_ticket(
    client: InspectingClient, place: Registration
) -> None:
    from models import Attempt

    client.page(f"/t/{code_of(place)}")
    assert db.session.scalars(select(Attempt)).all() == []
