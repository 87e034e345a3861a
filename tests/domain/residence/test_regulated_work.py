"""Regulated work: the sheet asks for the licence of the trade beside the permission to work."""

from __future__ import annotations

from datetime import date

import pytest

from domain.check_sheet import CheckSheet, Instruction, Procedure, check_sheet
from domain.labour_market import Activity, shipped_rules
from domain.positions import EmployersWord
from domain.recognition import RecognitionState
from domain.regulated_work import LicenceNeed, Trade, licence_need, with_trade
from domain.residence import EmploymentEntry
from domain.residence_chain import Document

YES, NO, UNKNOWN = EmployersWord.YES, EmployersWord.NO, EmployersWord.UNKNOWN
NURSE = "81302"


def trade(
    firm: EmployersWord = YES, catalogue: EmployersWord = YES, **states: RecognitionState
) -> Trade:
    recognised = {code.removeprefix("c"): state for code, state in states.items()}
    return Trade(
        occupation_code=NURSE,
        said_by_firm=firm,
        in_catalogue=catalogue,
        cite="§ 1 PflBG",
        recognised=recognised,
    )


def sheet(key: str = "ae_25_2_gfk", activity: Activity = Activity.EMPLOYMENT) -> CheckSheet:
    paper = Document(
        id=1,
        status_key=key,
        entry=EmploymentEntry.UNKNOWN,
        begins_on=date(2026, 1, 1),
        valid_until=date(2027, 6, 30),
    )
    return check_sheet(shipped_rules(), [paper], activity, date(2026, 11, 22), "32257")


@pytest.mark.parametrize(
    ("firm", "catalogue", "need"),
    [
        (YES, YES, LicenceNeed.FIRST),
        (YES, UNKNOWN, LicenceNeed.FIRST),
        (UNKNOWN, YES, LicenceNeed.FIRST),
        (NO, YES, LicenceNeed.OPEN),
        (YES, NO, LicenceNeed.OPEN),
        (UNKNOWN, UNKNOWN, LicenceNeed.OPEN),
        (UNKNOWN, NO, LicenceNeed.NONE),
        (NO, UNKNOWN, LicenceNeed.NONE),
        (NO, NO, LicenceNeed.NONE),
    ],
)
def test_neither_the_firm_nor_the_catalogue_alone_sets_the_law_aside(
    firm: EmployersWord, catalogue: EmployersWord, need: LicenceNeed
) -> None:
    assert licence_need(trade(firm, catalogue), Activity.EMPLOYMENT) is need


@pytest.mark.parametrize("state", list(RecognitionState))
def test_only_a_full_recognition_of_this_occupation_opens_regulated_work(
    state: RecognitionState,
) -> None:
    need = licence_need(trade(c81302=state), Activity.EMPLOYMENT)
    is_full = state is RecognitionState.FULL
    assert need is (LicenceNeed.SHOWN if is_full else LicenceNeed.FIRST)
    other = licence_need(trade(c22302=RecognitionState.FULL), Activity.EMPLOYMENT)
    assert other is LicenceNeed.FIRST


@pytest.mark.parametrize("activity", list(Activity))
def test_who_learns_the_trade_needs_no_licence(activity: Activity) -> None:
    exercised = {Activity.EMPLOYMENT, Activity.TEMPORARY_WORK, Activity.SELF_EMPLOYMENT}
    asks = licence_need(trade(), activity) is not LicenceNeed.NONE
    assert asks is (activity in exercised)


def test_a_missing_licence_is_the_first_step_with_its_paragraph_and_no_green_light() -> None:
    before = sheet()
    told = with_trade(before, trade(c81302=RecognitionState.IN_REVIEW))
    assert before.procedure is Procedure.NOT_NEEDED
    assert told.procedure is Procedure.CLARIFIED
    assert told.licence_missing
    first = told.steps[0]
    assert (first.key, first.cite) == (Instruction.LICENCE_FIRST, "§ 1 PflBG")
    assert first.facts["state"] is RecognitionState.IN_REVIEW
    assert told.papers[-1].key is Instruction.BRING_LICENCE
    assert told.steps[1:] == before.steps


def test_a_full_recognition_leaves_the_answer_and_asks_for_the_paper() -> None:
    told = with_trade(sheet(), trade(c81302=RecognitionState.FULL))
    assert (told.procedure, told.licence_missing) == (Procedure.NOT_NEEDED, False)
    assert told.steps[0].key is Instruction.LICENCE_SHOWN


def test_a_permission_that_is_needed_stays_needed_beside_the_licence() -> None:
    before = sheet("duldung_60a_kommune", Activity.EMPLOYMENT)
    told = with_trade(before, trade())
    assert told.procedure is before.procedure
    assert told.procedure is not Procedure.NOT_NEEDED


def test_unregulated_work_leaves_the_sheet_as_it_is() -> None:
    before = sheet()
    assert with_trade(before, trade(NO, NO)) is before
