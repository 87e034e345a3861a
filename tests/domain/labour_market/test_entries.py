"""The entry on the document wins over the table, and a conflict is never a yes."""

from __future__ import annotations

import itertools
from datetime import date

import pytest

from domain.labour_market import (
    Access,
    Activity,
    Answer,
    Clock,
    Confidence,
    EmploymentEntry,
    Reason,
    RuleBook,
    Ruling,
    rules_from,
    shipped_rules,
)
from tests.domain.labour_market.made_up import rule

DAY, STARTED, LONG_AGO = date(2026, 11, 22), date(2026, 11, 1), date(2020, 1, 1)
JOB, OWN_FIRM, MEASURE = Activity.EMPLOYMENT, Activity.SELF_EMPLOYMENT, Activity.TRIAL_MEASURE
ANY, EMPLOYED, ASK, NO = (
    EmploymentEntry.GAINFUL_ACTIVITY,
    EmploymentEntry.EMPLOYMENT,
    EmploymentEntry.WITH_PERMISSION,
    EmploymentEntry.NOT_ALLOWED,
)
DISAGREE, FORBIDS = Reason.DOCUMENT_AND_TABLE_DISAGREE, Reason.DOCUMENT_FORBIDS
UNCLEAR = Answer.UNCLEAR


def book(access: Access, activity: Activity = JOB, months: int | None = None) -> RuleBook:
    """Return a book of one rule and the shipped entries."""
    one = rule(access=access, activity=activity, waiting_months=months)
    return rules_from([one], entries=shipped_rules().rules.entries)


def ask(rules: RuleBook, entry: EmploymentEntry, activity: Activity = JOB, **facts: date) -> Ruling:
    return rules.answer("paper", activity, DAY, entry=entry, **facts)


@pytest.mark.parametrize(
    ("access", "entry", "answer", "reason"),
    [
        (Access.FREE, ANY, Answer.FREE, Reason.NONE),
        (Access.FREE, EMPLOYED, Answer.FREE, Reason.NONE),
        (Access.FREE, ASK, UNCLEAR, DISAGREE),
        (Access.FREE, NO, UNCLEAR, FORBIDS),
        (Access.PERMIT_REQUIRED, ANY, UNCLEAR, DISAGREE),
        (Access.PERMIT_REQUIRED, EMPLOYED, UNCLEAR, DISAGREE),
        (Access.PERMIT_REQUIRED, ASK, Answer.PERMIT_REQUIRED, Reason.NONE),
        (Access.PERMIT_REQUIRED, NO, UNCLEAR, FORBIDS),
        (Access.PERMIT_AND_BA_APPROVAL, ANY, UNCLEAR, DISAGREE),
        (Access.PERMIT_AND_BA_APPROVAL, EMPLOYED, UNCLEAR, DISAGREE),
        (Access.PERMIT_AND_BA_APPROVAL, ASK, Answer.PERMIT_AND_BA_APPROVAL, Reason.NONE),
        (Access.PERMIT_AND_BA_APPROVAL, NO, UNCLEAR, FORBIDS),
        (Access.PROHIBITED, ANY, UNCLEAR, DISAGREE),
        (Access.PROHIBITED, EMPLOYED, UNCLEAR, DISAGREE),
        (Access.PROHIBITED, ASK, UNCLEAR, DISAGREE),
        (Access.PROHIBITED, NO, Answer.PROHIBITED, Reason.NONE),
        (Access.CASE_BY_CASE, ANY, Answer.FREE, Reason.NONE),
        (Access.CASE_BY_CASE, EMPLOYED, Answer.FREE, Reason.NONE),
        (Access.CASE_BY_CASE, ASK, Answer.PERMIT_REQUIRED, Reason.NONE),
        (Access.CASE_BY_CASE, NO, Answer.PROHIBITED, Reason.NONE),
        (Access.CASE_BY_CASE, EmploymentEntry.UNKNOWN, UNCLEAR, Reason.CASE_BY_CASE),
    ],
)
def test_table_and_entry_together_give_one_answer(
    access: Access, entry: EmploymentEntry, answer: Answer, reason: Reason
) -> None:
    ruling = ask(book(access), entry)
    assert (ruling.answer, ruling.reason) == (answer, reason)


@pytest.mark.parametrize(
    ("entry", "answer", "then"),
    [
        (ANY, UNCLEAR, None),
        (EMPLOYED, UNCLEAR, None),
        (ASK, Answer.WAITING, Answer.PERMIT_REQUIRED),
        (NO, Answer.WAITING, UNCLEAR),
        (EmploymentEntry.UNKNOWN, Answer.WAITING, Answer.PERMIT_REQUIRED),
    ],
)
def test_an_entry_that_allows_work_while_the_table_waits_is_a_conflict(
    entry: EmploymentEntry, answer: Answer, then: Answer | None
) -> None:
    ruling = ask(book(Access.PERMIT_REQUIRED, months=3), entry, clock_start=STARTED)
    assert (ruling.answer, ruling.then) == (answer, then)
    assert ruling.until == (date(2027, 2, 1) if answer is Answer.WAITING else None)


