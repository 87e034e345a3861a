"""Asking, answering, releasing and ending: once, written down, told to both, refused when late."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from domain.access import Actor, Role
from domain.clock import office_day
from domain.consent import Purpose
from domain.errors import Overtaken, RuleBroken, WrongState
from domain.letters import LetterState
from domain.positions import PositionState
from domain.proposals import EndReason, PersonsWord, ProposalState, ToldBy
from domain.releases import ReleasedField, ReleasePurpose
from models import Account, AuditEntry, FieldRelease, Letter, Proposal, db
from services.asking import ask_person, keep_word
from services.position_steps import close_position
from services.releases import end_release, release_fields, told_by_name
from services.shortlists import propose
from services.silence import remind_silent, silent_proposals
from services.withdrawals import withdraw_consent
from tests.factories import Office
from tests.factories.office import NOW
from tests.racing import race

NOON = datetime(2026, 11, 24, 11, tzinfo=UTC)
NIGHT = datetime(2026, 11, 24, 1, tzinfo=UTC)


@pytest.fixture
def officer(office: Office) -> Account:
    return office.officer()


@pytest.fixture
def firm(office: Office) -> Account:
    return office.account(Role.EMPLOYER)


def proposal_of(office: Office, officer: Account, firm: Account, **values: Any) -> Proposal:
    position = office.position(employer_id=firm.employer_id)
    office.proposal()  # noise
    return office.proposal(position=position, officer=officer, **values)


def both_agree(office: Office, officer: Account, firm: Account) -> Proposal:
    proposal = proposal_of(
        office, officer, firm, state=ProposalState.INTERESTED, person_word=PersonsWord.ASKED
    )
    say(proposal, ReleasedField.NAME, ReleasedField.EMAIL)
    return proposal


def say(proposal: Proposal, *fields: ReleasedField) -> None:
    person = Actor(role=Role.CANDIDATE, candidate_id=proposal.candidate_id)
    keep_word(actor=person, proposal=proposal, fields=fields or None, told=ToldBy.LINK, now=NOW)


def release(officer: Account, proposal: Proposal, *fields: ReleasedField) -> None:
    release_fields(
        actor=officer.actor,
        proposal=proposal,
        fields=fields,
        purpose=ReleasePurpose.GETTING_TO_KNOW,
        until=office_day(NOW) + timedelta(days=14),
        now=NOW,
    )


def kinds(**which: Any) -> list[str]:
    query = select(Letter.kind).filter_by(**which).order_by(Letter.id)
    return list(db.session.scalars(query))


def deeds() -> list[str]:
    return list(db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))


def names(firm: Account, proposal: Proposal) -> dict[str, str]:
    told = told_by_name(actor=firm.actor, proposal_ids=[proposal.id]).get(proposal.id, {})
    return {field.value: one.text for field, one in told.items()}


def test_a_person_is_asked_in_the_own_language_and_never_at_night(
    app: Flask, office: Office, officer: Account, firm: Account
) -> None:
    proposal = proposal_of(office, officer, firm, state=ProposalState.SHORTLISTED)
    ask_person(actor=officer.actor, proposal=proposal, now=NIGHT)
    letter = db.session.scalars(select(Letter)).one()
    assert (letter.kind, letter.language) == ("proposal-asked", "ar")
    assert letter.candidate_id == proposal.candidate_id
    assert letter.due_at == datetime(2026, 11, 24, 7, tzinfo=UTC)
    assert proposal.person_word is PersonsWord.ASKED
    assert deeds() == ["proposal.asked"]


def test_names_reach_the_firm_once_both_agree_and_only_what_was_agreed(
    app: Flask, office: Office, officer: Account, firm: Account
) -> None:
    proposal = both_agree(office, officer, firm)
    assert names(firm, proposal) == {}
    with pytest.raises(RuleBroken):
        release(officer, proposal, ReleasedField.NAME, ReleasedField.PHONE)
    assert names(firm, proposal) == {}
    release(officer, proposal, ReleasedField.NAME)
    assert names(firm, proposal) == {"name": proposal.candidate.full_name}
    stranger = office.account(Role.EMPLOYER)
    assert names(stranger, proposal) == {}
    assert kinds(account_id=firm.id) == ["contact-released"]
    assert kinds(candidate_id=proposal.candidate_id) == ["contact-told"]
    assert deeds()[-1] == "proposal.released"


@pytest.mark.parametrize("how", ["no", "consent", "closed", "fields"])
def test_whatever_ends_it_ends_it_at_once_and_the_firm_is_told_no_reason(
    app: Flask, office: Office, officer: Account, firm: Account, how: str
) -> None:
    proposal = both_agree(office, officer, firm)
    release(officer, proposal, ReleasedField.NAME, ReleasedField.EMAIL)
    person = Actor(role=Role.CANDIDATE, candidate_id=proposal.candidate_id)
    if how == "no":
        say(proposal)
    elif how == "consent":
        withdraw_consent(
            actor=person, candidate=proposal.candidate, purpose=Purpose.PLACEMENT, now=NOW
        )
    elif how == "closed":
        close_position(actor=firm.actor, position=proposal.position, now=NOW)
    else:
        end_release(actor=person, proposal=proposal, fields=list(ReleasedField), now=NOW)
    assert names(firm, proposal) == {}
    told = kinds(account_id=firm.id, state=LetterState.QUEUED)
    told = [one for one in told if one != "contact-released"]
    after = {"no": "proposal-over", "consent": "proposal-over", "fields": "release-ended"}
    assert told == ([after[how]] if how in after else [])
    held = select(FieldRelease).where(FieldRelease.ended_at.is_(None))
    assert db.session.scalars(held).all() == []


def test_a_yes_said_anew_with_less_takes_the_rest_away_from_the_firm(
    app: Flask, office: Office, officer: Account, firm: Account
) -> None:
    proposal = both_agree(office, officer, firm)
    release(officer, proposal, ReleasedField.NAME, ReleasedField.EMAIL)
    say(proposal, ReleasedField.NAME)
    assert set(names(firm, proposal)) == {"name"}


def test_of_colleagues_who_decide_on_the_same_version_one_succeeds_and_the_others_are_told(
    app: Flask, office: Office, officer: Account, firm: Account
) -> None:
    picked = proposal_of(office, officer, firm, state=ProposalState.SHORTLISTED)
    number, seen, colleague = picked.id, picked.version, officer.actor

    def decide(turn: int) -> str:
        proposal = db.session.get_one(Proposal, number)
        verb = (propose, ask_person)[turn % 2]
        try:
            verb(actor=colleague, proposal=proposal, now=NOON, seen=seen)
        except Overtaken:
            return "overtaken"
        return "done"

    assert sorted(race(app, decide, runners=4)) == ["done", *["overtaken"] * 3]
    db.session.rollback()
    assert len([one for one in deeds() if one in {"proposal.asked", "proposal.proposed"}]) == 1


def test_a_firm_and_a_person_who_are_silent_are_reminded_once_then_called_then_it_ends(
    app: Flask, office: Office, officer: Account, firm: Account
) -> None:
    proposal = proposal_of(
        office,
        officer,
        firm,
        state=ProposalState.PROPOSED,
        person_word=PersonsWord.ASKED,
        proposed_at=NOON,
        asked_at=NOON,
        released_until=NOON.date() + timedelta(days=30),
    )
    for days in (2, 8, 9, 15):
        remind_silent(now=NOON + timedelta(days=days))
    assert kinds(account_id=firm.id) == ["proposal-waits"]
    assert kinds(candidate_id=proposal.candidate_id) == ["proposal-asked-again"]
    calls = silent_proposals(actor=officer.actor, now=NOON + timedelta(days=15))
    assert [one.id for one in db.session.scalars(calls)] == [proposal.id]
    assert remind_silent(now=NOON + timedelta(days=31)) == 1
    db.session.refresh(proposal)
    assert (proposal.state, proposal.end_reason) == (ProposalState.CLOSED, EndReason.NO_ANSWER)


def test_nobody_is_reminded_of_what_is_over(
    app: Flask, office: Office, officer: Account, firm: Account
) -> None:
    shut = office.position(employer_id=firm.employer_id, state=PositionState.CLOSED)
    asked = {"person_word": PersonsWord.ASKED, "asked_at": NOON, "proposed_at": NOON}
    office.proposal(position=shut, **asked)
    office.proposal(candidate=office.candidate(agreed=False), **asked)
    assert remind_silent(now=NOON + timedelta(days=10)) == 0


def test_a_question_that_is_still_on_its_way_does_not_leave_after_the_end(
    app: Flask, office: Office, officer: Account, firm: Account
) -> None:
    proposal = proposal_of(office, officer, firm, state=ProposalState.SHORTLISTED)
    ask_person(actor=officer.actor, proposal=proposal, now=NIGHT)
    person = Actor(role=Role.CANDIDATE, candidate_id=proposal.candidate_id)
    withdraw_consent(actor=person, candidate=proposal.candidate, purpose=Purpose.PLACEMENT, now=NOW)
    assert kinds(state=LetterState.QUEUED, kind="proposal-asked") == []


def test_after_a_no_nobody_asks_or_proposes_again(
    app: Flask, office: Office, officer: Account, firm: Account
) -> None:
    proposal = proposal_of(office, officer, firm)
    say(proposal)
    for verb in (ask_person, propose):
        with pytest.raises(WrongState):
            verb(actor=officer.actor, proposal=proposal, now=NOW)


BROKEN = (
    "UPDATE proposal SET state = 'interested', answered_at = NULL",
    "UPDATE proposal SET state = 'declined', decline_reason = NULL",
    "UPDATE proposal SET state = 'withdrawn'",
    "UPDATE proposal SET released_until = NULL",
    "UPDATE proposal SET person_word = 'yes'",
    "UPDATE proposal SET person_word = 'no', word_at = proposed_at, word_told = 'link'",
    "UPDATE proposal SET proposed_by_id = NULL",
    "UPDATE field_release SET until = NULL",
    "UPDATE field_release SET released_by_id = NULL",
    "INSERT INTO field_release (proposal_id, field, agreed_at) "
    "SELECT proposal_id, field, agreed_at FROM field_release",
)


@pytest.mark.parametrize("statement", BROKEN)
def test_the_database_refuses_what_cannot_be(app: Flask, office: Office, statement: str) -> None:
    office.released(office.proposal())
    with db.engine.connect() as connection, pytest.raises(IntegrityError):
        connection.execute(text(statement))
