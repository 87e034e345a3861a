"""The radar: who is on it, with which lead time, what lies after the end, and its nightly task."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from domain.access import Role
from domain.clock import office_day
from domain.errors import RuleBroken
from domain.residence import Authority, DocumentGroup, EmploymentEntry
from models import AuditEntry, Interview, LeadTime, Task, TaskKind, db, transactional
from services.case_lists import due_cases
from services.expiry_radar import note_expiries, radar_of, unknown_ends
from services.lead_times import set_lead_time
from tests.factories import Office
from tests.factories.office import NOW

TODAY = office_day(NOW)


def in_days(days: int) -> dict[str, object]:
    return {"valid_until": TODAY + timedelta(days=days)}


def tasks() -> list[Task]:
    db.session.expire_all()
    return list(
        db.session.scalars(
            select(Task).where(Task.kind == TaskKind.DOCUMENT_ENDS).order_by(Task.id)
        )
    )


def test_the_radar_holds_the_own_people_whose_documents_end_within_a_year(
    app: Flask, office: Office
) -> None:
    caseworker = office.caseworker()
    soon, late, fine, unlimited = (office.candidate(caseworker=caseworker) for _one in range(4))
    office.document(candidate=soon, **in_days(30))
    office.document(candidate=late, **in_days(-5))
    office.document(candidate=fine, **in_days(900))
    office.document(
        candidate=unlimited,
        status_key="niederlassungserlaubnis",
        valid_until=None,
        is_unlimited=True,
    )
    foreign = office.candidate(caseworker=office.caseworker())
    office.document(candidate=foreign, **in_days(1))
    found = radar_of(actor=caseworker.actor, today=TODAY)
    assert [one.candidate_id for one in found] == [late.id, soon.id]


def test_a_new_document_without_a_gap_takes_a_person_off_the_radar(
    app: Flask, office: Office
) -> None:
    caseworker = office.caseworker()
    person = office.candidate(caseworker=caseworker)
    first = office.document(candidate=person, **in_days(10))
    office.document(
        candidate=person,
        valid_from=TODAY + timedelta(days=11),
        extends_id=first.id,
        **in_days(800),
    )
    assert radar_of(actor=caseworker.actor, today=TODAY) == []


def test_a_certificate_gives_time_until_its_own_end(app: Flask, office: Office) -> None:
    caseworker = office.caseworker()
    person = office.candidate(caseworker=caseworker)
    title = office.document(candidate=person, **in_days(-3))
    office.document(
        candidate=person,
        status_key="fiktion_81_4",
        entry=EmploymentEntry.UNKNOWN,
        valid_from=TODAY - timedelta(days=4),
        extends_id=title.id,
        **in_days(100),
    )
    (found,) = radar_of(actor=caseworker.actor, today=TODAY)
    assert found.expiry.covered_until == TODAY + timedelta(days=100)
    assert not found.expiry.is_due(TODAY)


def test_talks_fair_days_and_proposals_after_the_end_are_counted_and_earlier_ones_are_not(
    app: Flask, office: Office
) -> None:
    caseworker = office.caseworker()
    person = office.candidate(caseworker=caseworker)
    office.document(candidate=person, **in_days(20))
    fair, early = (
        office.fair(starts_at=begins, ends_at=begins + timedelta(hours=4))
        for begins in (NOW + timedelta(days=30), NOW + timedelta(days=9))
    )
    office.registration(candidate=person, fair=fair)
    office.registration(candidate=person, fair=early)
    for day in (21, 20):
        starts_on = TODAY + timedelta(days=day)
        office.proposal(candidate=person, position=office.position(starts_on=starts_on))
    _talk(office, person.id, fair, caseworker.id)
    (found,) = radar_of(actor=caseworker.actor, today=TODAY)
    assert found.expiry.affected == 3


@transactional
def _talk(office: Office, candidate_id: int, fair: object, booked_by_id: int) -> None:
    stand = office.stand(fair=fair)
    db.session.add(
        Interview(
            stand_id=stand.id,
            desk=1,
            starts_at=NOW + timedelta(days=30),
            candidate_id=candidate_id,
            booked_by_id=booked_by_id,
            booked_at=NOW,
        )
    )


def test_the_time_a_team_lead_sets_moves_the_day_to_act_and_is_noted(
    app: Flask, office: Office
) -> None:
    caseworker, lead = office.caseworker(), office.account(Role.TEAM_LEAD)
    person = office.candidate(caseworker=caseworker, postcode="32257")
    office.document(candidate=person, **in_days(70))
    (before,) = radar_of(actor=caseworker.actor, today=TODAY)
    assert before.expiry.authority is Authority.DISTRICT
    assert not before.expiry.is_due(TODAY)
    for weeks in (12, 10):
        set_lead_time(
            actor=lead.actor,
            authority=Authority.DISTRICT,
            group=DocumentGroup.PROTECTION,
            weeks=weeks,
            now=NOW,
        )
    (after,) = radar_of(actor=caseworker.actor, today=TODAY)
    assert (after.expiry.weeks, after.expiry.is_due(TODAY)) == (10, True)
    assert db.session.query(LeadTime).count() == 1
    assert db.session.query(AuditEntry).filter_by(action="lead_time.set").count() == 2


@pytest.mark.parametrize("weeks", [0, 53, -1])
def test_a_lead_time_is_between_one_week_and_a_year(app: Flask, office: Office, weeks: int) -> None:
    with pytest.raises(RuleBroken):
        set_lead_time(
            actor=office.account(Role.TEAM_LEAD).actor,
            authority=Authority.TOWN,
            group=DocumentGroup.WORK,
            weeks=weeks,
            now=NOW,
        )


def test_the_nightly_job_leaves_one_task_and_closes_it_when_a_new_document_is_noted(
    app: Flask, office: Office
) -> None:
    person = office.candidate(caseworker=office.caseworker())
    first = office.document(candidate=person, **in_days(30))
    office.document(candidate=office.candidate(), **in_days(300))
    assert note_expiries(now=NOW) == 1
    assert note_expiries(now=NOW) == 0
    (task,) = tasks()
    assert (task.candidate_id, task.hint) == (person.id, str(TODAY + timedelta(days=30)))
    office.document(candidate=person, valid_from=TODAY, extends_id=first.id, **in_days(700))
    assert note_expiries(now=NOW) == 1
    assert [one.done_at is not None for one in tasks()] == [True]


def test_a_card_a_regulation_continues_is_on_the_radar_by_the_day_of_the_regulation(
    app: Flask, office: Office
) -> None:
    """§ 24: printed until March 2026, valid until 4 March 2027 (UkraineAufenthFGV)."""
    caseworker = office.caseworker()
    person, too_early = (office.candidate(caseworker=caseworker) for _one in range(2))
    for owner, printed in ((person, date(2026, 3, 4)), (too_early, date(2026, 1, 31))):
        office.document(
            candidate=owner, status_key="ae_24", valid_from=date(2024, 3, 5), valid_until=printed
        )
    (found,) = radar_of(actor=caseworker.actor, today=date(2026, 11, 22))
    assert (found.candidate_id, found.expiry.covered_until) == (person.id, date(2027, 3, 4))


def test_what_ended_long_ago_is_due_in_the_list_of_cases_and_off_the_radar(
    app: Flask, office: Office
) -> None:
    caseworker = office.caseworker()
    person = office.candidate(caseworker=caseworker)
    begun = TODAY - timedelta(days=900)
    office.document(candidate=person, valid_from=begun, **in_days(-400))
    office.document(candidate=office.candidate(caseworker=caseworker), **in_days(57))
    listed = radar_of(actor=caseworker.actor, today=TODAY)
    assert person.id not in {one.candidate_id for one in listed}
    assert set(due_cases(actor=caseworker.actor, today=TODAY)) == {person.id}


def test_documents_without_a_known_end_are_listed_for_asking_the_oldest_first(
    app: Flask, office: Office
) -> None:
    caseworker = office.caseworker()
    later, first, unlimited, named = (office.candidate(caseworker=caseworker) for _one in range(4))
    foreign = office.candidate(caseworker=office.caseworker())
    for person, at in ((later, NOW), (first, NOW - timedelta(days=1)), (foreign, NOW)):
        office.document(candidate=person, valid_until=None, noted_at=at)
    office.document(candidate=unlimited, valid_until=None, is_unlimited=True)
    office.document(candidate=named, valid_until=None)
    office.document(candidate=named, valid_from=TODAY, **in_days(500))
    found = unknown_ends(actor=caseworker.actor, page=1, size=25)
    assert [row.id for row in found.rows] == [first.id, later.id]
    assert unknown_ends(actor=caseworker.actor, page=9, size=1).rows[0].id == later.id
