"""Ten people an employer might ask about, worked out by hand from the law of their day."""

from __future__ import annotations

from datetime import date

import pytest

from domain.labour_market import Activity, Answer, Reason, Ruling, shipped_rules

JOB, TRAINING = Activity.EMPLOYMENT, Activity.APPRENTICESHIP


def ask(document: str, activity: Activity, day: str, clock_start: str | None = None) -> Ruling:
    started = date.fromisoformat(clock_start) if clock_start else None
    return shipped_rules().answer(document, activity, date.fromisoformat(day), clock_start=started)


def test_a_gestattung_in_a_reception_facility_forbade_work_in_january_2017() -> None:
    ruling = ask("gestattung_ae", JOB, "2017-01-19")
    assert ruling.answer is Answer.PROHIBITED
    assert ruling.valid_from == date(2015, 10, 24)
    assert "§ 61 Abs. 1 AsylG" in ruling.cite


@pytest.mark.parametrize(
    ("day", "answer"),
    [
        ("2026-11-22", Answer.WAITING),
        ("2026-11-30", Answer.WAITING),
        ("2026-12-01", Answer.PERMIT_AND_BA_APPROVAL),
    ],
)
def test_the_same_person_waits_three_months_from_registration_in_november_2026(
    day: str, answer: Answer
) -> None:
    ruling = ask("gestattung_ae", JOB, day, "2026-09-01")
    assert ruling.answer is answer
    assert ruling.valid_from == date(2026, 6, 12)
    if answer is Answer.WAITING:
        assert ruling.until == date(2026, 12, 1)
        assert ruling.then is Answer.PERMIT_AND_BA_APPROVAL


def test_an_apprenticeship_after_the_waiting_time_needs_no_approval_of_the_ba() -> None:
    assert ask("gestattung_ae", TRAINING, "2026-12-01", "2026-09-01").answer is (
        Answer.PERMIT_REQUIRED
    )


def test_a_gestattung_outside_the_facility_waited_three_months_in_january_2017() -> None:
    ruling = ask("gestattung_kommune", JOB, "2017-01-19", "2016-11-30")
    assert (ruling.answer, ruling.until) == (Answer.WAITING, date(2017, 2, 28))
    assert ask("gestattung_kommune", JOB, "2017-02-28", "2016-11-30").answer is (
        Answer.PERMIT_AND_BA_APPROVAL
    )


def test_temporary_work_was_closed_until_october_2015_and_open_in_herford_from_august_2016() -> (
    None
):
    leased = Activity.TEMPORARY_WORK
    assert ask("gestattung_kommune", leased, "2015-10-27", "2014-01-01").answer is (
        Answer.PROHIBITED
    )
    late = ask("gestattung_kommune", leased, "2016-08-05", "2016-01-05")
    assert (late.answer, late.until) == (Answer.WAITING, date(2017, 4, 5))
    assert ask("gestattung_kommune", leased, "2016-08-06", "2016-01-05").answer is (
        Answer.PERMIT_AND_BA_APPROVAL
    )


def test_ukrainians_with_a_title_needed_a_permission_until_the_end_of_may_2022() -> None:
    assert ask("ae_24", JOB, "2022-05-31").answer is Answer.PERMIT_REQUIRED
    assert ask("ae_24", JOB, "2022-06-01").answer is Answer.FREE
    assert ask("ae_24", Activity.SELF_EMPLOYMENT, "2026-11-22").answer is Answer.FREE


def test_people_with_refugee_status_may_do_any_work() -> None:
    rulings = [ask("ae_25_2_gfk", activity, "2017-01-19") for activity in Activity]
    assert {ruling.answer for ruling in rulings} == {Answer.FREE}


def test_a_ban_on_removal_needed_a_permission_until_the_end_of_february_2020() -> None:
    assert ask("ae_25_3", JOB, "2020-02-29").answer is Answer.PERMIT_REQUIRED
    assert ask("ae_25_3", JOB, "2020-03-01").answer is Answer.FREE


def test_a_duldung_for_people_of_unclear_identity_forbids_everything() -> None:
    rulings = [ask("duldung_60b", activity, "2026-11-22", "2020-01-01") for activity in Activity]
    assert {ruling.answer for ruling in rulings} == {Answer.PROHIBITED}


def test_an_accelerated_procedure_forbids_work_and_had_no_rule_before() -> None:
    key = "gestattung_beschleunigtes_verfahren"
    assert ask(key, JOB, "2026-06-12").answer is Answer.PROHIBITED
    before = ask(key, JOB, "2026-06-11")
    assert (before.answer, before.reason) == (Answer.UNCLEAR, Reason.NO_RULE)


def test_the_waiting_time_in_a_facility_shrank_from_nine_to_six_to_three_months() -> None:
    untils = [
        ask("gestattung_ae", JOB, day, start).until
        for day, start in [
            ("2024-02-26", "2024-01-10"),
            ("2024-02-27", "2024-01-10"),
            ("2026-06-12", "2026-06-01"),
        ]
    ]
    assert untils == [date(2024, 10, 10), date(2024, 7, 10), date(2026, 9, 1)]


def test_without_the_start_of_the_clock_nothing_is_promised() -> None:
    ruling = ask("duldung_60a_kommune", JOB, "2026-11-22")
    assert (ruling.answer, ruling.reason) == (Answer.UNCLEAR, Reason.CLOCK_START_MISSING)
