"""The team lead's page: who waits, who has how much, who gets whom."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from domain.access import Role
from models import AuditEntry, Candidate, db, transactional
from tests.factories import Office, sign_in_as
from tests.inspection import InspectingClient
from tests.statements import BUDGET, counted_statements

URL = "/desk/team/"


def test_the_page_shows_who_of_the_own_office_waits_and_who_has_how_much(
    client: InspectingClient, office: Office
) -> None:
    elsewhere = office.office("Agentur für Arbeit")
    busy = office.caseworker(name="Frau Viel")
    office.caseworker(name="Herr Anderswo", office=elsewhere)
    office.candidate(family_name="Wartend", agreed=False)
    office.candidate(family_name="Auswärtig", office=elsewhere)
    office.candidate(family_name="Versorgt", caseworker=busy)
    sign_in_as(client, office.account(Role.TEAM_LEAD))
    page = client.page(URL)
    assert "Wartend" in page
    assert "Frau Viel" in page
    for other in ("Auswärtig", "Herr Anderswo", "Versorgt"):
        assert other not in page
    assert "Versorgt" in client.page(f"{URL}?caseworker={busy.id}")


def test_several_people_are_assigned_at_once_and_later_to_somebody_else(
    client: InspectingClient, office: Office
) -> None:
    first, second = office.caseworker(), office.caseworker()
    ids = [str(office.candidate().id) for _number in range(3)]
    sign_in_as(client, office.account(Role.TEAM_LEAD))
    for _press in range(2):
        told = {"people": ids[:2], "caseworker": str(first.id)}
        assert client.post(URL, data=told).status_code == 303
    assert db.session.scalars(select(Candidate.caseworker_id).order_by("id")).all() == [
        first.id,
        first.id,
        None,
    ]
    told = {"people": ids[:1], "caseworker": str(second.id)}
    client.post(f"{URL}?caseworker={first.id}", data=told)
    db.session.rollback()
    assert db.session.scalars(select(Candidate.caseworker_id).order_by("id")).all() == [
        second.id,
        first.id,
        None,
    ]
    noted = select(AuditEntry).where(AuditEntry.action == "candidate.assigned")
    assert len(db.session.scalars(noted).all()) == 5


@pytest.mark.parametrize(
    "told",
    [
        {"people": ["1"], "caseworker": ""},
        {"people": [], "caseworker": "own"},
        {"people": ["x", "9" * 40, "-1", "١"], "caseworker": "own"},
        {"people": ["1"], "caseworker": "foreign"},
        {"people": ["1"], "caseworker": "x\x00"},
    ],
)
def test_what_cannot_be_assigned_gets_a_sentence(
    client: InspectingClient, office: Office, told: dict[str, object]
) -> None:
    accounts = {
        "own": office.caseworker(),
        "foreign": office.caseworker(office=office.office("Agentur für Arbeit")),
    }
    chosen = accounts.get(str(told["caseworker"]))
    office.candidate()
    sign_in_as(client, office.account(Role.TEAM_LEAD))
    answer = client.post(URL, data=told | ({"caseworker": str(chosen.id)} if chosen else {}))
    assert answer.status_code == 422
    assert 'id="caseworker-error"' in answer.get_data(as_text=True)
    assert db.session.scalars(select(Candidate.caseworker_id)).all() == [None]


def test_a_foreign_person_among_the_ticked_answers_404_and_nobody_is_assigned(
    client: InspectingClient, office: Office
) -> None:
    caseworker = office.caseworker()
    people = [office.candidate(), office.candidate(office=office.office("Agentur für Arbeit"))]
    sign_in_as(client, office.account(Role.TEAM_LEAD))
    told = {"people": [str(one.id) for one in people], "caseworker": str(caseworker.id)}
    assert client.post(URL, data=told).status_code == 404
    assert db.session.scalars(select(Candidate.caseworker_id)).all() == [None, None]


@transactional
def _add_people(office: Office, count: int) -> None:
    for _number in range(count):
        office.candidate()


def test_the_page_asks_as_little_for_a_thousand_people_as_for_ten(
    client: InspectingClient, office: Office
) -> None:
    office.caseworker()
    sign_in_as(client, office.account(Role.TEAM_LEAD))
    counts = []
    for more in (10, 990):
        _add_people(office, more)
        client.page(URL)
        with counted_statements() as sent:
            client.page(URL)
        counts.append(len(sent))
    assert counts[0] == counts[1] <= BUDGET
