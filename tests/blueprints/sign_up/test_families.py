"""A family registers together: placed together or not at all, each with an own ticket."""

from __future__ import annotations

import pytest
from icalendar import Calendar
from sqlalchemy import select

from domain.fairs import RegistrationState
from models import Candidate, Fair, PersonalCode, Registration, db, transactional
from tests.blueprints.sign_up.test_way_to_a_place import TAILOR, address, answer, confirm
from tests.factories import Office
from tests.factories.office import NOW
from tests.inspection import InspectingClient

FAMILY = {
    **{"given_1": "Omar", "family_1": "Haddad", "looks_1": "y"},
    **{"given_2": "هدى", "children": "٢", "needs": []},
}


@pytest.fixture
def fair(office: Office) -> Fair:
    office.office()
    return office.fair(capacity=3)


def walk(client: InspectingClient, fair: Fair, *, begun: bool = False, **needs: object) -> None:
    """Answer every question up to the last; ``begun`` with a card before."""
    if not begun:
        client.post(address(fair))
    answer(client, fair, "work", "occupation", area="sewing")
    answer(client, fair, "occupation", "german", occupation=TAILOR, years="5")
    answer(client, fair, "german", "firms", german="A2")
    answer(client, fair, "firms", "needs")
    answer(client, fair, "needs", "contact", **needs)
    answer(client, fair, "contact", "check", phone="0170 1234567")


def registered(client: InspectingClient, fair: Fair) -> tuple[str, list[Registration]]:
    walk(client, fair, **FAMILY)
    ticket = confirm(client, fair, given_name="Amal", family_name="Haddad", together="y")
    places = db.session.scalars(select(Registration).order_by(Registration.id)).all()
    return ticket, list(places)


def code_of(place: Registration) -> str:
    found = select(PersonalCode.code).where(PersonalCode.candidate_id == place.candidate_id)
    return db.session.scalars(found).one()


def states() -> list[RegistrationState]:
    return list(db.session.scalars(select(Registration.state).order_by(Registration.id)))


def test_all_get_places_in_one_group_and_each_an_own_ticket(
    client: InspectingClient, fair: Fair
) -> None:
    ticket, places = registered(client, fair)
    assert [one.candidate.given_name for one in places] == ["Amal", "Omar", "هدى"]
    assert len({one.party_id for one in places}) == len({one.group_id for one in places}) == 1
    assert (places[0].children, places[0].needs_child_care) == (2, True)
    assert {one.candidate.phone for one in places} == {"+491701234567"}
    assert [len(one.candidate.work) for one in places] == [1, 1, 0]
    page = client.page(ticket)
    for one in places[1:]:
        assert f"/t/{code_of(one)}" in page
        other = client.page(f"/t/{code_of(one)}")
        assert one.candidate.given_name in other
        assert "Amal" not in other
    assert fresh(fair).taken == 3


def fresh(fair: Fair) -> Fair:
    return db.session.get_one(Fair, fair.id, populate_existing=True)


def test_a_family_that_does_not_fit_gets_no_place_at_all(
    client: InspectingClient, office: Office
) -> None:
    office.office()
    small = office.fair(capacity=2)
    walk(client, small, **FAMILY)
    typed = {"agree": "y", "together": "y", "given_name": "Amal"}
    assert client.post(address(small, "check"), data=typed).status_code == 409
    assert db.session.scalars(select(Candidate)).all() == []
    assert fresh(small).taken == 0


def test_the_others_must_have_agreed(client: InspectingClient, fair: Fair) -> None:
    walk(client, fair, **FAMILY)
    page = client.page(address(fair, "check"))
    assert "Omar Haddad" in page
    back = client.post(address(fair, "check"), data={"agree": "y", "given_name": "Amal"})
    assert back.status_code == 422
    assert "Fragen Sie bitte zuerst" in back.get_data(as_text=True)


def test_a_family_name_alone_is_asked_for_the_first_name(
    client: InspectingClient, fair: Fair
) -> None:
    walk(client, fair)
    back = client.post(address(fair, "needs"), data={"family_3": "Haddad"})
    assert back.status_code == 422
    text = back.get_data(as_text=True)
    assert "Schreiben Sie den Vornamen" in text
    assert 'value="Haddad"' in text


def test_who_registered_the_family_cancels_one_or_all(client: InspectingClient, fair: Fair) -> None:
    ticket, places = registered(client, fair)
    page = f"{ticket}/family"
    other = f"/t/{code_of(places[1])}"
    assert client.get(f"{other}/family").location == other
    assert client.post(page, data={}).status_code == 422
    foreign = client.post(page, data={"people": ["999999"]})
    assert foreign.status_code == 422
    client.post(page, data={"people": [places[1].id]})
    kept, gone = RegistrationState.REGISTERED, RegistrationState.CANCELLED
    assert states() == [kept, gone, kept]
    assert "abgesagt" in client.page(ticket)
    client.post(page, data={"people": [places[0].id, places[2].id]})
    assert states() == [gone, gone, gone]
    assert fresh(fair).taken == 0


def test_nobody_of_a_family_is_cancelled_with_somebody_who_is_here(
    client: InspectingClient, fair: Fair
) -> None:
    ticket, places = registered(client, fair)
    arrive(places[1].id)
    client.post(f"{ticket}/family", data={"people": [places[0].id, places[1].id]})
    assert set(states()) == {RegistrationState.REGISTERED}
    assert "schon da" in client.page(ticket)


@transactional
def arrive(registration_id: int) -> None:
    db.session.get_one(Registration, registration_id).checked_in_at = NOW


def test_each_entry_of_a_family_calendar_says_whose_it_is(
    client: InspectingClient, fair: Fair
) -> None:
    _ticket, places = registered(client, fair)
    files = [client.get(f"/t/{code_of(one)}/calendar.ics").get_data() for one in places]
    events = [Calendar.from_ical(one).walk("VEVENT")[0] for one in files]
    assert len({event["UID"] for event in events}) == 3
    assert ["Amal" in event["DESCRIPTION"] for event in events] == [True, False, False]


def test_the_interpreter_is_ticked_in_the_language_of_the_page(
    client: InspectingClient, fair: Fair
) -> None:
    client.page(address(fair) + "?lang=ar")
    walk(client, fair, needs=["ramp"])
    assert 'value="interpreter" checked' not in client.page(address(fair, "needs"))
    client.post(address(fair))
    for step, typed in (
        ("work", {"area": "sewing"}),
        ("occupation", {"occupation": TAILOR, "years": "5"}),
        ("german", {"german": "A2"}),
        ("firms", {}),
    ):
        client.post(address(fair, step), data=typed)
    page = client.page(address(fair, "needs"))
    assert 'value="interpreter" checked' in page
    assert "العربية" in page[page.index('value="interpreter"') :]


def test_a_family_larger_than_its_group_is_told_so_and_can_become_smaller(
    client: InspectingClient, office: Office
) -> None:
    office.office()
    fair = office.fair(capacity=2)
    walk(client, fair, **FAMILY)
    typed = {"given_name": "Amal", "together": "y", "agree": "y"}
    full = client.post(address(fair, "check"), data=typed)
    assert "nicht genug Plätze für Sie alle" in full.get_data(as_text=True)
    refused = client.post(address(fair, "check"), data=typed | {"wait": "1"})
    assert refused.status_code == 409
    page = refused.get_data(as_text=True)
    assert "höchstens: 2" in page
    assert f"{address(fair, 'needs')}?change=1" in page
    assert "Auf die Warteliste" not in page
    assert states() == []
