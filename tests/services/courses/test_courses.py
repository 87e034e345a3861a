"""Courses: dates that can be, seats that never go below none, parts with a state and a reason."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from domain.clock import office_day
from domain.courses import CourseKind, PartState
from domain.errors import (
    AlreadyThere,
    CourseFull,
    DatesRunBackwards,
    MeetingPointError,
    NotFound,
    WrongState,
)
from models import Account, AuditEntry, Candidate, Course, CoursePart, db
from services.courses import (
    CourseFacts,
    change_course,
    change_part,
    course_version,
    courses_to_join,
    join_course,
    list_courses,
    make_course,
    parts_in_course,
)
from services.steps import ChangedMeanwhile
from tests.factories import Office
from tests.factories.office import NOW
from tests.racing import race

TODAY = office_day(NOW)


class Story:
    """A caseworker with two people."""

    def __init__(self, office: Office) -> None:
        self.caseworker = office.caseworker()
        self.person = office.candidate(caseworker=self.caseworker)
        self.other = office.candidate(caseworker=self.caseworker)

    def course(self, **facts: Any) -> Course:
        known = {
            "name": "Deutsch B2",
            "provider": "Volkshochschule",
            "kind": CourseKind.VOCATIONAL_LANGUAGE,
            "starts_on": TODAY,
        }
        told = CourseFacts(**(known | facts))
        return make_course(actor=self.caseworker.actor, facts=told, now=NOW)

    def join(
        self, course: Course, person: Candidate | None = None, by: Account | None = None
    ) -> CoursePart:
        return join_course(
            actor=(by or self.caseworker).actor,
            candidate=person or self.person,
            course=course,
            starts_on=None,
            now=NOW,
        )

    def change(self, part: CoursePart, state: PartState, day: date | None = None) -> None:
        change_part(
            actor=self.caseworker.actor,
            part=part,
            state=state,
            ends_on=day,
            reason="Arbeit gefunden",
            now=NOW,
        )


@pytest.fixture
def story(office: Office) -> Story:
    return Story(office)


def _taken(course: Course) -> int:
    db.session.rollback()
    return db.session.scalars(select(Course.taken).where(Course.id == course.id)).one()


def test_a_course_that_ends_before_it_starts_is_refused(story: Story) -> None:
    with pytest.raises(DatesRunBackwards):
        story.course(ends_on=TODAY - timedelta(days=1))
    assert story.course(ends_on=TODAY).ends_on == TODAY
    assert db.session.query(Course).count() == 1


def test_the_last_seat_goes_to_one_of_those_who_press_at_once(app: Flask, office: Office) -> None:
    story = Story(office)
    course = story.course(seats=1)
    people = [office.candidate(caseworker=story.caseworker).id for _ in range(4)]

    def deed(number: int) -> CoursePart:
        person = db.session.get_one(Candidate, people[number])
        return story.join(db.session.get_one(Course, course.id), person)

    answers = race(app, deed, runners=4)
    assert sum(isinstance(one, CourseFull) for one in answers) == 3
    assert not [one for one in answers if isinstance(one, MeetingPointError)][3:]
    assert _taken(course) == db.session.query(CoursePart).count() == 1


def test_of_four_who_save_one_version_at_once_one_wins_and_three_are_told(
    app: Flask, office: Office
) -> None:
    story = Story(office)
    course, actor = story.course(), story.caseworker.actor
    seen = course_version(course)

    def deed(number: int) -> None:
        facts = CourseFacts(
            name=f"Kurs {number}", provider="VHS", kind=CourseKind.OTHER, starts_on=TODAY
        )
        mine = db.session.get_one(Course, course.id)
        change_course(actor=actor, course=mine, facts=facts, now=NOW, seen=seen)

    answers = race(app, deed, runners=4)
    assert sum(isinstance(one, ChangedMeanwhile) for one in answers) == 3
    assert answers.count(None) == 1


def test_a_person_takes_one_seat_in_a_course_however_often_it_is_pressed(story: Story) -> None:
    course = story.course(seats=5)
    story.join(course)
    with pytest.raises(AlreadyThere):
        story.join(course)
    assert _taken(course) == 1


def test_breaking_off_frees_the_seat_and_keeps_the_reason_and_finishing_does_not(
    story: Story,
) -> None:
    course = story.course(seats=2)
    first, second = story.join(course), story.join(course, story.other)
    story.change(first, PartState.RUNNING)
    story.change(first, PartState.BROKEN_OFF, TODAY)
    story.change(second, PartState.FINISHED, TODAY)
    assert (first.state, first.reason) == (PartState.BROKEN_OFF, "Arbeit gefunden")
    assert _taken(course) == 1


@pytest.mark.parametrize("ended", [PartState.FINISHED, PartState.BROKEN_OFF])
def test_what_has_ended_stays_as_it_was(story: Story, ended: PartState) -> None:
    part = story.join(story.course())
    story.change(part, ended, TODAY)
    for state in PartState:
        with pytest.raises(WrongState):
            story.change(part, state, TODAY)


def test_a_part_cannot_end_before_it_began(story: Story) -> None:
    part = story.join(story.course())
    with pytest.raises(DatesRunBackwards):
        story.change(part, PartState.FINISHED, TODAY - timedelta(days=1))
    assert part.state is PartState.PLANNED


def test_a_course_never_has_fewer_seats_than_people(story: Story) -> None:
    course = story.course(seats=3)
    story.join(course)
    story.join(course, story.other)
    facts = CourseFacts(
        name="Neu", provider="VHS", kind=CourseKind.TRAINING, starts_on=TODAY, seats=1
    )
    with pytest.raises(CourseFull):
        change_course(actor=story.caseworker.actor, course=course, facts=facts, now=NOW)
    db.session.expire_all()
    assert (course.name, course.seats) == ("Deutsch B2", 3)


def test_nobody_enrols_the_people_of_a_colleague_nor_sees_them_in_the_course(
    story: Story, office: Office
) -> None:
    course, stranger = story.course(), office.caseworker()
    with pytest.raises(NotFound):
        story.join(course, by=stranger)
    story.join(course)
    assert parts_in_course(actor=stranger.actor, course=course) == []
    assert len(parts_in_course(actor=story.caseworker.actor, course=course)) == 1


def test_a_course_that_is_over_or_full_is_not_offered(story: Story) -> None:
    over = story.course(starts_on=TODAY - timedelta(days=9), ends_on=TODAY - timedelta(days=1))
    full, last_day = story.course(seats=1), story.course(ends_on=TODAY)
    story.join(full)
    assert [one.id for one in courses_to_join(today=TODAY)] == [last_day.id]
    assert [one.id for one in list_courses(today=TODAY, over=True)[0]] == [over.id]


def test_every_step_is_noted_with_ids_only(story: Story) -> None:
    story.change(story.join(story.course()), PartState.RUNNING)
    deeds = db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()
    assert deeds == ["course.made", "candidate.course_joined", "candidate.course_changed"]
