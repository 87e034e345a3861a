"""The hard conditions beside a ranked list, for the rows one page shows; read only.

The facts come from the lines of the score; their days, the documents and the law are read here
and reach nothing but the conditions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import literal, select, type_coerce, union_all
from sqlalchemy.types import String

from domain import match_conditions as rules
from domain.courses import OPEN_STATES, CourseKind
from domain.labour_market import RuleBook
from domain.licences import Licence
from domain.match_conditions import Condition, HeldLicenceFact
from domain.residence_chain import Document
from domain.work_access import WorkAccess, access_on
from matching.explanation import Part
from models import (
    Availability,
    Candidate,
    Course,
    CoursePart,
    HeldLicence,
    Position,
    Recognition,
    RecognitionStep,
    db,
)
from services.law import book_of_office
from services.ranking import Match
from services.work_access import activity_of_position, chains_of, first_day

_TEACHES_GERMAN = frozenset({CourseKind.INTEGRATION, CourseKind.VOCATIONAL_LANGUAGE})


@dataclass(slots=True)
class _Days:
    """The days of one person's facts."""

    ready_on: date | None = None
    course_ends: date | None = None
    licences: dict[str, date] = field(default_factory=dict)
    deadlines: dict[str, date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Person:
    days: _Days
    chain: list[Document]


def conditions_of_people(
    *, matches: Collection[Match], position: Position, today: date
) -> dict[int, list[Condition]]:
    """Return the conditions of each listed person for one position."""
    people, book = _people([match.id for match in matches]), book_of_office()
    return {match.id: _conditions(match, people[match.id], position, book, today)
            for match in matches}  # fmt: skip


def conditions_of_positions(
    *,
    matches: Collection[Match],
    positions: Mapping[int, Position],
    candidate: Candidate,
    today: date,
) -> dict[int, list[Condition]]:
    """Return the conditions of one person for each listed position."""
    person, book = _people([candidate.id])[candidate.id], book_of_office()
    return {match.id: _conditions(match, person, positions[match.id], book, today)
            for match in matches if match.id in positions}  # fmt: skip


def _conditions(
    match: Match, person: _Person, position: Position, book: RuleBook, today: date
) -> list[Condition]:
    parts, days = {part.name: part for part in match.ranked.parts}, person.days
    begins = first_day(position, today)
    code = parts["recognition"].requirement
    found = (
        rules.of_german(parts["german"].requirement, parts["german"].fact, days.course_ends),
        rules.of_licences(parts["licence"].requirement, _held(parts["licence"], days), begins),
        rules.of_recognition(
            code, parts["recognition"].fact, days.deadlines.get(code or ""), today
        ),
        rules.of_hours(parts["hours"].requirement, parts["hours"].fact),
        rules.of_start(begins, days.ready_on),
        rules.of_access(_access(person.chain, position, book, begins)),
    )
    return [one for one in found if one is not None]


def _held(part: Part, days: _Days) -> dict[Licence, HeldLicenceFact] | None:
    if part.fact is None:
        return None
    return {
        licence: HeldLicenceFact(state, days.licences.get(licence.value))
        for licence, state in part.fact.items()
    }


def _access(
    chain: list[Document], position: Position, book: RuleBook, day: date
) -> WorkAccess | None:
    activity = activity_of_position(position.kind, day)
    return access_on(book, chain, activity, day) if activity else None


def _people(ids: Collection[int]) -> dict[int, _Person]:
    days, chains = _days_of(ids), chains_of(ids)
    return {one: _Person(days[one], chains.get(one, [])) for one in ids}


def _days_of(ids: Collection[int]) -> dict[int, _Days]:
    """Return the days of the people's facts, in one statement."""
    found: dict[int, _Days] = defaultdict(_Days)
    for owner, kind, key, day in db.session.execute(_dated_facts(ids)):
        days = found[owner]
        if kind == "start":
            days.ready_on = day
        elif kind == "course":
            days.course_ends = max(days.course_ends or day, day)
        elif kind == "licence":
            days.licences[key] = day
        else:
            days.deadlines[key] = max(days.deadlines.get(key, day), day)
    return defaultdict(_Days, found)


def _dated_facts(ids: Collection[int]) -> Any:
    ends = CoursePart.ends_on
    return union_all(
        select(Availability.candidate_id, literal("start"), literal(""), Availability.starts_on)
        .where(Availability.candidate_id.in_(ids), Availability.starts_on.is_not(None)),
        select(CoursePart.candidate_id, literal("course"), literal(""), ends)
        .join(Course, Course.id == CoursePart.course_id)
        .where(CoursePart.candidate_id.in_(ids), CoursePart.state.in_(OPEN_STATES),
               Course.kind.in_(_TEACHES_GERMAN), ends.is_not(None)),
        select(HeldLicence.candidate_id, literal("licence"),
               type_coerce(HeldLicence.licence, String), HeldLicence.usable_until)
        .where(HeldLicence.candidate_id.in_(ids), HeldLicence.usable_until.is_not(None)),
        select(Recognition.candidate_id, literal("recognition"), Recognition.reference_code,
               RecognitionStep.deadline)
        .join(RecognitionStep, RecognitionStep.recognition_id == Recognition.id)
        .where(Recognition.candidate_id.in_(ids), RecognitionStep.deadline.is_not(None),
               Recognition.reference_code.is_not(None)),
    )  # fmt: skip
