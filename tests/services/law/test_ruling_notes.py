"""A decision keeps the answer it rested on, and that answer replays after the law has changed."""

from __future__ import annotations

from datetime import timedelta

from domain.access import Role
from domain.labour_market import Activity, Answer, Reason
from domain.residence import EmploymentEntry
from models import Account, Candidate, RulingNote, db
from services.law import book_of_office, review_rule
from services.ruling_notes import notes_of, replay
from services.shortlists import propose
from tests.factories import Office
from tests.factories.office import NOW
from tests.services.law.colleagues import TODAY, actor_of, draft


def proposed(office: Office, officer: Account, key: str | None = "ae_24") -> Candidate:
    person = office.candidate()
    if key:
        office.document(
            candidate=person,
            status_key=key,
            entry=EmploymentEntry.UNKNOWN,
            valid_from=TODAY - timedelta(days=30),
            valid_until=TODAY + timedelta(days=300),
        )
    proposal = office.proposal(candidate=person, state="shortlisted")
    propose(actor=actor_of(officer), proposal=proposal, now=NOW)
    return person


def test_a_proposal_keeps_answer_paragraph_and_rule(office: Office) -> None:
    person = proposed(office, office.officer())
    (note,) = notes_of(person.id)
    assert (note.decision, note.document, note.answer) == ("proposal", "ae_24", Answer.FREE)
    assert note.rule_valid_from is not None
    assert note.rule_valid_from.isoformat() == "2022-06-01"
    assert "§ 4a Abs. 1 AufenthG" in note.cite
    assert (note.day, note.decided_at) == (TODAY, NOW)


def test_an_old_decision_replays_under_the_rules_of_its_day_after_a_new_rule(
    office: Office,
) -> None:
    person = proposed(office, office.officer())
    (note,) = notes_of(person.id)
    rules = draft(office, lead=office.account(Role.TEAM_LEAD), valid_from=TODAY)
    later = NOW + timedelta(days=1)
    for rule in rules:
        review_rule(actor=actor_of(office.officer()), rule=rule, now=later)
    today = book_of_office().answer("ae_24", Activity.EMPLOYMENT, note.day)
    assert today.answer is Answer.PROHIBITED
    replayed = replay(note)
    assert (replayed.answer, replayed.cite) == (note.answer, note.cite)
    assert replayed.valid_from == note.rule_valid_from


def test_without_a_document_the_note_says_unclear_and_replays_so(office: Office) -> None:
    person = proposed(office, office.officer(), key=None)
    (note,) = notes_of(person.id)
    assert (note.answer, note.reason) == (Answer.UNCLEAR, Reason.DOCUMENT_UNKNOWN)
    assert replay(note).answer is Answer.UNCLEAR


def test_what_the_law_answers_is_no_hindrance_to_a_proposal(office: Office) -> None:
    person = proposed(office, office.officer(), key="duldung_60b")
    assert notes_of(person.id)[0].answer is Answer.PROHIBITED
    assert db.session.query(RulingNote).count() == 1
