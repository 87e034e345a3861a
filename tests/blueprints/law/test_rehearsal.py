"""The page of the rehearsal: old and new answer, and one button for the tasks."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.access import Role
from domain.residence import EmploymentEntry
from models import Account, Task, db
from tests.factories import Office, sign_in_as
from tests.inspection import InspectingClient
from tests.services.law.colleagues import FIRST, TODAY, draft


@pytest.fixture
def lead(office: Office, client: InspectingClient) -> Account:
    account = office.account(Role.TEAM_LEAD)
    sign_in_as(client, account)
    return account


def test_old_and_new_answer_stand_beside_each_other_and_become_a_task(
    client: InspectingClient, office: Office, lead: Account
) -> None:
    person = office.candidate(given_name="Olena", family_name="Probe")
    office.document(
        candidate=person,
        status_key="ae_24",
        entry=EmploymentEntry.UNKNOWN,
        valid_from=TODAY,
        valid_until=TODAY + timedelta(days=500),
    )
    draft(office, lead=lead)
    page = client.get("/desk/rules/rehearsal").text
    for words in ("Olena Probe", f"{FIRST:%d.%m.%Y}", "ohne Erlaubnis möglich", "nicht erlaubt"):
        assert words in page
    assert client.post("/desk/rules/rehearsal/tasks").status_code == 303
    assert "Neue Aufgaben: 1" in client.get("/desk/rules/rehearsal").text
    tasks = client.get("/tasks/").text
    assert "Olena Probe" in tasks
    assert f"Ab {FIRST:%d.%m.%Y}: ohne Erlaubnis möglich → nicht erlaubt" in tasks
    client.post(f"/tasks/{db.session.query(Task).one().id}/done")
    assert "Olena Probe" not in client.get("/tasks/").text


def test_without_drafts_the_page_says_what_to_do(client: InspectingClient, lead: Account) -> None:
    assert "Kein Entwurf" in client.get("/desk/rules/rehearsal").text


def test_an_officer_reviews_and_does_not_see_whose_answer_changes(
    client: InspectingClient, office: Office
) -> None:
    sign_in_as(client, office.officer())
    assert client.get("/desk/rules/rehearsal").status_code == 404
    assert client.post("/desk/rules/rehearsal/tasks").status_code == 404


def test_the_page_says_how_many_people_were_examined(
    client: InspectingClient, office: Office, lead: Account
) -> None:
    for number in range(3):
        person = office.candidate(family_name=f"Probe {number}")
        ends = TODAY + timedelta(days=500 if number else 5)
        unknown = EmploymentEntry.UNKNOWN
        office.document(candidate=person, status_key="ae_25_3", entry=unknown, valid_until=ends)
    draft(office, lead=lead, document="ae_25_3")
    page = client.page("/desk/rules/rehearsal")
    assert "Geprüft: alle 3 Personen" in page
    assert "Für 2 davon ändert sich etwas" in page
