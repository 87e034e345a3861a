"""Conditions stand beside each row of a list, dated, and move nobody."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from flask import Flask

from domain.access import Actor, Role
from domain.clock import office_day
from domain.courses import CourseKind
from domain.languages import LanguageLevel, LanguageSkill
from domain.licences import Licence, LicenceState
from domain.match_conditions import ConditionKind, ConditionState
from domain.positions import EmployersWord
from domain.recognition import RecognitionAction, RecognitionKind, RecognitionState
from domain.working_time import Hours
from models import (
    Availability,
    Candidate,
    Course,
    CoursePart,
    HeldLicence,
    LanguageKnowledge,
    Position,
    Recognition,
    RecognitionStep,
    db,
    transactional,
)
from services.hard_conditions import conditions_of_people, conditions_of_positions
from services.ranking import rank_people, rank_positions
from tests.factories import Office
from tests.statements import counted_statements

NOW = datetime.now(UTC)
TODAY = office_day(NOW)
SOON, LATER = TODAY + timedelta(days=30), TODAY + timedelta(days=90)
OFFICER = Actor(role=Role.OFFICER, account_id=1)
Seen = dict[ConditionKind, tuple[ConditionState, object]]


def asking_much(office: Office) -> Position:
    return office.position(
        german_level=LanguageLevel.B1,
        licences=[Licence.CAR.value],
        is_regulated=EmployersWord.YES,
        hours=Hours.FULL_TIME,
        starts_on=SOON,
    )


@transactional
def tell_days(person: Candidate) -> None:
    course = Course(name="B1", provider="vhs", kind=CourseKind.INTEGRATION, starts_on=TODAY,
                    created_at=NOW, changed_at=NOW)  # fmt: skip
    db.session.add(course)
    procedure = Recognition(candidate_id=person.id, kind=RecognitionKind.PROCEDURE,
                            state=RecognitionState.IN_REVIEW, reference_code="22342")  # fmt: skip
    procedure.steps = [
        RecognitionStep(action=RecognitionAction.REVIEW, state=RecognitionState.IN_REVIEW,
                        on=TODAY, deadline=LATER, noted_at=NOW)
    ]  # fmt: skip
    db.session.add_all(
        [
            procedure,
            HeldLicence(candidate_id=person.id, licence=Licence.CAR,
                        state=LicenceState.USABLE_UNTIL, usable_until=SOON - timedelta(days=1)),
            Availability(candidate_id=person.id, hours=[Hours.FULL_TIME.value], starts_on=LATER),
            *(LanguageKnowledge(candidate_id=person.id, language="de", skill=skill,
                                level=LanguageLevel.A2) for skill in LanguageSkill),
        ]
    )  # fmt: skip
    db.session.flush()
    db.session.add(
        CoursePart(course_id=course.id, candidate_id=person.id, starts_on=TODAY, ends_on=LATER,
                   recorded_at=NOW)
    )  # fmt: skip


def of_people(position: Position) -> dict[int, Seen]:
    matches = rank_people(position=position, actor=OFFICER, seed="s", today=TODAY)
    found = conditions_of_people(matches=matches, position=position, today=TODAY)
    return {
        owner: {one.kind: (one.state, one.day) for one in conditions}
        for owner, conditions in found.items()
    }


def test_each_condition_says_by_which_day_it_can_be_met(app: Flask, office: Office) -> None:
    person, nobody = office.candidate(), office.candidate(german_level=None)
    office.document(candidate=person)
    tell_days(person)
    seen = of_people(asking_much(office))
    assert seen[person.id] == {
        ConditionKind.GERMAN: (ConditionState.CAN_BE_MET, LATER),
        ConditionKind.LICENCE: (ConditionState.NOT_MET, None),
        ConditionKind.RECOGNITION: (ConditionState.CAN_BE_MET, LATER),
        ConditionKind.HOURS: (ConditionState.MET, None),
        ConditionKind.START: (ConditionState.CAN_BE_MET, LATER),
        ConditionKind.ACCESS: (ConditionState.MET, None),
    }
    assert set(seen[nobody.id].values()) == {(ConditionState.UNKNOWN, None)}


def test_both_directions_say_the_same_conditions(app: Flask, office: Office) -> None:
    person = office.candidate()
    tell_days(person)
    position = asking_much(office)
    matches = rank_positions(candidate=person, actor=OFFICER, seed="s", today=TODAY)
    found = conditions_of_positions(
        matches=matches, positions={position.id: position}, candidate=person, today=TODAY
    )
    said = {one.kind: (one.state, one.day) for one in found[position.id]}
    assert said == of_people(position)[person.id]


def test_access_to_the_labour_market_moves_nobody(app: Flask, office: Office) -> None:
    position = office.position()
    several = [office.candidate(work=(("Tischler", "22342", 3),)) for _ in range(4)]
    before = rank_people(position=position, actor=OFFICER, seed="s", today=TODAY)
    for person in several[:2]:
        office.document(candidate=person)
    after = rank_people(position=position, actor=OFFICER, seed="s", today=TODAY)
    assert [one.id for one in before] == [one.id for one in after]
    assert [one.ranked.score for one in before] == [one.ranked.score for one in after]
    assert {of_people(position)[one.id][ConditionKind.ACCESS][0] for one in several} == {
        ConditionState.MET,
        ConditionState.UNKNOWN,
    }


def test_conditions_ask_as_much_for_one_person_as_for_many(app: Flask, office: Office) -> None:
    position, counts = asking_much(office), []
    for _ in range(2):
        for _ in range(5):
            tell_days(office.candidate())
        matches = rank_people(position=position, actor=OFFICER, seed="s", today=TODAY)
        with counted_statements() as statements:
            conditions_of_people(matches=matches, position=position, today=TODAY)
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 3
