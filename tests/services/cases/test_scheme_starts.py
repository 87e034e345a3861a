"""On the day another office is responsible, and not a byte of anything else is different."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from domain.access import Role
from domain.clock import office_day
from domain.courses import CourseKind
from domain.errors import NotFound
from domain.support_scheme import Scheme, SchemeReason
from models import (
    Base,
    Course,
    CoursePart,
    FairWish,
    Interview,
    Letter,
    SchemePeriod,
    Task,
    TaskKind,
    db,
    transactional,
)
from services.scheme_starts import begin_due_periods
from services.schemes import NewPeriod, record_scheme, remove_coming_scheme
from tests.factories import Office
from tests.factories.office import NOW
from tests.racing import race

TODAY = office_day(NOW)
MAY_CHANGE = {"scheme_period", "letter", "audit_entry", "task", "ranking_mark"}


class Story:
    """Somebody of the Agentur whose scheme becomes SGB II, with everything that goes on."""

    def __init__(self, office: Office) -> None:
        self.agency = office.office("Agentur für Arbeit Herford")
        self.jobcenter = office.office("Jobcenter Herford")
        self.caseworker = office.caseworker(office=self.agency)
        self.old_lead = office.account(Role.TEAM_LEAD, office=self.agency)
        self.new_lead = office.account(Role.TEAM_LEAD, office=self.jobcenter)
        self.person = office.candidate(caseworker=self.caseworker, office=self.agency)
        self.other = office.candidate(caseworker=self.caseworker, office=self.agency)

    def record(self, starts_on: date, **facts: Any) -> SchemePeriod:
        new = NewPeriod(
            scheme=Scheme.SGB2, starts_on=starts_on, office_id=self.jobcenter.id, **facts
        )
        actor = self.caseworker.actor
        return record_scheme(actor=actor, candidate=self.person, new=new, now=NOW)

    def responsible(self) -> tuple[int | None, int]:
        db.session.expire_all()
        return self.person.caseworker_id, self.person.office_id


@pytest.fixture
def story(office: Office) -> Story:
    return Story(office)


def _on(day: date) -> datetime:
    return NOW + (day - TODAY)


@transactional
def _live(story: Story, office: Office) -> None:
    """Give the person a talk, a wish, a proposal, a place and a course."""
    officer = office.officer()
    office.proposal(candidate=story.person, officer=officer)
    registration = office.registration(candidate=story.person)
    stand = office.stand(fair=registration.fair)
    course = Course(
        name="Deutsch B2",
        provider="Volkshochschule im Beispielkreis",
        kind=CourseKind.VOCATIONAL_LANGUAGE,
        starts_on=TODAY,
        taken=1,
        created_at=NOW,
        changed_at=NOW,
    )
    db.session.add(course)
    db.session.flush()
    days = {"starts_on": TODAY, "recorded_at": NOW}
    at = {"starts_at": NOW + timedelta(days=30), "desk": 1, "booked_at": NOW}
    db.session.add_all(
        [
            CoursePart(course_id=course.id, candidate_id=story.person.id, **days),
            FairWish(registration_id=registration.id, stand_id=stand.id),
            Interview(
                stand_id=stand.id, candidate_id=story.person.id, booked_by_id=officer.id, **at
            ),
        ]
    )


def _everything() -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table, but for what a change of scheme is allowed to touch."""
    db.session.rollback()
    found = {}
    for table in Base.metadata.sorted_tables:
        spared = {"office_id", "changed_at"} if table.name == "candidate" else set()
        columns = [column for column in table.columns if column.name not in spared]
        if table.name not in MAY_CHANGE:
            rows = db.session.execute(select(*columns).order_by(*table.primary_key.columns))
            found[table.name] = [tuple(row) for row in rows]
    return found


def test_nothing_else_in_the_database_changes_when_it_is_recorded_nor_on_the_day(
    story: Story, office: Office
) -> None:
    _live(story, office)
    before = _everything()
    coming = TODAY + timedelta(days=10)
    story.record(coming, reason_kind=SchemeReason.RECOGNITION)
    assert _everything() == before
    assert begin_due_periods(now=_on(coming)) == 1
    assert _everything() == before
    filled = {name for name, rows in before.items() if rows}
    assert {"proposal", "registration", "interview", "course_part", "fair_wish"} <= filled


def test_the_office_changes_on_the_day_and_not_a_day_before(story: Story) -> None:
    coming = TODAY + timedelta(days=10)
    story.record(coming)
    begin_due_periods(now=_on(coming - timedelta(days=1)))
    assert story.responsible() == (story.caseworker.id, story.agency.id)
    begin_due_periods(now=_on(coming))
    assert story.responsible() == (story.caseworker.id, story.jobcenter.id)
    db.session.expire_all()
    assert story.other.office_id == story.agency.id


