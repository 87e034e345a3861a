"""The radar and the lead times as pages."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.access import Role
from domain.clock import office_day
from domain.residence import Authority, DocumentGroup
from models import LeadTime, db
from services.expiry_radar import note_expiries
from services.lead_times import set_lead_time
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


def test_documents_without_a_known_end_have_a_list_of_their_own(
    client: InspectingClient, office: Office
) -> None:
    caseworker = office.caseworker()
    person = office.candidate(family_name="Offen", caseworker=caseworker)
    office.document(candidate=person, valid_until=None)
    sign_in_as(client, caseworker)
    assert "Offen" not in client.page(URL)
    page = client.page(f"{URL}?part=unknown")
    assert "Offen" in page
    assert "Ende unbekannt: nachfragen" in page
    assert f"/desk/candidates/{person.id}/residence" in page
    file = client.page(f"/desk/candidates/{person.id}")
    assert "Ende des Aufenthaltsdokuments ist nicht bekannt" in file


def test_the_file_and_the_list_of_cases_warn_as_early_as_the_authority_needs(
    client: InspectingClient, office: Office
) -> None:
    caseworker = office.caseworker()
    person = office.candidate(caseworker=caseworker, postcode="32257")
    office.document(candidate=person, valid_until=TODAY + timedelta(days=70))
    sign_in_as(client, caseworker)
    pages = ("/desk/cases/?part=documents", f"/desk/candidates/{person.id}")
    calm = [client.page(page) for page in pages]
    assert "Keine Fälle in dieser Auswahl" in calm[0]
    assert "läuft bald ab" not in calm[1]
    lead = office.account(Role.TEAM_LEAD).actor
    district, group = Authority.DISTRICT, DocumentGroup.PROTECTION
    set_lead_time(actor=lead, authority=district, group=group, weeks=10, now=NOW)
    warned = [client.page(page) for page in pages]
    assert "läuft ab" in warned[0].split("<tbody")[1]
    assert "läuft bald ab" in warned[1]
    assert "Vorlauf 10 Wochen" in warned[1]


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
