"""Courses and measures: kept once, taken part in by people; untouched by scheme and handover."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select, true, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import contains_eager, joinedload

from domain.access import Actor
from domain.courses import CourseKind, PartState, check_days, check_step
from domain.errors import AlreadyThere, CourseFull, WrongState
from models import Candidate, Course, CoursePart, db, transactional
from services.audit import record
from services.records import changed_rows, hold_record
from services.steps import ChangedMeanwhile, fingerprint
from services.visibility import scope

PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseFacts:
    """What is known of a course."""

    name: str
    provider: str
    kind: CourseKind
    starts_on: date
    ends_on: date | None = None
    seats: int | None = None


@transactional
def make_course(*, actor: Actor, facts: CourseFacts, now: datetime) -> Course:
    """Keep a new course.

    Raises
    ------
    DatesRunBackwards
        If it would end before it starts.
    """
    check_days(facts.starts_on, facts.ends_on)
    course = Course(
        created_by_id=actor.account_id, created_at=now, changed_at=now, taken=0, **asdict(facts)
    )
    db.session.add(course)
    db.session.flush()
    record(actor=actor, action="course.made", subject=course, now=now)
    return course


@transactional
def change_course(
    *, actor: Actor, course: Course, facts: CourseFacts, now: datetime, seen: str | None = None
) -> None:
    """Change what is known of a course; ``seen`` is the version the page showed.

    Raises
    ------
    ChangedMeanwhile
        If a colleague changed it since.
    DatesRunBackwards
        If it would end before it starts.
    CourseFull
        If there would be fewer seats than people.
    """
    check_days(facts.starts_on, facts.ends_on)
    held = db.session.get_one(Course, course.id, with_for_update=True, populate_existing=True)
    if seen is not None and course_version(held) != seen:
        raise ChangedMeanwhile(course=course.id)
    changed = db.session.execute(
        update(Course)
        .where(Course.id == course.id, _fits(facts.seats))
        .values(changed_at=now, **asdict(facts))
        .execution_options(synchronize_session=False)
    )
    if changed_rows(changed) != 1:
        raise CourseFull(seats=facts.seats)
    db.session.refresh(course)
    record(actor=actor, action="course.changed", subject=course, now=now)


def course_version(course: Course) -> str:
    """Return a fingerprint of what is known of a course; seats that are taken change nothing."""
    return fingerprint([getattr(course, field.name) for field in fields(CourseFacts)])


@transactional
def join_course(
    *, actor: Actor, candidate: Candidate, course: Course, starts_on: date | None, now: datetime
) -> CoursePart:
    """Give a person a seat in a course; without a day of one's own it is the course's.

    Raises
    ------
    CourseFull
        If all seats are taken.
    AlreadyThere
        If the person is or was in this course.
    DatesRunBackwards
        If the course would be over before.
    """
    hold_record(actor=actor, candidate=candidate, now=now)
    check_days(starts_on or course.starts_on, course.ends_on)
    part = CoursePart(
        course_id=course.id,
        candidate_id=candidate.id,
        starts_on=starts_on or course.starts_on,
        recorded_by_id=actor.account_id,
        recorded_at=now,
    )
    try:
        with db.session.begin_nested():
            db.session.add(part)
    except IntegrityError as error:
        raise AlreadyThere(course=course.id) from error
    _take_seat(course.id)
    _note(actor, "candidate.course_joined", candidate, part, now)
    return part


@transactional
def change_part(
    *,
    actor: Actor,
    part: CoursePart,
    state: PartState,
    ends_on: date | None,
    reason: str,
    now: datetime,
) -> None:
    """Note that a part began, was finished, or was broken off with a reason: the seat is free.

    Raises
    ------
    WrongState
        If the step does not lead on from the state it has now.
    DatesRunBackwards
        If it would end before it began.
    """
    hold_record(actor=actor, candidate=part.candidate, now=now)
    before = part.state
    check_step(before, state)
    check_days(part.starts_on, ends_on)
    changed = db.session.execute(
        update(CoursePart)
        .where(CoursePart.id == part.id, CoursePart.state == before)
        .values(state=state, ends_on=ends_on, reason=reason, recorded_at=now)
        .execution_options(synchronize_session=False)
    )
    if changed_rows(changed) != 1:
        raise WrongState(part=part.id)
    db.session.refresh(part)
    if state is PartState.BROKEN_OFF:
        _free_seat(part.course_id)
    _note(actor, "candidate.course_changed", part.candidate, part, now)


def list_courses(*, today: date, over: bool = False, page: int = 1) -> tuple[list[Course], int]:
    """Return one page of courses that go on or come (or are over), and how many there are."""
    goes_on: ColumnElement[bool] = or_(Course.ends_on.is_(None), Course.ends_on >= today)
    which = ~goes_on if over else goes_on
    total = db.session.scalar(select(func.count()).select_from(Course).where(which)) or 0
    order: tuple[Any, ...] = (Course.starts_on.desc() if over else Course.starts_on, Course.id)
    rows = select(Course).where(which).order_by(*order).limit(PAGE).offset((page - 1) * PAGE)
    return list(db.session.scalars(rows)), total


def courses_to_join(*, today: date) -> list[Course]:
    """Return the courses that are not over, those with free seats and those without a number."""
    return list(
        db.session.scalars(
            select(Course)
            .where(
                or_(Course.ends_on.is_(None), Course.ends_on >= today),
                or_(Course.seats.is_(None), Course.taken < Course.seats),
            )
            .order_by(Course.starts_on, Course.name, Course.id)
            .limit(500)
        )
    )


def parts_in_course(*, actor: Actor, course: Course) -> Sequence[CoursePart]:
    """Return the people of the actor who take part; of others only the number of seats is seen."""
    return db.session.scalars(
        select(CoursePart)
        .join(CoursePart.candidate)
        .where(CoursePart.course_id == course.id, scope(Candidate, actor))
        .options(contains_eager(CoursePart.candidate))
        .order_by(Candidate.family_name, Candidate.given_name, CoursePart.id)
        .limit(200)
    ).all()


def parts_of_person(candidate_id: int) -> Sequence[CoursePart]:
    """Return the courses of a person, the latest first."""
    return db.session.scalars(
        select(CoursePart)
        .where(CoursePart.candidate_id == candidate_id)
        .options(joinedload(CoursePart.course))
        .order_by(CoursePart.starts_on.desc(), CoursePart.id.desc())
        .limit(50)
    ).all()


def _fits(seats: int | None) -> ColumnElement[bool]:
    return true() if seats is None else Course.taken <= seats


def _take_seat(course_id: int) -> None:
    taken = db.session.execute(
        update(Course)
        .where(Course.id == course_id, or_(Course.seats.is_(None), Course.taken < Course.seats))
        .values(taken=Course.taken + 1)
        .execution_options(synchronize_session=False)
    )
    if changed_rows(taken) != 1:
        raise CourseFull(course=course_id)


def _free_seat(course_id: int) -> None:
    db.session.execute(
        update(Course)
        .where(Course.id == course_id)
        .values(taken=Course.taken - 1)
        .execution_options(synchronize_session=False)
    )


def _note(actor: Actor, action: str, candidate: Candidate, part: CoursePart, now: datetime) -> None:
    record(actor=actor, action=action, subject=candidate, other_id=part.id, now=now)
