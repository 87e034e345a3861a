"""What the sheet asks for follows from the answer, the kind of work and the law of the day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from domain.authorities import responsible_authority
from domain.check_sheet import CheckSheet, Instruction, Procedure, check_sheet, procedure_of
from domain.labour_market import Activity, Answer, Clock, shipped_rules
from domain.residence import Authority, EmploymentEntry
from domain.residence_chain import Document
from domain.work_access import access_on

DAY = date(2026, 11, 22)
BOOK = shipped_rules()
ASK = EmploymentEntry.WITH_PERMISSION
FREE = EmploymentEntry.GAINFUL_ACTIVITY


def paper(key: str, entry: EmploymentEntry, **facts: Any) -> Document:
    days = {"begins_on": date(2026, 1, 1), "valid_until": date(2027, 6, 30)}
    return Document(id=1, status_key=key, entry=entry, **(days | facts))


def gestattung(**facts: Any) -> Document:
    told = {
        "in_facility": False,
        "clock_start": date(2026, 1, 1),
        "clock_kind": Clock.PERMITTED_STAY,
    }
    return paper("gestattung_kommune", ASK, **(told | facts))


def sheet(document: Document | None, activity: Activity = Activity.EMPLOYMENT) -> CheckSheet:
    return check_sheet(BOOK, [document] if document else [], activity, DAY, "32257")


def keys(lines: tuple[Any, ...]) -> list[Instruction]:
    return [line.key for line in lines]


def test_a_free_answer_needs_no_procedure_and_only_the_proof() -> None:
    told = sheet(paper("ae_25_2_gfk", FREE))
    assert told.procedure is Procedure.NOT_NEEDED
    assert keys(told.steps) == [Instruction.PROOF_SHOWN, Instruction.MINIMUM_WAGE]
    assert Instruction.COPY_KEPT in keys(told.duties)
    assert Instruction.BRING_FORM not in keys(told.papers)


def test_a_permission_with_the_ba_lists_form_application_ba_and_no_early_start() -> None:
    told = sheet(gestattung())
    assert told.procedure is Procedure.NEEDED
    assert keys(told.steps)[:4] == [
        Instruction.FORM_FILLED,
        Instruction.PRECHECK,
        Instruction.APPLICATION,
        Instruction.BA_ASKED,
    ]
    assert Instruction.NOT_BEFORE in keys(told.steps)
    (silence,) = [line for line in told.deadlines if line.key is Instruction.BA_SILENCE]
    assert silence.facts["number"] == 2
    assert silence.cite == "§ 36 Abs. 2 BeschV"


def test_an_apprenticeship_does_not_ask_the_ba() -> None:
    told = sheet(gestattung(), Activity.APPRENTICESHIP)
    assert told.procedure is Procedure.NEEDED
    assert not {Instruction.BA_ASKED, Instruction.PRECHECK} & set(keys(told.steps))


def test_a_trial_measure_needs_its_approval_first_and_its_weeks() -> None:
    told = sheet(gestattung(), Activity.TRIAL_MEASURE)
    assert told.steps[0].key is Instruction.APPROVAL_FIRST
    assert told.steps[0].facts["number"] == 6
    assert Instruction.BRING_APPROVAL in keys(told.papers)


@pytest.mark.parametrize(
    ("document", "answer"),
    [
        (None, Answer.UNCLEAR),
        (gestattung(clock_start=None), Answer.UNCLEAR),
        (gestattung(clock_start=date(2026, 11, 1)), Answer.WAITING),
        (paper("duldung_60b", EmploymentEntry.NOT_ALLOWED), Answer.PROHIBITED),
    ],
)
def test_whatever_is_not_settled_is_being_clarified_for_a_firm(
    document: Document | None, answer: Answer
) -> None:
    told = sheet(document)
    assert told.access.answer is answer
    assert told.procedure is Procedure.CLARIFIED
    assert Instruction.PROOF_SHOWN not in keys(told.steps)


def test_only_a_clear_free_is_no_procedure() -> None:
    access = access_on(BOOK, [paper("ae_25_2_gfk", FREE)], Activity.EMPLOYMENT, DAY)
    told = {
        answer: procedure_of(replace(access, ruling=replace(access.ruling, answer=answer)))
        for answer in Answer
    }
    assert [one for one, how in told.items() if how is Procedure.NOT_NEEDED] == [Answer.FREE]


@pytest.mark.parametrize(
    ("key", "entry", "duty", "weeks"),
    [
        ("ae_18a", ASK, Instruction.END_REPORTED, 4),
        ("duldung_60d", ASK, Instruction.END_REPORTED_60D, 2),
        ("duldung_60c", ASK, Instruction.TRAINING_BREAK_REPORTED, 2),
        ("ae_16g", ASK, Instruction.TRAINING_BREAK_REPORTED, 2),
    ],
)
def test_who_must_report_an_end_reads_the_weeks_of_the_law(
    key: str, entry: EmploymentEntry, duty: Instruction, weeks: int
) -> None:
    training = duty is Instruction.TRAINING_BREAK_REPORTED
    activity = Activity.APPRENTICESHIP if training else Activity.EMPLOYMENT
    reported = [line for line in sheet(paper(key, entry), activity).duties if line.key is duty]
    assert [line.facts["number"] for line in reported] == [weeks]
    others = sheet(paper("ae_25_2_gfk", FREE)).duties
    assert duty not in keys(others)


def test_only_a_training_can_be_broken_off() -> None:
    for activity in (Activity.EMPLOYMENT, Activity.ORIENTATION_INTERNSHIP):
        told = sheet(paper("duldung_60c", ASK), activity)
        assert Instruction.TRAINING_BREAK_REPORTED not in keys(told.duties)


def test_papers_that_end_before_the_first_day_are_told_with_their_last_day() -> None:
    until = DAY - timedelta(days=3)
    told = sheet(replace(paper("ae_25_2_gfk", FREE), valid_until=until))
    assert told.procedure is Procedure.CLARIFIED
    assert [(one.key, one.facts["day"]) for one in told.deadlines] == [
        (Instruction.PAPERS_END_BEFORE, until)
    ]


def test_the_wage_is_the_one_of_the_first_day_of_work() -> None:
    for day, wage in ((date(2026, 12, 31), "13.90"), (date(2027, 1, 1), "14.60")):
        told = check_sheet(BOOK, [paper("ae_24", FREE)], Activity.EMPLOYMENT, day, None)
        (line,) = [one for one in told.steps if one.key is Instruction.MINIMUM_WAGE]
        assert str(line.facts["wage"]) == wage


def test_the_coming_changes_follow_the_first_day_and_are_not_it() -> None:
    told = sheet(gestattung(clock_start=date(2026, 11, 1)))
    assert [(one.day, one.answer) for one in told.changes] == [
        (date(2027, 2, 1), Answer.PERMIT_AND_BA_APPROVAL),
        (date(2027, 7, 1), Answer.UNCLEAR),
    ]


@pytest.mark.parametrize(
    ("postcode", "in_facility", "authority"),
    [
        ("32049", False, Authority.TOWN),
        ("32052", None, Authority.TOWN),
        ("32257", False, Authority.DISTRICT),
        ("32545", False, Authority.ELSEWHERE),
        ("99999", None, Authority.ELSEWHERE),
        (None, None, Authority.UNKNOWN),
        ("32257", True, Authority.LAND_FACILITY),
    ],
)
def test_who_decides_follows_the_facility_and_the_place_of_residence(
    postcode: str | None, in_facility: bool | None, authority: Authority
) -> None:
    assert responsible_authority(postcode, in_facility) is authority
