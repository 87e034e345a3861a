"""A person is left out for one position, with a reason, until it is taken back."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import select

from domain.access import Actor
from domain.errors import AlreadyThere, NotFound, Overtaken, RuleBroken, WrongState
from domain.exclusions import GROUPS, ExclusionReason, group_of
from domain.proposals import ProposalState
from models import AuditEntry, Candidate, Exclusion, Position, Proposal, db, transactional
from services.exclusions import exclude, exclusions_of, lift_exclusion
from services.shortlists import propose, shortlist
from tests.factories import Office
from tests.racing import race

NOW = datetime.now(UTC)
GERMAN = ExclusionReason.GERMAN


@pytest.fixture
def officer(office: Office) -> Actor:
    return office.officer().actor


@pytest.fixture
def position(office: Office) -> Position:
    return office.position()


@pytest.fixture
def person(office: Office) -> Candidate:
    return office.candidate()


def leave_out(officer: Actor, person: Candidate, position: Position, **values: object) -> Exclusion:
    given = {"reason": GERMAN, "now": NOW} | values
    return exclude(actor=officer, candidate_id=person.id, position=position, **given)


def test_every_reason_lies_in_exactly_one_group() -> None:
    told = [reason for reasons in GROUPS.values() for reason in reasons]
    assert sorted(told) == sorted(ExclusionReason)
    assert all(reason in GROUPS[group_of(reason)] for reason in ExclusionReason)


def test_who_is_left_out_stands_on_the_list_of_that_position_alone(
    app: Flask, office: Office, officer: Actor, position: Position, person: Candidate
) -> None:
    other = office.position()
    left_out = leave_out(officer, person, position, note="A1 im Gespräch")
    assert list(exclusions_of(position_id=position.id, actor=officer)) == [left_out]
    assert list(exclusions_of(position_id=other.id, actor=officer)) == []
    shortlist(actor=officer, candidate_id=person.id, position=other, now=NOW)


def test_leaving_out_takes_the_person_off_the_shortlist(
    app: Flask, officer: Actor, position: Position, person: Candidate
) -> None:
    proposal = shortlist(actor=officer, candidate_id=person.id, position=position, now=NOW)
    leave_out(officer, person, position)
    db.session.refresh(proposal)
    assert proposal.state is ProposalState.WITHDRAWN


def test_who_is_left_out_can_be_neither_picked_nor_proposed_until_it_is_taken_back(
    app: Flask, officer: Actor, position: Position, person: Candidate
) -> None:
    left_out = leave_out(officer, person, position)
    with pytest.raises(WrongState):
        shortlist(actor=officer, candidate_id=person.id, position=position, now=NOW)
    lift_exclusion(actor=officer, exclusion=left_out, now=NOW)
    proposal = shortlist(actor=officer, candidate_id=person.id, position=position, now=NOW)
    propose(actor=officer, proposal=proposal, now=NOW)
    assert proposal.state is ProposalState.PROPOSED


def test_whom_the_firm_knows_of_is_taken_back_before_being_left_out(
    app: Flask, office: Office, officer: Actor
) -> None:
    proposal = office.proposal(state=ProposalState.PROPOSED)
    with pytest.raises(WrongState):
        leave_out(officer, proposal.candidate, proposal.position)
    assert db.session.scalars(select(Exclusion)).all() == []


@pytest.mark.parametrize("note", ["", "   "])
def test_another_reason_needs_a_note(
    app: Flask, officer: Actor, position: Position, person: Candidate, note: str
) -> None:
    with pytest.raises(RuleBroken):
        leave_out(officer, person, position, reason=ExclusionReason.OTHER, note=note)


def test_taking_back_keeps_the_row_with_both_names_and_works_once(
    app: Flask, office: Office, officer: Actor, position: Position, person: Candidate
) -> None:
    colleague = office.officer().actor
    left_out = leave_out(officer, person, position)
    lift_exclusion(actor=colleague, exclusion=left_out, now=NOW)
    db.session.refresh(left_out)
    assert (left_out.set_by_id, left_out.lifted_by_id) == (officer.account_id, colleague.account_id)
    with pytest.raises(Overtaken):
        lift_exclusion(actor=officer, exclusion=left_out, now=NOW)
    leave_out(officer, person, position)
    assert len(exclusions_of(position_id=position.id, actor=officer)) == 1


def test_both_decisions_are_in_the_trail_by_numbers_alone(
    app: Flask, officer: Actor, position: Position, person: Candidate
) -> None:
    left_out = leave_out(officer, person, position, note="geheim")
    lift_exclusion(actor=officer, exclusion=left_out, now=NOW)
    trail = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    assert [(one.action, one.subject_id, one.other_id) for one in trail] == [
        ("exclusion.set", person.id, position.id),
        ("exclusion.lifted", person.id, position.id),
    ]


def test_nobody_without_consent_is_left_out_or_listed(
    app: Flask, office: Office, officer: Actor, position: Position
) -> None:
    with pytest.raises(NotFound):
        leave_out(officer, office.candidate(agreed=False), position)


@transactional
def stand_ready(office: Office) -> tuple[Actor, int, int]:
    return office.officer().actor, office.candidate().id, office.position().id


def test_of_officers_who_leave_out_at_once_one_succeeds_and_the_others_learn_it(
    app: Flask, office: Office
) -> None:
    actor, candidate_id, position_id = stand_ready(office)

    def decide(number: int) -> str:
        position = db.session.get_one(Position, position_id)
        exclude(actor=actor, candidate_id=candidate_id, position=position, reason=GERMAN, now=NOW)
        return "done"

    outcomes = race(app, decide, runners=4)
    assert outcomes.count("done") == 1
    assert sum(isinstance(one, AlreadyThere) for one in outcomes) == 3
    assert len(db.session.scalars(select(Exclusion)).all()) == 1


def test_of_picking_and_leaving_out_at_once_never_both_stand(app: Flask, office: Office) -> None:
    actor, candidate_id, position_id = stand_ready(office)

    def decide(number: int) -> str:
        position = db.session.get_one(Position, position_id)
        who = {"actor": actor, "candidate_id": candidate_id, "position": position, "now": NOW}
        if number % 2:
            exclude(reason=GERMAN, **who)
        else:
            shortlist(**who)
        return "done"

    race(app, decide, runners=4)
    picked = select(Proposal).where(Proposal.state == ProposalState.SHORTLISTED)
    assert len(exclusions_of(position_id=position_id, actor=actor)) == 1
    assert db.session.scalars(picked).all() == []
