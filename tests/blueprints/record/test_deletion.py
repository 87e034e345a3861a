"""A person deletes the own data: at once without a case, in two weeks with one."""

from __future__ import annotations

import pytest
from flask import Flask

from blueprints.deletion_list import deletion_list
from domain.clock import office_day
from domain.deletion import DONE_WITHIN
from models import Candidate, DeletionRequest, Letter, LoginSession, PersonDeletion, db
from services.deletion_requests import do_due_deletions
from tests.factories import Office, sign_in_as
from tests.factories.office import NOW
from tests.inspection import InspectingClient

pytestmark = pytest.mark.both_databases

SURE = {"sure": "y"}


def count(kind: type) -> int:
    db.session.rollback()
    return db.session.query(kind).count()


@pytest.fixture
def amal(client: InspectingClient, office: Office) -> Candidate:
    person = office.candidate(given_name="Amal", family_name="Verschwindt", language="de")
    office.candidate(given_name="Noise")
    sign_in_as(client, person)
    return person


def test_without_a_case_everything_goes_at_once_and_the_receipt_is_shown_once(
    app: Flask, client: InspectingClient, amal: Candidate
) -> None:
    assert "sofort" in client.page("/my/deletion")
    answer = client.post("/my/deletion", data=SURE)
    assert answer.status_code == 303
    receipt = client.page(answer.location)
    db.session.rollback()
    done = db.session.query(PersonDeletion).one()
    assert done.check_number in receipt
    assert "Verschwindt" not in receipt
    assert count(Candidate) == 1
    assert count(LoginSession) == 0
    assert client.get("/my/deleted").status_code == 303
    assert client.get("/my").status_code in {302, 303}


def test_no_slip_deletes_anything(client: InspectingClient, amal: Candidate) -> None:
    client.page("/my/deletion")
    assert client.post("/my/deletion", data={}).status_code == 422
    assert count(Candidate) == 2


def test_with_a_case_the_caseworker_is_told_and_the_day_is_kept(
    app: Flask, client: InspectingClient, office: Office
) -> None:
    caseworker = office.caseworker()
    person = office.candidate(caseworker_id=caseworker.id, family_name="Wartet", language="de")
    sign_in_as(client, person)
    assert client.post("/my/deletion", data=SURE).status_code == 303
    assert client.post("/my/deletion", data=SURE).status_code == 303
    assert "Doch nicht löschen" in client.page("/my/deletion")
    assert "Doch nicht löschen" in client.page("/my")
    assert count(DeletionRequest) == 1
    sign_in_as(client, caseworker)
    assert "Wartet" in client.page("/tasks/")

    day = office_day(NOW)
    assert do_due_deletions(today=day, folders=[], ledger=deletion_list(), now=NOW) == 0
    assert (
        do_due_deletions(today=day + DONE_WITHIN, folders=[], ledger=deletion_list(), now=NOW) == 1
    )
    assert count(Candidate) == 0
    assert count(Letter) == 0


def test_the_wish_can_be_taken_back(client: InspectingClient, office: Office) -> None:
    person = office.candidate(caseworker_id=office.caseworker().id)
    sign_in_as(client, person)
    client.post("/my/deletion", data=SURE)
    assert client.post("/my/deletion/taken-back").status_code == 303
    assert count(DeletionRequest) == 0
    assert count(Candidate) == 1
