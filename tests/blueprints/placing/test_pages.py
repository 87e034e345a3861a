"""The office works on a proposal; of two who decide at once the second one loses nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.access import Role
from domain.clock import office_day
from domain.proposals import PersonsWord, ProposalState, ToldBy
from domain.releases import ReleasedField
from models import Account, FieldRelease, Letter, Proposal, db
from tests.factories import Office, sign_in_as
from tests.factories.office import NOW
from tests.inspection import InspectingClient


@pytest.fixture
def officer(office: Office) -> Account:
    return office.officer(name="Frau Yildirim")


@pytest.fixture
def picked(office: Office, officer: Account) -> Proposal:
    person = office.candidate(given_name="Zarifa", phone="+491701234567")
    return office.proposal(
        candidate=person, officer=officer, state=ProposalState.SHORTLISTED, proposed_at=None
    )


def url(proposal: Proposal, step: str = "") -> str:
    return f"/desk/proposals/{proposal.id}{step}"


def test_an_officer_asks_and_the_page_says_so(
    client: InspectingClient, officer: Account, picked: Proposal
) -> None:
    sign_in_as(client, officer)
    assert "nicht gefragt" in client.page(url(picked))
    assert client.post(url(picked, "/ask"), data={"version": 1}).status_code == 303
    page = client.page(url(picked))
    assert "Gefragt. Die Person bekommt einen Brief" in page
    assert "die Person gefragt" in page
    assert "Frau Yildirim" in page


def test_two_officers_at_once_the_second_sees_both_decisions_and_can_go_on(
    client: InspectingClient, office: Office, officer: Account, picked: Proposal
) -> None:
    sign_in_as(client, officer)
    client.post(url(picked, "/ask"), data={"version": 1})
    sign_in_as(client, office.officer(name="Herr Spät"))
    answer = client.post(url(picked, "/propose"), data={"version": 1})
    assert answer.status_code == 409
    page = answer.get_data(as_text=True)
    for seen in ("Jemand war schneller", "Ohne Namen vorschlagen", "gefragt", "Frau Yildirim"):
        assert seen in page
    assert 'name="version" value="2"' in page
    assert client.post(url(picked, "/propose"), data={"version": 2}).status_code == 303
    db.session.expire_all()
    assert picked.state is ProposalState.PROPOSED


def test_what_was_typed_for_a_release_stays_on_the_page_of_the_conflict(
    client: InspectingClient, office: Office, officer: Account
) -> None:
    proposal = office.proposal(
        officer=officer, state=ProposalState.INTERESTED, person_word=PersonsWord.YES
    )
    office.released(proposal, until=None, released_at=None, released_by_id=None, purpose=None)
    sign_in_as(client, officer)
    until = office_day(NOW) + timedelta(days=20)
    typed = {
        "version": proposal.version,
        "fields": ["name"],
        "purpose": "trial_work",
        "until": [until.day, until.month, until.year],
    }
    assert client.post(url(proposal, "/release"), data=typed).status_code == 303
    again = client.post(url(proposal, "/release"), data=typed)
    assert again.status_code == 409
    page = again.get_data(as_text=True)
    assert f"{until:%d.%m.%Y}" in page
    assert "Probearbeit oder Praktikum" in page
    assert page.count('name="until"') == 3


def test_a_release_names_fields_purpose_and_a_day_that_can_be(
    client: InspectingClient, office: Office, officer: Account
) -> None:
    proposal = office.proposal(
        officer=officer, state=ProposalState.INTERESTED, person_word=PersonsWord.YES
    )
    office.released(proposal, until=None, released_at=None, released_by_id=None, purpose=None)
    sign_in_as(client, officer)
    late = {"fields": ["name"], "purpose": "trial_work", "until": ["1", "1", "2099"]}
    refused = client.post(url(proposal, "/release"), data=late)
    assert refused.status_code == 422
    assert "Der letzte Tag liegt zwischen" in refused.get_data(as_text=True)
    forged = client.post(url(proposal, "/release"), data=late | {"fields": ["phone"]})
    assert forged.status_code == 422
    row = db.session.scalars(select(FieldRelease)).one()
    assert row.released_at is None


def test_a_caseworker_writes_down_what_a_person_said_on_the_telephone(
    client: InspectingClient, office: Office
) -> None:
    caseworker = office.caseworker()
    proposal = office.proposal(candidate=office.candidate(caseworker=caseworker))
    sign_in_as(client, caseworker)
    said = {"answer": "yes", "told": "telephone"}
    without = client.post(url(proposal, "/word"), data=said)
    assert without.status_code == 422
    assert "mindestens eine Angabe" in without.get_data(as_text=True)
    kept = client.post(url(proposal, "/word"), data=said | {"fields": ["name", "email"]})
    assert kept.status_code == 303
    db.session.expire_all()
    assert (proposal.person_word, proposal.word_told) == (PersonsWord.YES, ToldBy.TELEPHONE)
    assert proposal.word_recorded_by_id == caseworker.id
    held = set(db.session.scalars(select(FieldRelease.field)))
    assert held == {ReleasedField.NAME, ReleasedField.EMAIL}
    assert client.post(url(proposal, "/propose")).status_code == 404


def test_a_no_that_is_written_down_hides_the_person_from_the_firm_at_once(
    client: InspectingClient, office: Office, officer: Account
) -> None:
    firm = office.account(Role.EMPLOYER)
    proposal = office.proposal(
        officer=officer, position=office.position(employer_id=firm.employer_id)
    )
    sign_in_as(client, officer)
    client.post(url(proposal, "/word"), data={"answer": "no", "told": "in_person"})
    assert "die Person möchte nicht" in client.page(url(proposal))
    sign_in_as(client, firm)
    assert client.get(f"/proposals/{proposal.id}").status_code == 410
    letters = list(db.session.scalars(select(Letter.kind).where(Letter.account_id == firm.id)))
    assert letters == ["proposal-over"]
