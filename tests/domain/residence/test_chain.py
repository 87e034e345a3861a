"""Which document holds on a day: gaps, overlaps, extensions, the Fiktionsbescheinigung."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.residence import (
    DocumentEvidence,
    DocumentGroup,
    EmploymentEntry,
    documents_by_group,
)
from domain.residence_chain import Document, Doubt, covered_until, in_order, standing_on
from domain.rules.words import Clock

DAY = date(2026, 11, 22)
FREE = EmploymentEntry.GAINFUL_ACTIVITY
ASK = EmploymentEntry.WITH_PERMISSION


def paper(number: int, begins: date, until: date | None, **facts: Any) -> Document:
    told = {"status_key": "ae_25_2_gfk", "entry": FREE} | facts
    return Document(id=number, begins_on=begins, valid_until=until, **told)


def test_nothing_noted_is_a_doubt_and_never_a_yes() -> None:
    standing = standing_on([], DAY)
    assert standing.document is None
    assert standing.doubts == (Doubt.NOTHING_NOTED,)
    assert not standing.is_clear


def test_a_document_holds_on_its_first_and_last_day_and_not_the_day_after() -> None:
    chain = [paper(1, date(2026, 1, 1), DAY)]
    before, first, last, after = (
        standing_on(chain, day).doubts
        for day in (date(2025, 12, 31), date(2026, 1, 1), DAY, DAY + timedelta(days=1))
    )
    assert before == (Doubt.NOTHING_NOTED,)
    assert first == last == ()
    assert after == (Doubt.ENDED,)


def test_a_gap_between_two_documents_is_named_and_ends_with_the_next() -> None:
    chain = [
        paper(1, date(2025, 1, 1), date(2025, 12, 31)),
        paper(2, date(2026, 2, 1), date(2026, 12, 31), extends_id=1),
    ]
    in_gap = standing_on(chain, date(2026, 1, 15))
    assert in_gap.document is not None
    assert (in_gap.document.id, in_gap.doubts) == (1, (Doubt.ENDED,))
    assert standing_on(chain, date(2026, 2, 1)).is_clear
    assert covered_until(chain, date(2025, 6, 1)) == date(2025, 12, 31)


def test_the_document_that_began_last_replaces_the_older_one_that_would_still_run() -> None:
    asylum = paper(
        1, date(2026, 1, 1), date(2027, 1, 1), status_key="gestattung_kommune", entry=ASK
    )
    title = paper(2, date(2026, 6, 1), date(2026, 9, 1))
    standing = standing_on([title, asylum], date(2026, 7, 1))
    assert standing.document is title
    assert [one.id for one in standing.also] == [1]
    assert standing_on([title, asylum], date(2026, 10, 1)).doubts == (Doubt.ENDED,)


def test_two_papers_of_one_day_that_say_different_things_contradict_each_other() -> None:
    chain = [paper(1, DAY, date(2027, 1, 1)), paper(2, DAY, date(2027, 1, 1), entry=ASK)]
    assert standing_on(chain, DAY).doubts == (Doubt.CONTRADICTED,)


def test_a_correction_replaces_the_wrong_row_and_what_extended_it_goes_on() -> None:
    wrong = paper(1, date(2026, 1, 1), date(2026, 6, 30), status_key="ae_25_4")
    certificate = paper(
        2,
        date(2026, 6, 30),
        date(2026, 12, 31),
        status_key="fiktion_81_4",
        entry=EmploymentEntry.UNKNOWN,
        extends_id=1,
    )
    right = paper(3, date(2026, 1, 1), date(2026, 6, 30), corrects_id=1)
    standing = standing_on([wrong, certificate, right], DAY)
    assert standing.is_clear
    assert standing.rights is not None
    assert (standing.rights.id, standing.entry) == (3, FREE)
    assert standing.also == ()


def test_under_81_4_the_rights_and_the_clock_of_the_old_document_go_on() -> None:
    old = paper(
        1,
        date(2024, 1, 1),
        date(2026, 10, 31),
        clock_start=date(2024, 1, 1),
        clock_kind=Clock.ANY_STAY,
    )
    first = paper(
        2,
        date(2026, 10, 20),
        date(2026, 11, 20),
        status_key="fiktion_81_4",
        entry=EmploymentEntry.UNKNOWN,
        extends_id=1,
    )
    second = paper(
        3,
        date(2026, 11, 20),
        date(2027, 2, 20),
        status_key="fiktion_81_4",
        entry=EmploymentEntry.UNKNOWN,
        extends_id=2,
    )
    standing = standing_on([old, first, second], DAY)
    assert standing.document is second
    assert standing.rights is old
    assert standing.entry is FREE
    assert standing.clock_start(Clock.ANY_STAY) == date(2024, 1, 1)
    assert standing.clock_start(Clock.TOLERATION_POSSESSION) is None
    assert standing.is_clear


@pytest.mark.parametrize(
    ("begins", "extends", "doubt"),
    [
        (date(2026, 6, 30), None, Doubt.CONTINUED_UNKNOWN),
        (date(2026, 7, 2), 1, Doubt.CERTIFICATE_LATE),
    ],
)
def test_a_certificate_without_its_document_or_after_its_end_is_in_doubt(
    begins: date, extends: int | None, doubt: Doubt
) -> None:
    old = paper(1, date(2024, 1, 1), date(2026, 6, 30))
    certificate = paper(
        2, begins, date(2026, 12, 31), status_key="fiktion_81_4", entry=FREE, extends_id=extends
    )
    assert doubt in standing_on([old, certificate], DAY).doubts


def test_under_81_3_nothing_of_the_old_document_goes_on() -> None:
    old = paper(1, date(2024, 1, 1), date(2026, 6, 30))
    certificate = paper(
        2, date(2026, 6, 30), date(2026, 12, 31), status_key="fiktion_81_3", entry=ASK, extends_id=1
    )
    standing = standing_on([old, certificate], DAY)
    assert standing.rights is certificate
    assert standing.entry is ASK


def test_the_card_of_section_24_goes_on_by_regulation_until_march_2027_and_others_do_not() -> None:
    printed = (date(2024, 3, 1), date(2026, 3, 4))
    ukrainian = [paper(1, *printed, status_key="ae_24")]
    assert standing_on(ukrainian, date(2027, 3, 4)).is_clear
    assert standing_on(ukrainian, date(2027, 3, 5)).doubts == (Doubt.ENDED,)
    ended_before = [paper(1, date(2024, 3, 1), date(2026, 1, 31), status_key="ae_24")]
    assert standing_on(ended_before, date(2026, 2, 1)).doubts == (Doubt.ENDED,)
    assert standing_on([paper(1, *printed)], date(2026, 3, 5)).doubts == (Doubt.ENDED,)


def test_an_unknown_end_is_a_doubt_and_an_unlimited_document_has_none() -> None:
    assert standing_on([paper(1, DAY, None)], DAY).doubts == (Doubt.END_UNKNOWN,)
    assert covered_until([paper(1, DAY, None)], DAY) is None
    unlimited = [paper(1, DAY, None, is_unlimited=True)]
    assert standing_on(unlimited, date(2090, 1, 1)).is_clear
    assert covered_until(unlimited, DAY) == date.max


@pytest.mark.parametrize(
    ("told", "doubts"),
    [
        (None, (Doubt.FACILITY_UNKNOWN,)),
        (False, (Doubt.FACILITY_CONTRADICTED,)),
        (True, ()),
    ],
)
def test_a_document_of_a_facility_needs_the_facility_as_a_second_fact(
    told: bool | None, doubts: tuple[Doubt, ...]
) -> None:
    chain = [paper(1, DAY, DAY, status_key="gestattung_ae", entry=ASK, in_facility=told)]
    assert standing_on(chain, DAY).doubts == doubts


def test_a_document_that_was_only_told_counts_and_asks_to_be_checked() -> None:
    standing = standing_on([paper(1, DAY, DAY, evidence=DocumentEvidence.STATED)], DAY)
    assert standing.doubts == (Doubt.ONLY_STATED,)
    assert standing.is_clear


def test_a_document_that_is_not_named_answers_nothing() -> None:
    assert standing_on([paper(1, DAY, DAY, status_key="ungeklaert")], DAY).doubts == (
        Doubt.NOT_NAMED,
    )


def test_a_chain_without_gaps_covers_to_its_last_day() -> None:
    chain = [
        paper(1, date(2026, 1, 1), date(2026, 12, 1)),
        paper(2, date(2026, 11, 30), date(2027, 5, 1), extends_id=1),
        paper(3, date(2027, 5, 3), date(2028, 5, 1), extends_id=2),
    ]
    assert covered_until(chain, DAY) == date(2027, 5, 1)
    assert covered_until(chain, date(2027, 5, 2)) == date(2027, 5, 1)
    assert covered_until([], DAY) == DAY - timedelta(days=1)


def test_a_document_does_not_end_before_it_begins() -> None:
    assert in_order(DAY, DAY)
    assert in_order(None, DAY)
    assert in_order(DAY, None)
    assert not in_order(DAY, DAY - timedelta(days=1))


def test_every_group_offers_documents_and_none_stands_in_two() -> None:
    listed = [kind.key for kinds in documents_by_group().values() for kind in kinds]
    assert all(documents_by_group()[group] for group in DocumentGroup)
    assert len(listed) == len(set(listed)) == 49


DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@given(
    st.lists(st.tuples(DAYS, st.none() | DAYS, st.booleans()), max_size=6),
    DAYS,
)
def test_whatever_is_noted_one_document_holds_or_a_doubt_is_named(
    rows: list[tuple[date, date | None, bool]], day: date
) -> None:
    chain = [
        paper(number, begins, max(begins, until) if until else None, extends_id=link or None)
        for number, (begins, until, linked) in enumerate(rows, start=1)
        for link in [number - 1 if linked else 0]
    ]
    standing = standing_on(chain, day)
    assert (standing.document is None) == (Doubt.NOTHING_NOTED in standing.doubts)
    if not standing.doubts and standing.document:
        assert standing.document.begins_on <= day <= (standing.document.valid_until or day)
    end = covered_until(chain, day)
    if end is not None and end < date.max and end >= day:
        assert Doubt.ENDED not in standing.doubts
        assert Doubt.ENDED in standing_on(chain, end + timedelta(days=1)).doubts