def test_a_period_that_begins_today_moves_the_case_at_once(story: Story) -> None:
    story.record(TODAY)
    assert story.responsible() == (story.caseworker.id, story.jobcenter.id)
    assert begin_due_periods(now=NOW) == 0


def test_the_new_office_finds_one_task_however_often_the_job_runs(app: Flask, story: Story) -> None:
    coming = TODAY + timedelta(days=10)
    story.record(coming)
    assert db.session.query(Task).count() == 0
    moved = race(app, lambda _number: begin_due_periods(now=_on(coming)), runners=4)
    assert sorted(moved) == [0, 0, 0, 1]
    db.session.rollback()
    task = db.session.scalars(select(Task)).one()
    assert (task.kind, task.candidate_id) == (TaskKind.SCHEME_BEGAN, story.person.id)


def test_a_period_that_was_over_before_the_job_ran_moves_nobody(story: Story) -> None:
    first, second = TODAY + timedelta(days=10), TODAY + timedelta(days=20)
    story.record(first)
    actor, back = story.caseworker.actor, NewPeriod(scheme=Scheme.SGB3, starts_on=second)
    record_scheme(actor=actor, candidate=story.person, new=back, now=NOW)
    begin_due_periods(now=_on(second + timedelta(days=5)))
    assert story.responsible() == (story.caseworker.id, story.agency.id)


def test_everybody_concerned_gets_a_letter_and_nobody_else(story: Story) -> None:
    story.record(date(2027, 2, 1), unit="Team 5")
    letters = db.session.scalars(select(Letter).order_by(Letter.id)).all()
    assert [(row.kind, row.candidate_id, row.account_id) for row in letters] == [
        ("scheme-changed", story.person.id, None),
        ("scheme-noted", None, story.caseworker.id),
        ("scheme-noted", None, story.new_lead.id),
    ]
    assert letters[0].facts == {
        "starts_on": "2027-02-01",
        "office": "Jobcenter Herford",
        "unit": "Team 5",
        "contact": story.caseworker.name,
        "apply": True,
    }


def test_who_was_told_of_a_change_is_told_that_it_will_not_come(story: Story) -> None:
    period = story.record(TODAY + timedelta(days=10))
    remove_coming_scheme(
        actor=story.caseworker.actor, candidate=story.person, period_id=period.id, now=NOW
    )
    told = [row.kind for row in db.session.scalars(select(Letter).order_by(Letter.id))]
    assert told[3:] == ["scheme-removed", "scheme-not-coming", "scheme-not-coming"]


def test_an_office_that_does_not_exist_changes_and_tells_nothing(story: Story) -> None:
    new = NewPeriod(scheme=Scheme.SGB2, starts_on=TODAY, office_id=99_999)
    with pytest.raises(NotFound):
        record_scheme(actor=story.caseworker.actor, candidate=story.person, new=new, now=NOW)
    assert db.session.query(SchemePeriod).count() == db.session.query(Letter).count() == 0


_ADD = text(
    "INSERT INTO scheme_period (candidate_id, scheme, starts_on, ends_on, reason, recorded_at)"
    " VALUES (:person, 'sgb2', :starts_on, :ends_on, '', '2026-01-01')"
)


@pytest.mark.parametrize(
    ("first", "last", "fits"),
    [
        ("2026-03-31", None, False),
        ("2026-01-15", "2026-01-20", False),
        ("2025-01-01", "2026-01-01", False),
        ("2025-01-01", None, False),
        ("2025-01-01", "2025-12-31", True),
        ("2026-04-01", "2026-04-01", True),
    ],
)
def test_the_database_itself_refuses_periods_that_overlap(
    story: Story, first: str, last: str | None, fits: bool
) -> None:
    whole = {"person": story.person.id, "starts_on": "2026-01-01", "ends_on": "2026-03-31"}
    _execute(_ADD, whole)
    _execute(_ADD, whole | {"person": story.other.id})
    added = whole | {"starts_on": first, "ends_on": last}
    if fits:
        _execute(_ADD, added)
        return
    with pytest.raises(IntegrityError):
        _execute(_ADD, added)


def test_the_database_refuses_to_stretch_a_period_over_the_next(story: Story) -> None:
    for first, last in (("2026-01-01", "2026-03-31"), ("2026-04-01", "2026-04-30")):
        days = {"starts_on": first, "ends_on": last}
        _execute(_ADD, {"person": story.person.id, **days})
    stretch = text("UPDATE scheme_period SET ends_on = :day WHERE starts_on = '2026-01-01'")
    with pytest.raises(IntegrityError):
        _execute(stretch, {"day": "2026-04-01"})


@transactional
def _execute(statement: Any, values: dict[str, Any]) -> None:
    db.session.execute(statement, values)
