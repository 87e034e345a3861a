"""The table suggests a support scheme for a document, with its source, and decides nothing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from domain.scheme_hints import Participation, hints_for, participation_hint, scheme_rules
from domain.support_scheme import Scheme, SchemeReason, first_of_next_month, suggested_start

TODAY = date(2026, 11, 22)


def test_each_status_has_at_most_one_row_a_day_and_a_citation_in_each() -> None:
    assert len(scheme_rules()) > 40
    for rule in scheme_rules():
        assert rule.cite
        assert rule.valid_to is None or rule.valid_from <= rule.valid_to
        same = [one for one in scheme_rules() if one.status_key == rule.status_key]
        assert sum(one.holds_on(rule.valid_from) for one in same) == 1


@pytest.mark.parametrize(
    ("kind", "systems"),
    [
        ("ankunftsnachweis", {"sgb3"}),
        ("gestattung_kommune", {"sgb3"}),
        ("duldung_60a_kommune", {"sgb3"}),
        ("niederlassungserlaubnis", {"sgb2"}),
        ("ae_25_2_gfk", {"sgb2"}),
        ("ae_23_1", {"case_by_case"}),
        ("ungeklaert", {"case_by_case"}),
        (None, set()),
    ],
)
def test_a_document_gets_every_answer_the_table_has_for_it(
    kind: str | None, systems: set[str]
) -> None:
    assert {hint.rule.support_system for hint in hints_for(kind, TODAY)} == systems


def test_the_change_for_section_24_counts_from_its_day() -> None:
    before, first = date(2022, 5, 31), date(2022, 6, 1)
    fiktion_24 = {
        day: [one.support_system for one in scheme_rules() if _is_24(one, day)]
        for day in (before, first)
    }
    assert fiktion_24 == {before: ["sgb3"], first: ["sgb2"]}


def _is_24(rule: object, day: date) -> bool:
    return rule.status_key == "ae_24" and rule.holds_on(day)  # type: ignore[attr-defined]


def test_what_is_not_sure_says_so() -> None:
    hints = [hint for rule in scheme_rules() for hint in hints_for(rule.status_key, TODAY)]
    unsure = [hint for hint in hints if hint.rule.to_verify]
    assert unsure
    assert all(hint.rule.confidence in {"medium", "low"} for hint in unsure)


def test_only_sgb2_can_oblige_and_the_unknown_never_does() -> None:
    obliged = [one for one in Scheme if participation_hint(one) is Participation.MAY_BE_OBLIGED]
    assert obliged == [Scheme.SGB2]
    assert participation_hint(None) is Participation.CASE_BY_CASE


def test_after_a_recognition_the_jobcenter_begins_with_the_next_month() -> None:
    for days in range(800):
        day = date(2026, 1, 1) + timedelta(days=days)
        first = first_of_next_month(day)
        assert first.day == 1
        assert timedelta() < first - day <= timedelta(days=31)
        assert suggested_start(Scheme.SGB2, SchemeReason.RECOGNITION, day) == first
    assert suggested_start(Scheme.SGB2, SchemeReason.TITLE_ISSUED, TODAY) is None
    assert suggested_start(Scheme.SGB3, SchemeReason.RECOGNITION, TODAY) is None
