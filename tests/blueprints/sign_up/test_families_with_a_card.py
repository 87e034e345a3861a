"""Somebody whom the office knows comes with the family: one record, one party, or nobody."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from domain.fairs import RegistrationState
from models import Candidate, Fair, Registration, db
from services.registrations import cancel_registration
from tests.blueprints.sign_up.test_families import walk
from tests.blueprints.sign_up.test_way_to_a_place import address
from tests.factories import Office
from tests.factories.office import NOW
from tests.inspection import InspectingClient

STATE = RegistrationState
AGREED = {"agree": "y", "together": "y"}


@pytest.fixture
def amal(office: Office) -> Candidate:
    office.office()
    return office.candidate(given_name="Amal", phone="+491701234567")


def come(client: InspectingClient, fair: Fair, person: Candidate, **names: str) -> None:
    """Claim the card and answer every question, naming who comes along."""
    code = person.personal_codes[0].code
    year = person.birth_year or 1990
    sent = client.post(address(fair, "card"), data={"code": code, "birth_year": year})
    assert sent.status_code == 303
    walk(client, fair, begun=True, **names)


def places() -> list[Registration]:
    found = select(Registration).order_by(Registration.id)
    return list(db.session.scalars(found.execution_options(populate_existing=True)))


def group_of(fair: Fair) -> tuple[int, int]:
    group = db.session.get_one(Fair, fair.id, populate_existing=True).groups[0]
    db.session.refresh(group)
    return group.taken, group.waiting


def test_the_holder_keeps_the_record_and_the_others_come_along(
    client: InspectingClient, office: Office, amal: Candidate
) -> None:
    fair = office.fair(capacity=2)
    come(client, fair, amal, given_1="Omar")
    assert "Omar" in client.page(address(fair, "check"))
    alone = client.post(address(fair, "check"), data={"agree": "y"})
    assert "Fragen Sie bitte zuerst" in alone.get_data(as_text=True)
    ticket = client.post(address(fair, "check"), data=AGREED)
    assert amal.personal_codes[0].code in ticket.location
    first, other = places()
    assert (first.candidate_id, other.candidate.given_name) == (amal.id, "Omar")
    assert first.party_id == other.party_id
    assert first.party_id is not None
    assert other.candidate.phone == "+491701234567"
    assert "Omar" in client.page(ticket.location)
    assert db.session.query(Candidate).count() == 2
    assert group_of(fair) == (2, 0)


def test_a_family_that_does_not_fit_gets_nothing_and_may_wait_together(
    client: InspectingClient, office: Office, amal: Candidate
) -> None:
    fair = office.fair(capacity=2, taken=1)
    come(client, fair, amal, given_1="Omar")
    assert client.post(address(fair, "check"), data=AGREED).status_code == 409
    assert places() == []
    client.post(address(fair, "check"), data=AGREED | {"wait": "1"})
    assert [(one.state, one.queue_number) for one in places()] == [(STATE.WAITING, 1)] * 2
    assert group_of(fair) == (1, 2)


@pytest.mark.parametrize("waits", [False, True])
def test_who_gave_the_place_back_comes_again_with_others(
    client: InspectingClient, office: Office, amal: Candidate, waits: bool
) -> None:
    fair = office.fair(capacity=3, taken=3 if waits else 1)
    gone = office.registration(fair=fair, candidate=amal)
    cancel_registration(registration_id=gone.id, now=NOW, actor=office.officer().actor)
    come(client, fair, amal, given_1="Omar")
    sent = client.post(address(fair, "check"), data=AGREED | ({"wait": "1"} if waits else {}))
    assert sent.status_code == 303
    first, other = places()
    assert first.id == gone.id
    assert first.state is other.state is (STATE.WAITING if waits else STATE.REGISTERED)
    assert first.queue_number == other.queue_number
    assert first.party_id == other.party_id
    assert group_of(fair) == ((2, 2) if waits else (2, 0))


def test_who_has_a_place_brings_others_into_the_own_group(
    client: InspectingClient, office: Office, amal: Candidate
) -> None:
    fair = office.fair(capacity=2, taken=1)
    mine = office.registration(fair=fair, candidate=amal)
    come(client, fair, amal, given_1="Omar")
    assert client.post(address(fair, "check"), data=AGREED).status_code == 303
    first, other = places()
    assert (first.id, first.party_id) == (mine.id, other.party_id)
    assert group_of(fair) == (2, 0)


def test_where_only_the_own_place_is_there_the_others_may_wait(
    client: InspectingClient, office: Office, amal: Candidate
) -> None:
    fair = office.fair(capacity=1, taken=1)
    office.registration(fair=fair, candidate=amal)
    come(client, fair, amal, given_1="Omar")
    assert client.post(address(fair, "check"), data=AGREED).status_code == 409
    assert client.post(address(fair, "check"), data=AGREED | {"wait": "1"}).status_code == 303
    assert [one.state for one in places()] == [STATE.REGISTERED, STATE.WAITING]
    assert group_of(fair) == (1, 1)


def test_who_waits_does_not_grow_in_the_line(
    client: InspectingClient, office: Office, amal: Candidate
) -> None:
    fair = office.fair(capacity=2, taken=2)
    come(client, fair, amal)
    client.post(address(fair, "check"), data={"agree": "y", "wait": "1"})
    come(client, fair, amal, given_1="Omar")
    back = client.post(address(fair, "check"), data=AGREED)
    assert back.location == address(fair, "check")
    assert "stehen schon auf der Warteliste" in client.page(back.location)
    assert len(places()) == 1


def test_more_people_than_the_group_has_places_are_told(
    client: InspectingClient, office: Office, amal: Candidate
) -> None:
    fair = office.fair(capacity=1, taken=1)
    come(client, fair, amal, given_1="Omar")
    back = client.post(address(fair, "check"), data=AGREED | {"wait": "1"})
    assert back.status_code == 409
    assert "höchstens: 1" in back.get_data(as_text=True)
    assert places() == []
