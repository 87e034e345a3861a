"""A person says yes or no: by a link that only a button uses, or on the own page."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from domain.access import Role
from domain.page_languages import OFFERED
from domain.proposals import PersonsWord, ProposalState, ToldBy
from models import AuditEntry, Candidate, FieldRelease, Letter, Proposal, db
from services.asking import ask_person
from services.shortlists import withdraw
from tests.factories import Office, sign_in_as
from tests.factories.office import NOW
from tests.inspection import InspectingClient


@pytest.fixture
def amal(office: Office) -> Candidate:
    return office.candidate(given_name="Amal", language="de", phone="+491701234567", email=None)


@pytest.fixture
def asked(office: Office, amal: Candidate) -> Proposal:
    position = office.position(title="Näher/in", employer=office.employer(name="Nähwerk"))
    proposal = office.proposal(
        candidate=amal, position=position, state=ProposalState.SHORTLISTED, proposed_at=None
    )
    ask_person(actor=office.officer().actor, proposal=proposal, now=NOW)
    return proposal


def link() -> str:
    letter = db.session.scalars(select(Letter).where(Letter.kind == "proposal-asked")).one()
    return f"/my/answers/{letter.facts['token']}"


def fresh(proposal: Proposal) -> Proposal:
    db.session.expire_all()
    return proposal


def test_a_mail_program_that_looks_at_the_link_answers_nothing(
    client: InspectingClient, asked: Proposal
) -> None:
    for _ in range(20):
        assert client.get(link()).status_code == 200
        assert client.head(link()).status_code == 200
    assert fresh(asked).person_word is PersonsWord.ASKED
    assert "Nähwerk" in client.page(link())


@pytest.mark.parametrize("language", OFFERED)
def test_the_question_is_asked_in_each_language(
    client: InspectingClient, asked: Proposal, language: str
) -> None:
    page = client.page(f"{link()}?lang={language}")
    assert f'lang="{language}"' in page
    assert "Amal" not in page
    assert ("Ja, das möchte ich" in page) == (language == "de")


def test_a_yes_names_what_the_firm_may_know_and_works_once(
    client: InspectingClient, asked: Proposal
) -> None:
    where = link()
    empty = client.post(where, data={"answer": "yes"})
    assert empty.status_code == 422
    assert "mindestens eine Angabe" in empty.get_data(as_text=True)
    assert client.post(where, data={"answer": "yes", "fields": ["name"]}).status_code == 303
    assert (fresh(asked).person_word, asked.word_told) == (PersonsWord.YES, ToldBy.LINK)
    assert "Sie haben Ja gesagt" in client.page(where)
    again = client.post(where, data={"answer": "no"})
    assert again.status_code == 409
    assert fresh(asked).person_word is PersonsWord.YES
    assert db.session.scalars(select(FieldRelease.field)).all() == ["name"]
    deeds = list(db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))
    assert deeds[-2:] == ["proposal.agreed", "proposal.word_too_late"]


def test_a_link_of_something_that_is_over_says_so_and_keeps_nothing(
    client: InspectingClient, office: Office, asked: Proposal
) -> None:
    where = link()
    withdraw(actor=office.officer().actor, proposal=asked, now=NOW)
    assert "nichts mehr zu beantworten" in client.page(where)
    assert client.post(where, data={"answer": "yes", "fields": ["name"]}).status_code == 409
    assert fresh(asked).state is ProposalState.WITHDRAWN
    assert client.get("/my/answers/nosuchtoken").status_code == 404


def test_a_person_says_no_on_the_own_page_and_changes_it_again(
    client: InspectingClient, amal: Candidate, asked: Proposal
) -> None:
    sign_in_as(client, amal)
    assert "Ja oder Nein sagen" in client.page("/my")
    where = f"/my/proposals/{asked.id}"
    assert client.post(where, data={"answer": "no"}).status_code == 303
    assert fresh(asked).state is ProposalState.WITHDRAWN
    assert "Sie haben Nein gesagt" in client.page(where)
    client.post(where, data={"answer": "yes", "fields": ["phone"]})
    assert (fresh(asked).state, asked.person_word) == (
        ProposalState.SHORTLISTED,
        PersonsWord.YES,
    )


def test_a_person_takes_back_what_a_firm_was_told_with_one_button(
    client: InspectingClient, office: Office, amal: Candidate
) -> None:
    firm = office.account(Role.EMPLOYER)
    proposal = office.proposal(
        candidate=amal,
        position=office.position(employer_id=firm.employer_id),
        state=ProposalState.INTERESTED,
        person_word=PersonsWord.YES,
    )
    office.released(proposal)
    sign_in_as(client, firm)
    assert "Amal" in client.page(f"/proposals/{proposal.id}")
    assert "Amal" in client.page("/proposals")
    sign_in_as(client, amal)
    assert "Das sieht die Firma von Ihnen" in client.page(f"/my/proposals/{proposal.id}")
    forged = client.post(f"/my/proposals/{proposal.id}/take-back", data={"field": "sex"})
    assert forged.status_code == 400
    taken = client.post(f"/my/proposals/{proposal.id}/take-back", data={"field": "name"})
    assert taken.status_code == 303
    sign_in_as(client, firm)
    assert "Amal" not in client.page(f"/proposals/{proposal.id}")
    assert "Amal" not in client.page("/proposals")


def test_somebody_elses_proposal_is_not_there(
    client: InspectingClient, office: Office, amal: Candidate
) -> None:
    other = office.proposal()
    sign_in_as(client, amal)
    for path in (f"/my/proposals/{other.id}", f"/my/proposals/{2**31 - 1}"):
        assert client.get(path).status_code == 404
        assert client.post(path, data={"answer": "yes"}).status_code == 404
