"""Who is here, who is missing."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from domain.access import Role
from domain.fairs import FairState, RegistrationState
from models import AuditEntry, Registration, db
from tests.factories import Office, sign_in_as
from tests.inspection import InspectingClient


@pytest.fixture
def place(office: Office) -> Registration:
    person = office.candidate(given_name="José", family_name="Şahin")
    return office.registration(fair=office.fair(title="Heute"), candidate=person)


@pytest.fixture(params=[Role.OFFICER, Role.CASEWORKER])
def at_the_door(
    request: pytest.FixtureRequest, client: InspectingClient, office: Office
) -> InspectingClient:
    sign_in_as(client, office.account(request.param))
    return client


def address(place: Registration) -> str:
    return f"/desk/door/{place.fair_id}"


def code_of(place: Registration) -> str:
    return place.candidate.personal_codes[0].code


def entries(action: str) -> int:
    return len(db.session.scalars(select(AuditEntry).where(AuditEntry.action == action)).all())


def test_the_only_fair_is_chosen_by_itself(
    at_the_door: InspectingClient, place: Registration
) -> None:
    assert at_the_door.get("/desk/door/").location == address(place)


def test_a_second_scan_says_since_when(at_the_door: InspectingClient, place: Registration) -> None:
    scanned = f"https://example.org/t/{code_of(place)}?lang=ar"
    for typed in (code_of(place).lower(), scanned):
        assert at_the_door.post(address(place), data={"code": typed}).status_code == 303
    page = at_the_door.page(address(place))
    assert "Willkommen: José Şahin" in page
    assert "ist schon da, seit" in page
    assert entries("registration.checked_in") == 1


def test_a_mistake_is_taken_back(at_the_door: InspectingClient, place: Registration) -> None:
    at_the_door.post(address(place), data={"code": code_of(place)})
    for _time in range(2):
        at_the_door.post(f"{address(place)}/{place.id}/undo")
    assert entries("registration.check_in_undone") == 1
    assert db.session.get_one(Registration, place.id, populate_existing=True).checked_in_at is None


def test_names_are_found_without_accents_in_any_order(
    at_the_door: InspectingClient, office: Office, place: Registration
) -> None:
    office.registration(fair=place.fair, candidate=office.candidate(family_name="Ganzanders"))
    page = at_the_door.page(f"{address(place)}?q=SAHIN+jose")
    assert "José Şahin" in page
    assert "Ganzanders" not in page
    at_the_door.post(f"{address(place)}/{place.id}/check-in")
    assert entries("registration.checked_in") == 1


def test_a_ticket_of_another_fair_says_which(
    at_the_door: InspectingClient, office: Office, place: Registration
) -> None:
    other = office.registration(fair=office.fair(title="Nächster Monat"))
    page = at_the_door.post(address(place), data={"code": code_of(other)})
    assert page.status_code == 422
    assert "Nächster Monat" in page.get_data(as_text=True)


def test_cancelled_unknown_and_unregistered_get_their_own_sentence(
    at_the_door: InspectingClient, office: Office, place: Registration
) -> None:
    gone = office.registration(fair=place.fair, state=RegistrationState.CANCELLED)
    stranger = office.candidate()
    for code, sentence in (
        (code_of(gone), "hat ihren Platz abgesagt"),
        (stranger.personal_codes[0].code, "für keine kommende Kontaktbörse"),
        ("K7M4PQ9XT", "Diesen Code gibt es nicht"),
        ("\x00 💥", "Diesen Code gibt es nicht"),
        (" ", "Geben Sie einen Code ein"),
    ):
        page = at_the_door.post(address(place), data={"code": code})
        assert page.status_code == 422
        assert sentence in page.get_data(as_text=True)


def test_a_cancelled_fair_lets_nobody_in(at_the_door: InspectingClient, office: Office) -> None:
    place = office.registration(fair=office.fair(state=FairState.CANCELLED))
    page = at_the_door.post(address(place), data={"code": code_of(place)})
    assert "Diese Kontaktbörse ist abgesagt" in page.get_data(as_text=True)


def test_a_registration_of_another_fair_is_not_found_under_this_one(
    at_the_door: InspectingClient, office: Office, place: Registration
) -> None:
    other = office.registration()
    assert at_the_door.post(f"{address(place)}/{other.id}/check-in").status_code == 404
