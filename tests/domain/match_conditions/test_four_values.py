"""A hard condition is met, not met, unknown or can be met by a day; unknown is never met."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain import match_conditions as rules
from domain.labour_market import Activity, Answer, Confidence, Ruling
from domain.languages import LanguageLevel, LanguageSkill
from domain.licences import Licence, LicenceState
from domain.match_conditions import Condition, ConditionKind, ConditionState, HeldLicenceFact
from domain.recognition import RecognitionState
from domain.residence_chain import Standing, standing_on
from domain.work_access import WorkAccess
from domain.working_time import Hours, Shift

TODAY = date(2026, 11, 22)
LATER = TODAY + timedelta(days=60)
MET, NOT_MET = ConditionState.MET, ConditionState.NOT_MET
UNKNOWN, CAN_BE_MET = ConditionState.UNKNOWN, ConditionState.CAN_BE_MET
A2, B1, B2 = LanguageLevel.A2, LanguageLevel.B1, LanguageLevel.B2


def state(condition: Condition | None) -> tuple[ConditionState, date | None]:
    assert condition is not None
    return condition.state, condition.day


def talks(level: LanguageLevel) -> dict[LanguageSkill, LanguageLevel]:
    return dict.fromkeys(LanguageSkill, level)


def test_german_is_met_when_every_asked_skill_is_reached() -> None:
    assert state(rules.of_german(talks(B1), talks(B1), None)) == (MET, None)
    writes_less = {**talks(B1), LanguageSkill.WRITING: A2}
    assert state(rules.of_german(talks(B1), writes_less, None)) == (NOT_MET, None)


def test_one_step_of_german_can_be_met_by_the_end_of_a_course_two_cannot() -> None:
    assert state(rules.of_german(talks(B1), talks(A2), LATER)) == (CAN_BE_MET, LATER)
    assert state(rules.of_german(talks(B2), talks(A2), LATER)) == (NOT_MET, None)


def test_german_nobody_asked_for_is_unknown_and_never_met() -> None:
    spoken = {LanguageSkill.SPEAKING: B2}
    assert state(rules.of_german(talks(B1), spoken, None)) == (UNKNOWN, None)
    assert state(rules.of_german(talks(B1), None, LATER)) == (UNKNOWN, None)


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        ({Licence.CAR: HeldLicenceFact(LicenceState.GERMAN)}, MET),
        ({Licence.CAR: HeldLicenceFact(LicenceState.USABLE_UNTIL, LATER)}, MET),
        ({Licence.CAR: HeldLicenceFact(LicenceState.USABLE_UNTIL, TODAY)}, NOT_MET),
        ({Licence.CAR: HeldLicenceFact(LicenceState.USABLE_UNTIL)}, UNKNOWN),
        ({Licence.CAR: HeldLicenceFact(LicenceState.CONVERSION_RUNNING)}, UNKNOWN),
        ({Licence.MOPED: HeldLicenceFact(LicenceState.GERMAN)}, NOT_MET),
        (None, UNKNOWN),
    ],
)
def test_a_licence_has_to_be_usable_on_the_first_day(
    held: dict[Licence, HeldLicenceFact] | None, expected: ConditionState
) -> None:
    first = TODAY + timedelta(days=30)
    assert state(rules.of_licences({Licence.CAR}, held, first)) == (expected, None)


@pytest.mark.parametrize(
    ("asked", "cite"),
    [
        ({Licence.LORRY, Licence.DRIVER_QUALIFICATION}, "§§ 6, 29, 31 FeV; BKrFQG"),
        ({Licence.FORKLIFT}, "§ 7 DGUV Vorschrift 68"),
        ({Licence.FOOD_HYGIENE}, "§ 43 IfSG"),
        ({Licence.WELDING}, ""),  # a standard asks for it, no law
    ],
)
def test_each_licence_names_the_law_that_asks_for_it(asked: set[Licence], cite: str) -> None:
    for held in (None, {}):
        condition = rules.of_licences(asked, held, TODAY)
        assert condition is not None
        assert condition.cite == cite


@pytest.mark.parametrize(
    ("told", "deadline", "expected"),
    [
        (RecognitionState.FULL, None, (MET, None)),
        (RecognitionState.IN_REVIEW, LATER, (CAN_BE_MET, LATER)),
        (RecognitionState.IN_REVIEW, None, (UNKNOWN, None)),
        (RecognitionState.IN_REVIEW, TODAY - timedelta(days=1), (UNKNOWN, None)),
        (RecognitionState.PARTIAL, None, (NOT_MET, None)),
        (RecognitionState.REJECTED, None, (NOT_MET, None)),
        (None, None, (UNKNOWN, None)),
    ],
)
def test_regulated_work_needs_a_full_recognition(
    told: RecognitionState | None,
    deadline: date | None,
    expected: tuple[ConditionState, date | None],
) -> None:
    assert state(rules.of_recognition("81302", told, deadline, TODAY)) == expected


def test_what_is_not_asked_is_no_condition() -> None:
    assert rules.of_german({}, None, None) is None
    assert rules.of_german(talks(LanguageLevel.NONE), None, None) is None
    assert rules.of_licences(set(), None, TODAY) is None
    assert rules.of_recognition(None, None, None, TODAY) is None
    assert rules.of_hours(None, None) is None


def test_hours_are_met_only_when_all_that_is_asked_is_known_and_possible() -> None:
    asked = (Hours.FULL_TIME, 40.0, frozenset({Shift.NIGHT}))
    full, nights = frozenset({Hours.FULL_TIME}), frozenset({Shift.NIGHT, Shift.DAY})
    assert state(rules.of_hours(asked, (full, 40, nights))) == (MET, None)
    assert state(rules.of_hours(asked, (full, 30, nights))) == (NOT_MET, None)
    assert state(rules.of_hours(asked, (full, None, nights))) == (UNKNOWN, None)
    assert state(rules.of_hours(asked, (None, 30, None))) == (NOT_MET, None)
    assert state(rules.of_hours(asked, None)) == (UNKNOWN, None)


def test_a_later_start_can_be_met_by_that_day() -> None:
    assert state(rules.of_start(TODAY, TODAY)) == (MET, None)
    assert state(rules.of_start(TODAY, LATER)) == (CAN_BE_MET, LATER)
    assert state(rules.of_start(TODAY, None)) == (UNKNOWN, None)


@pytest.mark.parametrize(
    ("ruling", "expected"),
    [
        (Ruling(Answer.FREE, confidence=Confidence.HIGH), MET),
        (Ruling(Answer.PROHIBITED, confidence=Confidence.HIGH), NOT_MET),
        (Ruling(Answer.PERMIT_REQUIRED, confidence=Confidence.HIGH), UNKNOWN),
        (Ruling(Answer.FREE, confidence=Confidence.LOW), UNKNOWN),
        (Ruling(Answer.UNCLEAR), UNKNOWN),
        (Ruling(Answer.WAITING, until=LATER, then=Answer.FREE, confidence=Confidence.HIGH),
         CAN_BE_MET),
        (Ruling(Answer.WAITING, until=LATER, then=Answer.PERMIT_REQUIRED,
                confidence=Confidence.HIGH), UNKNOWN),
    ],
)  # fmt: skip
def test_access_to_the_labour_market_is_met_only_by_a_clear_free(
    ruling: Ruling, expected: ConditionState
) -> None:
    standing = standing_on([], TODAY)
    told = rules.of_access(_without_doubts(ruling, standing))
    assert (told.kind, told.state) == (ConditionKind.ACCESS, expected)
    assert (told.day == LATER) == (expected is CAN_BE_MET)


def _without_doubts(ruling: Ruling, standing: Standing) -> WorkAccess:
    return WorkAccess(
        Activity.EMPLOYMENT,
        TODAY,
        replace(standing, doubts=()),
        ruling,
        None,
    )


def test_without_any_document_access_is_unknown() -> None:
    assert rules.of_access(None).state is UNKNOWN
