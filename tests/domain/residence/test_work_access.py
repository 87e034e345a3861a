"""The chain asked against the law: doubts are never a yes, and the day of each change is found."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from domain.labour_market import Activity, Answer, Clock, Reason, shipped_rules
from domain.residence import EmploymentEntry, documents_by_group
from domain.residence_chain import Document, Doubt
from domain.work_access import access_on, accesses_on, changes_of_access

DAY = date(2026, 11, 22)
BOOK = shipped_rules()
JOB = Activity.EMPLOYMENT
FREE = EmploymentEntry.GAINFUL_ACTIVITY
ASK = EmploymentEntry.WITH_PERMISSION


def paper(number: int, begins: date, until: date | None, **facts: Any) -> Document:
    told = {"status_key": "ae_25_2_gfk", "entry": FREE} | facts
    return Document(id=number, begins_on=begins, valid_until=until, **told)


def seeker(**facts: Any) -> Document:
    told = {
        "status_key": "gestattung_ae",
        "entry": ASK,
        "in_facility": True,
        "clock_start": date(2026, 10, 1),
        "clock_kind": Clock.ASYLUM_REGISTRATION,
    }
    return paper(1, date(2026, 10, 1), date(2027, 3, 31), **(told | facts))


def test_the_documents_of_the_form_are_those_of_the_law() -> None:
    offered = {kind.key for kinds in documents_by_group().values() for kind in kinds}
    assert offered == {one.key for one in BOOK.documents()}


def test_a_title_is_free_on_its_days_and_unclear_when_it_has_ended() -> None:
    chain = [paper(1, date(2026, 1, 1), DAY)]
    assert access_on(BOOK, chain, JOB, DAY).is_allowed
    after = access_on(BOOK, chain, JOB, date(2026, 11, 23))
    assert (after.answer, after.doubts) == (Answer.UNCLEAR, (Doubt.ENDED,))
    assert after.needs_check


def test_nobody_without_a_document_gets_a_yes_for_anything() -> None:
    assert {one.answer for one in accesses_on(BOOK, [], DAY)} == {Answer.UNCLEAR}


def test_somebody_in_a_facility_waits_three_months_from_the_registration() -> None:
    access = access_on(BOOK, [seeker()], JOB, DAY)
    assert (access.answer, access.ruling.until) == (Answer.WAITING, date(2027, 1, 1))
    later = access_on(BOOK, [seeker()], JOB, date(2027, 1, 1))
    assert later.answer is Answer.PERMIT_AND_BA_APPROVAL


@pytest.mark.parametrize(
    ("facts", "reason", "doubts"),
    [
        ({"clock_start": None, "clock_kind": None}, Reason.CLOCK_START_MISSING, ()),
        ({"clock_kind": Clock.PERMITTED_STAY}, Reason.CLOCK_START_MISSING, ()),
        ({"in_facility": None}, Reason.DOCUMENT_UNKNOWN, (Doubt.FACILITY_UNKNOWN,)),
        ({"in_facility": False}, Reason.DOCUMENT_UNKNOWN, (Doubt.FACILITY_CONTRADICTED,)),
    ],
)
def test_a_missing_fact_is_unclear_and_says_which(
    facts: dict[str, Any], reason: Reason, doubts: tuple[Doubt, ...]
) -> None:
    access = access_on(BOOK, [seeker(**facts)], JOB, date(2027, 2, 1))
    assert access.answer is Answer.UNCLEAR
    assert (access.ruling.reason, access.doubts) == (reason, doubts)


def test_under_a_certificate_of_81_4_the_answer_of_the_old_title_goes_on() -> None:
    certificate = paper(
        2,
        date(2026, 10, 30),
        date(2027, 1, 31),
        status_key="fiktion_81_4",
        entry=EmploymentEntry.UNKNOWN,
        extends_id=1,
    )
    old = paper(1, date(2024, 1, 1), date(2026, 10, 31))
    assert access_on(BOOK, [old, certificate], JOB, DAY).is_allowed
    assert access_on(BOOK, [certificate], JOB, DAY).answer is Answer.UNCLEAR


def test_a_certificate_of_81_3_lends_no_rights_of_an_older_title() -> None:
    old = paper(1, date(2024, 1, 1), date(2026, 10, 31))
    certificate = paper(
        2,
        date(2026, 11, 1),
        date(2027, 1, 31),
        status_key="fiktion_81_3",
        entry=EmploymentEntry.UNKNOWN,
        extends_id=1,
    )
    assert access_on(BOOK, [old, certificate], JOB, DAY).answer is Answer.UNCLEAR


def test_the_coming_days_on_which_the_answer_changes_are_named() -> None:
    told = [(one.day, one.answer) for one in changes_of_access(BOOK, [seeker()], JOB, DAY)]
    assert told == [
        (DAY, Answer.WAITING),
        (date(2027, 1, 1), Answer.PERMIT_AND_BA_APPROVAL),
        (date(2027, 4, 1), Answer.UNCLEAR),
    ]


def test_the_day_before_and_the_day_of_each_named_change_differ_and_no_other_day_does() -> None:
    title = paper(2, date(2027, 2, 10), date(2027, 9, 30), extends_id=1)
    chain = [seeker(), title]
    changes = changes_of_access(BOOK, chain, JOB, DAY)
    named = {one.day for one in changes}
    assert len(named) == 4
    seen = None
    for number in range(400):
        day = date.fromordinal(DAY.toordinal() + number)
        ruling = access_on(BOOK, chain, JOB, day).ruling
        now = (ruling.answer, ruling.reason, ruling.until, ruling.cite)
        assert (now != seen) == (day in named), day
        seen = now


def test_each_activity_of_the_law_has_its_answer() -> None:
    told = accesses_on(BOOK, [seeker()], DAY)
    assert [one.activity for one in told] == list(Activity)
    assert all(one.ruling.cite for one in told)
