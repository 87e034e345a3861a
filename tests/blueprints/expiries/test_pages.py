"""The radar and the lead times as pages."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.access import Role
from domain.clock import office_day
from models import LeadTime, db
from services.expiry_radar import note_expiries
from tests.factories import Office, sign_in_as
from tests.factories.office import NOW
from tests.inspection import InspectingClient
from tests.statements import BUDGET, counted_statements

TODAY = office_day(NOW)
URL = "/desk/expiries"


def test_the_page_lists_who_must_act_now_and_the_rest_on_demand(
    client: InspectingClient, office: Office
) -> None:
    caseworker = office.caseworker()
    for name, days in (("Bald", 20), ("Später", 200)):
        person = office.candidate(family_name=name, caseworker=caseworker)
        office.document(candidate=person, valid_until=TODAY + timedelta(days=days))
    sign_in_as(client, caseworker)
    page = client.page(URL)
    assert "Bald" in page
    assert "Später" not in page
    assert "Später" in client.page(f"{URL}?part=all")


@pytest.mark.parametrize("people", [3, 40])
def test_the_radar_needs_as_many_statements_for_few_as_for_many(
    client: InspectingClient, office: Office, people: int
) -> None:
    caseworker = office.caseworker()
    for days in range(people):
        person = office.candidate(caseworker=caseworker)
        office.document(candidate=person, valid_until=TODAY + timedelta(days=days))
    sign_in_as(client, caseworker)
    with counted_statements() as sent:
        client.page(URL)
    assert len(sent) <= BUDGET


def test_today_shows_the_caseworker_whose_document_runs_out_with_its_one_action(
    client: InspectingClient, office: Office
) -> None:
    caseworker = office.caseworker()
    person = office.candidate(family_name="Bald", caseworker=caseworker)
    office.document(candidate=person, valid_until=TODAY + timedelta(days=20))
    note_expiries(now=NOW)
    sign_in_as(client, caseworker)
    page = client.page("/desk")
    assert "Verlängerung klären" in page
    assert f"/desk/candidates/{person.id}/residence" in page
    sign_in_as(client, office.caseworker())
    assert "Bald" not in client.page("/desk")


def test_a_team_lead_sets_a_lead_time_and_nobody_else_does(
    client: InspectingClient, office: Office
) -> None:
    told = {"authority": "abh_stadt_herford", "group": "asylum", "weeks": "١٢"}
    sign_in_as(client, office.caseworker())
    assert client.post(f"{URL}/lead-times", data=told).status_code == 404
    sign_in_as(client, office.account(Role.TEAM_LEAD))
    assert client.post(f"{URL}/lead-times", data=told).status_code == 303
    page = client.page(f"{URL}/lead-times")
    assert "Ausländerbehörde der Stadt Herford" in page
    assert db.session.query(LeadTime).one().weeks == 12


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"authority": "nobody", "group": "asylum", "weeks": "8"},
        {"authority": "bamf", "group": "x", "weeks": "8"},
        {"authority": "bamf", "group": "asylum", "weeks": "0"},
        {"authority": "bamf", "group": "asylum", "weeks": "acht"},
        {"authority": "bamf", "group": "asylum", "weeks": "9" * 400},
    ],
)
def test_a_lead_time_that_cannot_be_gets_a_sentence(
    client: InspectingClient, office: Office, told: dict[str, str]
) -> None:
    sign_in_as(client, office.account(Role.TEAM_LEAD))
    assert client.post(f"{URL}/lead-times", data=told).status_code == 422
    assert db.session.query(LeadTime).count() == 0
