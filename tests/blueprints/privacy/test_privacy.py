"""The pages of deleting and keeping, and the commands of the data protection officer."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from domain.access import Role
from models import AuditEntry, Candidate, PersonDeletion, RetentionPeriod, db, transactional
from tests.factories import Office, sign_in_as
from tests.factories.office import NOW
from tests.inspection import InspectingClient

pytestmark = pytest.mark.both_databases

SURE = {"sure": "y", "reason": "mistake"}


def count(kind: type) -> int:
    db.session.rollback()
    return db.session.query(kind).count()


def test_a_caseworker_deletes_an_own_person_and_sees_the_proof(
    client: InspectingClient, office: Office
) -> None:
    caseworker = office.caseworker()
    own = office.candidate(caseworker_id=caseworker.id, family_name="Verschwindt")
    other = office.candidate(family_name="Bleibt")
    page, strange = f"/desk/privacy/people/{own.id}", f"/desk/privacy/people/{other.id}"
    sign_in_as(client, caseworker)
    assert client.get(strange).status_code == 404
    assert client.post(strange, data=SURE).status_code == 404
    client.page(page)
    assert client.post(page, data={"sure": "y"}).status_code == 422
    assert client.post(page, data={"reason": "mistake"}).status_code == 422
    answer = client.post(page, data=SURE)
    assert answer.status_code == 303
    proof = client.page(answer.location)
    assert "Es ist nichts mehr zu finden" in proof
    assert "Verschwindt" not in proof
    assert count(Candidate) == 1
    assert client.post(page, data=SURE).status_code == 404


def test_what_was_found_stands_on_the_proof(client: InspectingClient, office: Office) -> None:
    caseworker = office.caseworker()
    own = office.candidate(caseworker_id=caseworker.id, email="weg@example.org")
    office.employer(contact_name="weg@example.org")
    sign_in_as(client, caseworker)
    answer = client.post(f"/desk/privacy/people/{own.id}", data=SURE)
    assert "employer.contact_name: 1" in client.page(answer.location)


def test_a_proof_of_another_office_does_not_exist(client: InspectingClient, office: Office) -> None:
    far = office.caseworker(office=office.office("Agentur für Arbeit Minden"))
    own = office.candidate(caseworker_id=far.id, office=far.office)
    sign_in_as(client, far)
    proof = client.post(f"/desk/privacy/people/{own.id}", data=SURE).location
    sign_in_as(client, office.account(Role.TEAM_LEAD))
    assert client.get(proof).status_code == 404


def test_the_team_lead_changes_a_period_within_its_bounds_and_says_why(
    client: InspectingClient, office: Office
) -> None:
    sign_in_as(client, office.account(Role.TEAM_LEAD))
    page = "/desk/privacy/periods/audit"
    client.page(page)
    assert client.post(page, data={"days": "10", "reason": "Zu kurz"}).status_code == 422
    assert client.post(page, data={"days": "200"}).status_code == 422
    assert client.get("/desk/privacy/periods/nothing").status_code == 404
    assert client.post(page, data={"days": "200", "reason": "Weniger reicht"}).status_code == 303
    assert count(RetentionPeriod) == 1
    assert "Weniger reicht" in client.page("/desk/privacy")


@transactional
def _old_entry() -> None:
    db.session.add(
        AuditEntry(
            at=NOW - timedelta(days=400),
            role=Role.OFFICER,
            action="x",
            subject_kind="fair",
            subject_id=1,
        )
    )


def test_what_is_overdue_is_an_error_on_the_page_and_at_the_command_line(
    app: Flask, client: InspectingClient, office: Office
) -> None:
    sign_in_as(client, office.account(Role.TEAM_LEAD))
    assert "überfällig" not in client.page("/desk/privacy")
    assert app.test_cli_runner().invoke(args=["privacy", "due"]).exit_code == 0
    _old_entry()
    assert "überfällig" in client.page("/desk/privacy")
    told = app.test_cli_runner().invoke(args=["privacy", "due"])
    assert told.exit_code == 1
    assert "audit\t1\tProtokoll\toverdue" in told.output


def test_the_search_says_where_and_never_what(app: Flask, office: Office) -> None:
    person = office.candidate(family_name="Gesucht")
    run = app.test_cli_runner().invoke
    told = run(args=["privacy", "search", "gesucht"])
    assert told.exit_code == 1
    assert f"candidate.family_name\t{person.id}" in told.output
    assert "Gesucht" not in told.output
    assert run(args=["privacy", "search", "Niemand"]).exit_code == 0
    short = run(args=["privacy", "search", "ab"])
    assert short.exit_code == 1
    assert "too short" in short.output
    assert count(PersonDeletion) == 0
