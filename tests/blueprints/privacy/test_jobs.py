"""The nightly jobs of `flask work`: who asked is deleted, what is old goes, nothing else does."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from blueprints.commands.work import timed_jobs
from blueprints.deletion_list import deletion_list
from domain.access import Role
from domain.clock import office_day
from domain.deletion import DeletionReason
from domain.retention import PERIODS, Kept
from models import (
    AuditEntry,
    Base,
    Candidate,
    DeletionRequest,
    PersonDeletion,
    Proposal,
    db,
    transactional,
)
from services.deletion_list import installation_mark
from services.retention import overdue
from tests.factories import Office
from tests.factories.office import NOW

pytestmark = pytest.mark.both_databases

TODAY = office_day(NOW)


@transactional
def stored(*rows: Base) -> None:
    db.session.add_all(rows)


def run(app: Flask, name: str) -> int:
    """Run one job of the worker as it does, and return what it counted."""
    (job,) = (one for one in timed_jobs(app, lambda: True) if one.name == name)
    return job.run(NOW)


def entry(days: int, action: str) -> AuditEntry:
    return AuditEntry(
        at=NOW - timedelta(days=days),
        role=Role.OFFICER,
        action=action,
        subject_kind="candidate",
        subject_id=7,
    )


def test_the_job_deletes_what_is_old_and_the_trail_lets_it(app: Flask, office: Office) -> None:
    old = PERIODS[Kept.AUDIT].days + 30
    stored(entry(old, "old"), entry(old - 60, "young"))
    gone = NOW - timedelta(days=PERIODS[Kept.PROPOSALS].days + 5)
    office.proposal(shortlisted_at=gone, proposed_at=gone)
    kept = office.proposal().id
    assert {one.kind for one in overdue(today=TODAY)} == {Kept.AUDIT, Kept.PROPOSALS}
    assert run(app, "retention") == 2
    db.session.rollback()
    assert "old" not in db.session.scalars(select(AuditEntry.action)).all()
    assert "young" in db.session.scalars(select(AuditEntry.action)).all()
    assert db.session.scalars(select(Proposal.id)).all() == [kept]
    assert overdue(today=TODAY) == []
    assert run(app, "retention") == 0


def test_the_job_deletes_who_asked_when_the_day_has_come(app: Flask, office: Office) -> None:
    due, later = office.candidate(), office.candidate()
    due_id, kept = due.id, {later.id}
    stored(
        DeletionRequest(candidate_id=due_id, asked_at=NOW, due_on=TODAY),
        DeletionRequest(candidate_id=later.id, asked_at=NOW, due_on=TODAY + timedelta(days=1)),
        entry(3, "noise"),
    )
    assert run(app, "deletions") == 1
    db.session.rollback()
    assert set(db.session.scalars(select(Candidate.id))) == kept
    proof = db.session.scalars(select(PersonDeletion)).one()
    assert proof.leftovers == {}
    assert proof.check_number
    assert deletion_list().since(NOW, installation_mark()) == [due_id]


def test_a_record_nobody_works_with_goes_whole_after_its_period_and_no_other(
    app: Flask, office: Office
) -> None:
    long_ago = NOW - timedelta(days=PERIODS[Kept.RECORDS].days + 3)
    unused = office.candidate(caseworker=None, changed_at=long_ago)
    with_case = office.candidate(caseworker=office.caseworker(), changed_at=long_ago)
    young = office.candidate(caseworker=None, changed_at=long_ago + timedelta(days=10))
    proposed = office.proposal(candidate=office.candidate(caseworker=None, changed_at=long_ago))
    registered = office.registration(
        candidate=office.candidate(caseworker=None, changed_at=long_ago)
    )
    signed_in = office.candidate(caseworker=None, changed_at=long_ago)
    seen = entry(200, "candidate.signed_in")
    seen.subject_id = signed_in.id
    stored(seen)
    kept = {with_case.id, young.id, proposed.candidate_id, registered.candidate_id, signed_in.id}
    unused_id = unused.id
    assert [(one.kind, one.number) for one in overdue(today=TODAY)] == [(Kept.RECORDS, 1)]
    assert run(app, "retention") == 0
    assert run(app, "unused-records") == 1
    db.session.rollback()
    assert set(db.session.scalars(select(Candidate.id))) == kept
    proof = db.session.scalars(select(PersonDeletion)).one()
    assert (proof.reason, proof.leftovers) == (DeletionReason.PURPOSE_ENDED, {})
    assert deletion_list().since(NOW, installation_mark()) == [unused_id]
    assert run(app, "unused-records") == 0
