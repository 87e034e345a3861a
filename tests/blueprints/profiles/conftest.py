"""A person with a secret in every field, proposed to a firm that is interested."""

from __future__ import annotations

import pytest

from domain.access import Role
from domain.proposals import PersonsWord, ProposalState
from models import Account, Candidate, Position, Proposal
from tests.factories import Office


@pytest.fixture
def firm(office: Office) -> Account:
    return office.account(Role.EMPLOYER)


@pytest.fixture
def position(office: Office, firm: Account) -> Position:
    return office.position(employer_id=firm.employer_id, must=("wood-machines", "kitchen-fitting"))


@pytest.fixture
def person(office: Office) -> Candidate:
    return office.candidate(
        given_name="Zarifa",
        family_name="Geheimnis",
        own_script_name="ظريفة",
        birth_year=1991,
        sex="female",
        phone="+4917604069111",
        email="zarifa@example.org",
        work=(("Schreiner bei Hassan in Aleppo", "22342", 8), ("Aushilfe bei Omar", None, 1)),
        skills=("wood-machines",),
    )


@pytest.fixture
def proposal(office: Office, position: Position, person: Candidate) -> Proposal:
    return office.proposal(
        candidate=person,
        position=position,
        officer=office.officer(name="Frau Yildirim", phone="+49522112345"),
        state=ProposalState.INTERESTED,
        person_word=PersonsWord.YES,
    )
