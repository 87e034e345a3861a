"""What somebody on the waiting list sees and does behind their code."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from domain.access import PUBLIC
from domain.fairs import RegistrationState
from models import Fair, Registration, db
from services import waiting_list
from services.newcomers import Newcomer
from services.personal_codes import current_code
from services.promotion import keep_waiting_lists
from services.registrations import Wishes, cancel_registration, register
from tests.factories import Office
from tests.factories.office import NOW
from tests.inspection import InspectingClient

STATE = RegistrationState


@pytest.fixture
def fair(office: Office) -> Fair:
    office.office()
    return office.fair(capacity=1)


def comes(fair: Fair, name: str, *, waits: bool = True) -> Registration:
    verb = waiting_list.join if waits else register
    person = Newcomer(given_name=name)
    return verb(fair=fair, person=person, wishes=Wishes(), key=name, now=NOW, actor=PUBLIC)


def address(place: Registration) -> str:
    code = current_code(place.candidate)
    assert code is not None
    return f"/t/{code.code}"


def key_of(page: str) -> str:
    found = re.search(r'name="key" value="([0-9a-f]+)"', page)
    assert found is not None
    return found[1]


def state(place: Registration) -> RegistrationState:
    return db.session.get_one(Registration, place.id, populate_existing=True).state


def free(place: Registration, now: datetime = NOW) -> None:
    cancel_registration(registration_id=place.id, now=now, actor=PUBLIC)


def test_the_ticket_says_the_number_in_the_list_and_its_rule(
    client: InspectingClient, fair: Fair
) -> None:
    comes(fair, "Amal", waits=False)
    comes(fair, "Bilal")
    page = client.page(address(comes(fair, "Chaza")))
    assert "Ihre Nummer: 2" in page
    assert "Niemand wird überholt" in page


def test_an_offered_place_is_taken_by_one_button_however_often_it_is_pressed(
    client: InspectingClient, fair: Fair
) -> None:
    first, waiting = comes(fair, "Amal", waits=False), comes(fair, "Bilal")
    free(first)
    assert "Ein Platz ist frei für Sie" in client.page(address(waiting))
    typed = {"key": key_of(client.page(f"{address(waiting)}/offer"))}
    answers = [client.post(f"{address(waiting)}/offer", data=typed) for _twice in range(2)]
    assert {one.location for one in answers} == {address(waiting)}
    assert state(waiting) is STATE.REGISTERED


def test_a_declined_place_goes_to_the_next(client: InspectingClient, fair: Fair) -> None:
    first, one, other = comes(fair, "Amal", waits=False), comes(fair, "Bilal"), comes(fair, "Cem")
    free(first)
    client.page(f"{address(one)}/decline")
    client.post(f"{address(one)}/decline")
    assert (state(one), state(other)) == (STATE.CANCELLED, STATE.OFFERED)


def test_an_offer_that_ran_out_is_said_so_and_one_may_wait_again(
    client: InspectingClient, fair: Fair
) -> None:
    first, waiting = comes(fair, "Amal", waits=False), comes(fair, "Bilal")
    free(first)
    comes(fair, "Cem")
    keep_waiting_lists(NOW + timedelta(days=2))
    assert "Das Angebot ist abgelaufen" in client.page(address(waiting))
    client.post(f"{address(waiting)}/offer")
    assert state(waiting) is STATE.EXPIRED
    client.post(f"{address(waiting)}/wait-again", data={"key": "a1"})
    assert state(waiting) is STATE.WAITING


def test_who_no_longer_wants_to_wait_leaves_the_list(client: InspectingClient, fair: Fair) -> None:
    comes(fair, "Amal", waits=False)
    waiting = comes(fair, "Bilal")
    client.page(f"{address(waiting)}/leave-list")
    client.post(f"{address(waiting)}/leave-list")
    assert state(waiting) is STATE.CANCELLED
    assert "Auf die Warteliste" in client.page(address(waiting))


def test_the_same_cancellation_sent_again_answers_the_same_and_changes_nothing(
    client: InspectingClient, fair: Fair
) -> None:
    place = comes(fair, "Amal", waits=False)
    typed = {"key": key_of(client.page(f"{address(place)}/cancel"))}
    first = client.post(f"{address(place)}/cancel", data=typed)
    client.post(f"{address(place)}/register-again", data={"key": "b2"})
    again = client.post(f"{address(place)}/cancel", data=typed)
    assert first.location == again.location == address(place)
    assert state(place) is STATE.REGISTERED
    assert db.session.scalars(select(Registration)).one().group.taken == 1