@pytest.mark.parametrize("entry", EmploymentEntry)
def test_no_entry_makes_up_for_a_clock_without_a_start(entry: EmploymentEntry) -> None:
    ruling = ask(book(Access.FREE, months=3), entry)
    assert (ruling.answer, ruling.reason) == (UNCLEAR, Reason.CLOCK_START_MISSING)


@pytest.mark.parametrize(
    ("access", "answer", "reason"),
    [
        (Access.FREE, UNCLEAR, DISAGREE),
        (Access.PROHIBITED, Answer.PROHIBITED, Reason.NONE),
        (Access.CASE_BY_CASE, UNCLEAR, Reason.CASE_BY_CASE),
    ],
)
@pytest.mark.parametrize("entry", [EMPLOYED, ASK])
def test_an_entry_that_speaks_of_employment_opens_no_own_firm(
    access: Access, entry: EmploymentEntry, answer: Answer, reason: Reason
) -> None:
    ruling = ask(book(access, OWN_FIRM), entry, OWN_FIRM)
    assert (ruling.answer, ruling.reason) == (answer, reason)


def test_a_measure_at_an_employer_needs_no_permission_from_the_entry() -> None:
    assert ask(book(Access.FREE, MEASURE), ASK, MEASURE).answer is Answer.FREE
    assert ask(book(Access.FREE, MEASURE), NO, MEASURE).reason is FORBIDS


@pytest.mark.parametrize(("entry", "activity"), list(itertools.product(EmploymentEntry, Activity)))
def test_the_entry_on_an_expired_document_decides_nothing(
    entry: EmploymentEntry, activity: Activity
) -> None:
    ruling = shipped_rules().answer("ungeklaert", activity, DAY, entry=entry)
    assert (ruling.answer, ruling.reason) == (UNCLEAR, Reason.CASE_BY_CASE)


def test_no_entry_turns_a_table_that_does_not_say_free_into_free() -> None:
    rules = shipped_rules()
    for document, activity, entry, start in itertools.product(
        rules.documents(), Activity, EmploymentEntry, [None, STARTED, LONG_AGO]
    ):
        rule_of_the_day = rules.rule_on(document.key, activity, DAY)
        ruling = rules.answer(document.key, activity, DAY, entry=entry, clock_start=start)
        if ruling.answer is Answer.FREE:
            assert rule_of_the_day is not None
            assert rule_of_the_day.access in {Access.FREE, Access.CASE_BY_CASE}
            assert entry not in {NO, EmploymentEntry.WITH_PERMISSION} or activity is MEASURE


def test_a_document_of_provisional_effect_says_nothing_without_its_entry() -> None:
    rules = shipped_rules()
    for document in ("fiktion_81_3", "fiktion_81_4", "fiktion_24", "ae_23_1"):
        assert rules.answer(document, JOB, DAY).answer is UNCLEAR
        assert rules.answer(document, JOB, DAY, entry=ANY).answer is not UNCLEAR


def test_what_the_entry_says_is_cited_beside_the_table_and_no_surer_than_either() -> None:
    ruling = shipped_rules().answer("fiktion_81_3", JOB, DAY, entry=ANY)
    assert ruling.answer is Answer.FREE
    assert "§ 81 Abs. 3" in ruling.cite
    assert "§ 4a Abs. 1, 3 AufenthG" in ruling.cite
    assert ruling.confidence is Confidence.MEDIUM
    assert ruling.needs_check


def test_an_entry_without_a_meaning_in_the_tables_is_unclear() -> None:
    ruling = rules_from([rule()]).answer("paper", JOB, DAY, entry=ANY)
    assert (ruling.answer, ruling.reason) == (UNCLEAR, Reason.ENTRY_UNKNOWN)


def test_what_starts_the_clock_changed_with_the_law() -> None:
    rules = shipped_rules()
    assert rules.clock_start_kind("gestattung_ae", date(2026, 6, 11)) is Clock.ASYLUM_PROCEDURE
    assert rules.clock_start_kind("gestattung_ae", date(2026, 6, 12)) is Clock.ASYLUM_REGISTRATION
    assert rules.clock_start_kind("gestattung_ae", date(2019, 8, 20)) is None
    assert rules.clock_start_kind("duldung_60a_ae", DAY) is Clock.TOLERATION_POSSESSION
    assert rules.clock_start_kind("duldung_60a_kommune", DAY) is Clock.ANY_STAY
    assert rules.clock_start_kind("gestattung_kommune", DAY) is Clock.PERMITTED_STAY
