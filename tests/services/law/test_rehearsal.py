"""The rehearsal tells whose answer a draft changes, and nobody else's."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.access import Role
from domain.labour_market import Access, Activity, Answer, Clock
from domain.positions import PositionKind
from domain.proposals import ProposalState
from domain.residence import EmploymentEntry
from models import Account, Candidate, Interview, Task, TaskKind, db, transactional
from services.rehearsal import Change, Concern, create_change_tasks, rehearse
from services.tasks import rule_changes
from tests.factories import Office
from tests.factories.office import NOW
from tests.services.law.colleagues import FIRST, TODAY, actor_of, confirm, draft
from tests.statements import counted_statements


@pytest.fixture
def lead(office: Office) -> Account:
    return office.account(Role.TEAM_LEAD)


def with_title(
    office: Office, key: str = "ae_24", at: str = "Jobcenter Herford", **values: object
) -> Candidate:
    person = office.candidate(office=office.office(at), **values)
    office.document(
        candidate=person,
        status_key=key,
        entry=EmploymentEntry.UNKNOWN,
        valid_from=TODAY - timedelta(days=100),
        valid_until=TODAY + timedelta(days=400),
    )
    return person


def changes(lead: Account) -> list[Change]:
    return rehearse(actor=actor_of(lead), now=NOW).changes


def test_without_a_draft_nothing_changes(office: Office, lead: Account) -> None:
    with_title(office)
    assert changes(lead) == []


def test_a_person_with_the_document_changes_on_the_first_day(office: Office, lead: Account) -> None:
    person = with_title(office)
    with_title(office, "ae_25_3")
    draft(office, lead=lead)
    (change,) = changes(lead)
    assert (change.candidate_id, change.concern) == (person.id, Concern.PERSON)
    assert (change.before.answer, change.after.answer) == (Answer.FREE, Answer.PROHIBITED)
    assert change.day == FIRST


def test_a_draft_that_says_what_holds_already_changes_nobody(office: Office, lead: Account) -> None:
    with_title(office)
    draft(office, lead=lead, access=Access.FREE)
    assert changes(lead) == []


def test_activities_that_change_alike_are_one_line(office: Office, lead: Account) -> None:
    with_title(office)
    draft(office, Activity.EMPLOYMENT, Activity.TEMPORARY_WORK, lead=lead)
    draft(office, Activity.SELF_EMPLOYMENT, lead=lead, access=Access.PERMIT_REQUIRED)
    told = [(change.activities, change.after.answer) for change in changes(lead)]
    assert sorted(told) == [
        ((Activity.EMPLOYMENT, Activity.TEMPORARY_WORK), Answer.PROHIBITED),
        ((Activity.SELF_EMPLOYMENT,), Answer.PERMIT_REQUIRED),
    ]


def test_an_open_proposal_is_told_with_its_position_and_a_closed_one_is_not(
    office: Office, lead: Account
) -> None:
    person = with_title(office)
    starts = FIRST + timedelta(days=20)
    late = office.position(title="Schreiner/in", starts_on=starts)
    training = office.position(title="Lehre", kind=PositionKind.APPRENTICESHIP)
    gone = office.position(title="Vorbei")
    office.proposal(candidate=person, position=late, state=ProposalState.PROPOSED)
    office.proposal(candidate=person, position=training, state=ProposalState.PROPOSED)
    office.proposal(candidate=person, position=gone, state=ProposalState.WITHDRAWN)
    draft(office, lead=lead)
    (change,) = changes(lead)
    assert (change.concern, change.title, change.day) == (
        Concern.PROPOSAL,
        "Schreiner/in",
        starts,
    )


def test_a_coming_talk_is_told_and_a_past_one_is_not(office: Office, lead: Account) -> None:
    person = with_title(office)
    stand = office.stand()
    position = office.position(employer=stand.employer, title="Köch/in")
    for hours in (-48, 48):
        store(
            Interview(
                stand_id=stand.id,
                desk=1,
                starts_at=NOW + timedelta(hours=hours),
                candidate_id=person.id,
                position_id=position.id,
                booked_by_id=lead.id,
                booked_at=NOW,
            )
        )
    draft(office, lead=lead)
    assert [(one.concern, one.title, one.day) for one in changes(lead)] == [
        (Concern.TALK, "Köch/in", FIRST)
    ]


def test_people_of_another_office_are_not_told(office: Office, lead: Account) -> None:
    with_title(office, at="Agentur für Arbeit Minden")
    draft(office, lead=lead)
    assert changes(lead) == []


def test_a_reviewed_rule_is_no_draft_any_more(office: Office, lead: Account) -> None:
    with_title(office)
    confirm(office, draft(office, lead=lead))
    assert changes(lead) == []


def test_a_document_that_ends_before_the_rule_begins_changes_nothing(
    office: Office, lead: Account
) -> None:
    for days in (-1, 0):
        person = office.candidate(office=office.office("Jobcenter Herford"))
        end = FIRST + timedelta(days=days)
        office.document(candidate=person, status_key="ae_25_3", valid_until=end)
    draft(office, lead=lead, document="ae_25_3")
    assert [one.candidate_id for one in changes(lead)] == [person.id]


def test_tasks_are_made_once_and_seen_by_the_caseworker(office: Office, lead: Account) -> None:
    caseworker = office.caseworker()
    person = with_title(office, caseworker_id=caseworker.id)
    draft(office, lead=lead)

    def make() -> int:
        return create_change_tasks(
            actor=actor_of(lead), wording=lambda change: f"ab {change.day}", now=NOW
        )

    assert (make(), make()) == (1, 0)
    task = db.session.query(Task).one()
    assert (task.kind, task.candidate_id) == (TaskKind.RULE_CHANGE, person.id)
    for who, seen in ((caseworker, 1), (lead, 1), (office.caseworker(), 0)):
        assert len(rule_changes(actor=actor_of(who))) == seen


def test_the_number_of_statements_does_not_grow_with_the_people(
    office: Office, lead: Account
) -> None:
    actor = actor_of(lead)
    draft(office, lead=lead)
    with_title(office)
    with counted_statements() as few:
        assert rehearse(actor=actor, now=NOW).total == 1
    for _ in range(12):
        person = with_title(office)
        office.proposal(candidate=person, state=ProposalState.PROPOSED)
    with counted_statements() as many:
        assert rehearse(actor=actor, now=NOW).total == 13
    assert len(many) == len(few) <= 9


def test_everybody_is_examined_lot_by_lot(
    office: Office, lead: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.rehearsal.LOT", 3)
    people = [with_title(office, given_name=f"Person {number}") for number in range(7)]
    with_title(office, "ae_25_3")
    with_title(office, at="Agentur für Arbeit Minden")
    draft(office, Activity.EMPLOYMENT, lead=lead)
    draft(office, Activity.SELF_EMPLOYMENT, lead=lead, access=Access.PERMIT_REQUIRED)
    found = rehearse(actor=actor_of(lead), now=NOW, most=4)
    assert (found.total, found.examined, found.concerned) == (14, 7, 7)
    assert [one.candidate_id for one in found.changes] == [
        one.id for one in people[:2] for _twice in range(2)
    ]

    def make() -> int:
        return create_change_tasks(
            actor=actor_of(lead), wording=lambda change: str(change.activities), now=NOW
        )

    assert (make(), make()) == (14, 0)


def test_alike_papers_are_asked_once_and_other_waiting_times_for_themselves(
    office: Office, lead: Account
) -> None:
    """Two with one document, and one whose waiting time is over on the first day of the rule."""
    for months in (1, 1, 20):
        person = office.candidate(office=office.office("Jobcenter Herford"))
        office.document(
            candidate=person,
            status_key="gestattung_kommune",
            entry=EmploymentEntry.UNKNOWN,
            valid_from=TODAY - timedelta(days=30 * months),
            valid_until=TODAY + timedelta(days=400),
            clock_start=TODAY - timedelta(days=30 * months),
            clock_kind=Clock.PERMITTED_STAY,
            clock_source="Ausweis",
            in_facility=False,
        )
    draft(
        office,
        lead=lead,
        document="gestattung_kommune",
        access=Access.PERMIT_AND_BA_APPROVAL,
        waiting_months=12,
        clock=Clock.PERMITTED_STAY,
    )
    assert len(changes(lead)) == 2


@transactional
def store(talk: Interview) -> None:
    db.session.add(talk)
