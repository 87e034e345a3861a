"""People are invited to a fair from the caseworker's own list, looked at before, once each."""

from __future__ import annotations

import pytest

from models import Invitation, db
from tests.factories import Office, sign_in_as
from tests.inspection import InspectingClient

URL = "/desk/cases/"


def test_people_are_chosen_looked_at_and_invited_with_a_result_for_each(
    client: InspectingClient, office: Office
) -> None:
    caseworker, fair = office.caseworker(), office.fair()
    first = office.candidate(family_name="Erste", caseworker=caseworker)
    office.candidate(family_name="Fremde", caseworker=office.caseworker())
    sign_in_as(client, caseworker)
    assert client.get(f"{URL}invitations").location.endswith(f"/invitations/{fair.id}")
    url = f"{URL}invitations/{fair.id}"
    page = client.page(url)
    assert "Erste" in page
    assert "Fremde" not in page
    told = {"people": [str(first.id)], "kind": "formal"}
    preview = client.post(url, data=told).get_data(as_text=True)
    assert "Meldeaufforderung" in preview
    assert db.session.query(Invitation).count() == 0
    sent = client.post(url, data=told | {"step": "send"}).get_data(as_text=True)
    assert "der Brief geht hinaus" in sent
    again = client.post(url, data=told | {"step": "send"}).get_data(as_text=True)
    assert "war schon eingeladen" in again
    assert db.session.query(Invitation).count() == 1
    assert "mit Meldeaufforderung" in client.page(url)
    assert "Eingeladen: Meeting Point" in client.page(f"/desk/candidates/{first.id}")
    sign_in_as(client, first)
    assert "مركز العمل (Jobcenter)" in client.page("/my?lang=ar")


@pytest.mark.parametrize(
    "told", [{}, {"people": [], "kind": "formal"}, {"people": ["x", "9" * 30], "kind": "other"}]
)
def test_nobody_chosen_is_nobody_invited(
    client: InspectingClient, office: Office, told: dict[str, object]
) -> None:
    caseworker, fair = office.caseworker(), office.fair()
    office.candidate(caseworker=caseworker)
    sign_in_as(client, caseworker)
    data = told | {"step": "send"}
    assert client.post(f"{URL}invitations/{fair.id}", data=data).status_code == 422
    assert db.session.query(Invitation).count() == 0


def test_many_cases_stand_in_pages_and_who_is_ticked_stays_in_sight(
    client: InspectingClient, office: Office
) -> None:
    caseworker, fair = office.caseworker(), office.fair()
    people = [
        office.candidate(caseworker=caseworker, family_name=f"Person {number:02}")
        for number in range(53)
    ]
    sign_in_as(client, caseworker)
    first, second = (client.page(f"{URL}invitations/{fair.id}?page={page}") for page in (1, 2))
    assert first.count('name="people"') == 50
    assert second.count('name="people"') == 3
    chosen = {"people": [str(people[52].id)], "kind": "formal", "step": "change"}
    changed = client.post(f"{URL}invitations/{fair.id}", data=chosen).get_data(as_text=True)
    assert changed.count(" checked") >= 1
    assert "Person 52" in changed
