"""Who is here, who is missing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from domain.access import Role
from domain.fairs import FairState, RegistrationState
from models import AuditEntry, Registration, db
from tests.factories import Office, sign_in_as
from tests.factories.office import NOW
from tests.inspection import InspectingClient

TODAY = {"starts_at": NOW - timedelta(hours=1), "ends_at": NOW + timedelta(hours=3)}


@pytest.fixture
def place(office: Office) -> Registration:
    person = office.candidate(given_name="José", family_name="Şahin")
    return office.registration(fair=office.fair(title="Heute", **TODAY), candidate=person)


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
        (code_of(gone), "hat den Platz abgesagt"),
        (stranger.personal_codes[0].code, "für keine Kontaktbörse"),
        ("K7M4PQ9XT", "Diesen Code gibt es nicht"),
        ("\x00 💥", "keine Eintrittskarte"),
        ("https://example.org/menu", "keine Eintrittskarte"),
        ("9" * 1_000_000, "höchstens 400 Zeichen"),
        (" ", "Geben Sie einen Code ein"),
    ):
        page = at_the_door.post(address(place), data={"code": code})
        assert page.status_code == 422
        assert sentence in page.get_data(as_text=True)


def test_a_cancelled_fair_lets_nobody_in(at_the_door: InspectingClient, office: Office) -> None:
    place = office.registration(fair=office.fair(state=FairState.CANCELLED, **TODAY))
    page = at_the_door.post(address(place), data={"code": code_of(place)})
    assert "Diese Kontaktbörse ist abgesagt" in page.get_data(as_text=True)
    at_the_door.post(f"{address(place)}/{place.id}/check-in")
    assert entries("registration.checked_in") == 0


def test_a_registration_of_another_fair_is_not_found_under_this_one(
    at_the_door: InspectingClient, office: Office, place: Registration
) -> None:
    other = office.registration()
    assert at_the_door.post(f"{address(place)}/{other.id}/check-in").status_code == 404


def test_before_the_day_staff_are_asked_first(
    at_the_door: InspectingClient, office: Office
) -> None:
    place = office.registration()
    asked = at_the_door.post(address(place), data={"code": code_of(place)})
    page = at_the_door.page(asked.location)
    assert "Wirklich schon heute einlassen?" in page
    assert entries("registration.checked_in") == 0
    at_the_door.post(f"{address(place)}/{place.id}/check-in", data={"sure": "1"})
    assert entries("registration.checked_in") == 1


def test_a_scan_that_is_sent_again_gets_the_same_answer(
    at_the_door: InspectingClient, place: Registration
) -> None:
    scan = {"scan": "a1b2", "text": f"https://example.org/t/{code_of(place)}"}
    first = at_the_door.post(f"{address(place)}/scans", data=scan).get_json()
    at_the_door.post(first["undo"])
    again = at_the_door.post(f"{address(place)}/scans", data=scan | {"waited": "40"}).get_json()
    assert first["outcome"] == again["outcome"] == "arrived"
    assert (first["here"], again["here"]) == (1, 0)
    assert entries("registration.checked_in") == 1


def test_a_scan_that_waited_for_a_connection_counts_from_when_it_was_made(
    at_the_door: InspectingClient, place: Registration
) -> None:
    for scan, waited in (("a", "600"), ("b", "many"), ("c", "-5"), ("d" * 65, "9" * 30)):
        data = {"scan": scan, "text": code_of(place), "waited": waited}
        assert at_the_door.post(f"{address(place)}/scans", data=data).status_code == 200
    arrived = db.session.get_one(Registration, place.id, populate_existing=True).checked_in_at
    assert arrived is not None
    assert timedelta(minutes=9) < datetime.now(UTC) - arrived < timedelta(minutes=12)


def test_scans_that_are_no_tickets_are_answered_and_change_nothing(
    at_the_door: InspectingClient, office: Office, place: Registration
) -> None:
    other = office.registration(fair=office.fair(title="Nächster Monat"))
    sent = {"": "no_ticket", "x" * 100_000: "no_ticket", "WIFI:S:gast;;": "no_ticket"}
    sent |= {"https://example.org/t/222222222": "unknown", code_of(other): "elsewhere"}
    for text, outcome in sent.items():
        answer = at_the_door.post(f"{address(place)}/scans", data={"text": text}).get_json()
        assert answer["outcome"] == outcome
        assert answer["undo"] is None
    assert entries("registration.checked_in") == 0


def test_only_the_page_of_the_door_may_ask_for_the_camera(
    at_the_door: InspectingClient, place: Registration
) -> None:
    page = at_the_door.get(address(place))
    assert "camera=(self)" in page.headers["Permissions-Policy"]
    for other in (f"{address(place)}/presence", "/", "/desk"):
        assert "camera=()" in at_the_door.get(other).headers["Permissions-Policy"]


def test_staff_see_who_is_here_by_language_and_by_firm(
    at_the_door: InspectingClient, office: Office, place: Registration
) -> None:
    stand = office.stand(fair=place.fair)
    wishing = office.registration(
        fair=place.fair, candidate=office.candidate(given_name="Tesfay", language="ti")
    )
    office.wish(wishing, stand)
    page = at_the_door.page(f"{address(place)}/presence")
    assert "Tigrinya" in page
    assert stand.employer.name in page
    for query in (f"stand={stand.id}", "language=ti", "presence=missing&q=ተስፋይ"):
        page = at_the_door.page(f"{address(place)}?{query}")
        assert "Tesfay" in page
        assert "José" not in page
    assert "Tesfay" not in at_the_door.page(f"{address(place)}?presence=here&stand=9x")
