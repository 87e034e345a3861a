"""An officer books a talk for somebody at a stand."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from domain.access import Role
from domain.fairs import RegistrationState, Slot
from domain.positions import PositionKind
from models import Interview, Letter, Registration, Stand, db
from services.interviews import book_interview
from tests.factories import Office, sign_in_as
from tests.factories.office import NOW
from tests.inspection import InspectingClient


@pytest.fixture
def officer(client: InspectingClient, office: Office) -> InspectingClient:
    sign_in_as(client, office.officer())
    return client


@pytest.fixture
def stand(office: Office) -> Stand:
    return office.stand(fair=office.fair(), number=90)


@pytest.fixture
def place(office: Office, stand: Stand) -> Registration:
    person = office.candidate(given_name="Amal", family_name="Tanger")
    return office.registration(fair=stand.fair, candidate=person)


def address(stand: Stand, place: Registration) -> str:
    return f"/desk/fairs/{stand.fair_id}/talks/{stand.id}/{place.id}"


def slot_text(stand: Stand, desk: int = 1) -> str:
    return f"{stand.fair.starts_at:%Y-%m-%dT%H:%M}/{desk}"


def test_a_talk_is_found_booked_announced_and_shown(
    officer: InspectingClient, office: Office, stand: Stand, place: Registration
) -> None:
    position = office.position(employer=stand.employer, title="Näher/in")
    office.position(title="Einer anderen Firma")
    code = place.candidate.personal_codes[0].code
    for typed in ("tanger", code.lower()):
        page = officer.page(f"/desk/fairs/{stand.fair_id}/talks/find?stand={stand.id}&q={typed}")
        assert address(stand, place) in page
    page = officer.page(address(stand, place))
    assert "Näher/in" in page
    assert "Einer anderen Firma" not in page

    response = officer.post(
        address(stand, place), data={"slot": slot_text(stand), "position": position.id}
    )
    assert response.status_code == 303
    talk = db.session.scalars(select(Interview)).one()
    assert (talk.starts_at, talk.position_id) == (stand.fair.starts_at, position.id)
    letter = db.session.scalars(select(Letter)).one()
    assert (letter.kind, letter.candidate_id) == ("interview-booked", place.candidate_id)
    assert "Amal Tanger" in officer.page(response.location)

    officer.post(f"/desk/fairs/{stand.fair_id}/talks/{talk.id}/cancel")
    assert db.session.scalars(select(Interview)).all() == []
    kinds = db.session.scalars(select(Letter.kind).order_by(Letter.id)).all()
    assert kinds == ["interview-booked", "interview-cancelled"]


def test_a_taken_slot_is_said_beside_the_field(
    officer: InspectingClient, office: Office, stand: Stand, place: Registration
) -> None:
    other = office.registration(fair=stand.fair)
    book_interview(
        stand=stand,
        candidate=other.candidate,
        slot=Slot(stand.fair.starts_at, 1),
        actor=office.officer().actor,
        now=NOW,
    )
    assert slot_text(stand) not in officer.page(address(stand, place))
    response = officer.post(address(stand, place), data={"slot": slot_text(stand), "position": 0})
    assert response.status_code == 422
    assert "wurde gerade vergeben" in response.get_data(as_text=True)


def test_nobody_is_in_two_talks_at_once(
    officer: InspectingClient, office: Office, stand: Stand, place: Registration
) -> None:
    second = office.stand(fair=stand.fair, desks=2)
    officer.post(address(stand, place), data={"slot": slot_text(stand), "position": 0})
    assert slot_text(stand) not in officer.page(address(second, place))
    response = officer.post(
        address(second, place), data={"slot": slot_text(stand, desk=2), "position": 0}
    )
    assert response.status_code == 422
    assert len(db.session.scalars(select(Interview)).all()) == 1


@pytest.mark.parametrize("slot", ["", "x", "2020-01-01T10:00/1", "\x00"])
def test_a_forged_time_is_refused(
    officer: InspectingClient, stand: Stand, place: Registration, slot: str
) -> None:
    response = officer.post(address(stand, place), data={"slot": slot, "position": 0})
    assert response.status_code == 422


def test_who_gave_the_place_back_gets_no_talk(
    officer: InspectingClient, office: Office, stand: Stand
) -> None:
    gone = office.registration(fair=stand.fair, state=RegistrationState.CANCELLED)
    response = officer.post(address(stand, gone), data={"slot": slot_text(stand), "position": 0})
    assert "inzwischen abgesagt" in response.get_data(as_text=True)


def test_stand_and_person_of_different_fairs_do_not_meet(
    officer: InspectingClient, office: Office, stand: Stand
) -> None:
    elsewhere = office.registration()
    assert officer.get(address(stand, elsewhere)).status_code == 404


def test_caseworkers_book_no_talks(
    client: InspectingClient, office: Office, stand: Stand, place: Registration
) -> None:
    sign_in_as(client, office.account(Role.CASEWORKER))
    assert client.get(address(stand, place)).status_code == 404


def test_two_positions_of_one_title_are_told_apart(
    officer: InspectingClient, office: Office, stand: Stand, place: Registration
) -> None:
    for kind, town in ((PositionKind.JOB, "Bünde"), (PositionKind.APPRENTICESHIP, "Enger")):
        office.position(employer=stand.employer, title="Näher/in", kind=kind, place=town)
    page = officer.page(address(stand, place))
    assert "Näher/in – Arbeit, Bünde" in page
    assert "Näher/in – Ausbildung, Enger" in page
