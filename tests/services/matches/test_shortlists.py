"""An officer picks, proposes and withdraws; each step happens once, is logged and announced."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import select

from domain.access import Actor, Role
from domain.errors import AlreadyThere, NotFound, WrongState
from domain.positions import PositionState
from domain.proposals import ProposalState
from models import AuditEntry, Consent, Letter, Position, Proposal, db, transactional
from services.shortlists import propose, shortlist, withdraw
from services.visibility import visible
from tests.factories import Office
from tests.racing import race

NOW = datetime.now(UTC)


@pytest.fixture
def officer(office: Office) -> Actor:
    return office.officer().actor


def actions() -> list[str]:
    return list(db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))


def pick(officer: Actor, office: Office, **values: object) -> Proposal:
    candidate = values.get("candidate") or office.candidate()
    position = values.get("position") or office.position()
    return shortlist(actor=officer, candidate_id=candidate.id, position=position, now=NOW)


def test_a_picked_person_is_not_yet_seen_by_the_firm(
    app: Flask, office: Office, officer: Actor
) -> None:
    proposal = pick(officer, office)
    member = office.account(Role.EMPLOYER, employer=proposal.position.employer).actor
    assert db.session.scalars(visible(Proposal, member)).all() == []
    assert db.session.scalars(select(Letter)).all() == []


def test_proposing_shows_the_person_to_the_firm_and_writes_to_each_member(
    app: Flask, office: Office, officer: Actor
) -> None:
    position = office.position()
    members = [office.account(Role.EMPLOYER, employer=position.employer) for _ in range(2)]
    office.account(Role.EMPLOYER, employer=position.employer, disabled_at=NOW)
    office.account(Role.EMPLOYER)
    proposal = pick(officer, office, position=position)
    propose(actor=officer, proposal=proposal, now=NOW)
    assert proposal.state is ProposalState.PROPOSED
    assert db.session.scalars(visible(Proposal, members[0].actor)).all() == [proposal]
    letters = db.session.scalars(select(Letter).where(Letter.kind == "proposal-made")).all()
    assert {letter.account_id for letter in letters} == {one.id for one in members}
    assert "proposal.proposed" in actions()


def test_the_letter_names_the_reference_and_never_the_person(
    app: Flask, office: Office, officer: Actor
) -> None:
    position = office.position()
    office.account(Role.EMPLOYER, employer=position.employer)
    proposal = pick(officer, office, position=position)
    propose(actor=officer, proposal=proposal, now=NOW)
    letter = db.session.scalars(select(Letter)).one()
    assert letter.facts == {"title": position.title, "number": proposal.reference}


def test_nobody_is_picked_twice_for_one_position(
    app: Flask, office: Office, officer: Actor
) -> None:
    proposal = pick(officer, office)
    with pytest.raises(AlreadyThere):
        pick(officer, office, candidate=proposal.candidate, position=proposal.position)


def test_a_person_without_consent_cannot_be_picked_or_proposed(
    app: Flask, office: Office, officer: Actor
) -> None:
    with pytest.raises(NotFound):
        pick(officer, office, candidate=office.candidate(agreed=False))
    proposal = pick(officer, office)
    _withdraw_consent(proposal.candidate_id)
    with pytest.raises(NotFound):
        propose(actor=officer, proposal=proposal, now=NOW)
    assert proposal.state is ProposalState.SHORTLISTED


def test_only_a_released_position_gets_proposals(
    app: Flask, office: Office, officer: Actor
) -> None:
    closed = office.position(state=PositionState.CLOSED)
    with pytest.raises(WrongState):
        pick(officer, office, position=closed)
    proposal = pick(officer, office)
    _close(proposal.position_id)
    with pytest.raises(WrongState):
        propose(actor=officer, proposal=proposal, now=NOW)


def test_what_is_withdrawn_disappears_for_the_firm(
    app: Flask, office: Office, officer: Actor
) -> None:
    proposal = pick(officer, office)
    member = office.account(Role.EMPLOYER, employer=proposal.position.employer).actor
    propose(actor=officer, proposal=proposal, now=NOW)
    withdraw(actor=officer, proposal=proposal, now=NOW)
    assert db.session.scalars(visible(Proposal, member)).all() == []
    assert actions()[-1] == "proposal.withdrawn"


def test_of_many_colleagues_who_propose_at_once_one_succeeds(
    app: Flask, office: Office, officer: Actor
) -> None:
    position = office.position()
    office.account(Role.EMPLOYER, employer=position.employer)
    proposal_id = pick(officer, office, position=position).id

    def propose_it(number: int) -> str:
        propose(actor=officer, proposal=db.session.get_one(Proposal, proposal_id), now=NOW)
        return "proposed"

    assert race(app, propose_it, runners=6).count("proposed") == 1
    assert actions().count("proposal.proposed") == 1
    assert len(db.session.scalars(select(Letter)).all()) == 1


@transactional
def _withdraw_consent(candidate_id: int) -> None:
    consent = db.session.scalars(select(Consent).where(Consent.candidate_id == candidate_id)).one()
    consent.withdrawn_at = NOW


@transactional
def _close(position_id: int) -> None:
    db.session.get_one(Position, position_id).state = PositionState.CLOSED
