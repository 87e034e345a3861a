"""How early somebody must act, and in which order waiting does harm."""

from __future__ import annotations

from datetime import date, timedelta

from domain.expiry import USUAL_WEEKS, Expiry, lead_weeks
from domain.residence import Authority, DocumentGroup

TODAY = date(2026, 11, 22)


def ends_in(days: int, *, affected: int = 0, weeks: int = USUAL_WEEKS) -> Expiry:
    return Expiry(covered_until=TODAY + timedelta(days=days), weeks=weeks, affected=affected)


def test_the_time_of_an_authority_counts_for_its_own_kind_of_document_only() -> None:
    times = {(Authority.TOWN, DocumentGroup.ASYLUM): 12}
    assert lead_weeks(times, Authority.TOWN, DocumentGroup.ASYLUM) == 12
    assert lead_weeks(times, Authority.TOWN, DocumentGroup.TOLERATION) == USUAL_WEEKS
    assert lead_weeks(times, Authority.DISTRICT, DocumentGroup.ASYLUM) == USUAL_WEEKS


def test_somebody_must_act_on_the_day_of_the_lead_time_and_not_the_day_before() -> None:
    assert ends_in(56).is_due(TODAY)
    assert not ends_in(57).is_due(TODAY)
    assert ends_in(57, weeks=9).is_due(TODAY)


def test_a_document_has_ended_the_day_after_its_last_day() -> None:
    assert not ends_in(0).has_ended(TODAY)
    assert ends_in(-1).has_ended(TODAY)


def test_the_most_harmful_comes_first() -> None:
    in_order = [
        ends_in(-9, affected=1),
        ends_in(-20),
        ends_in(40, affected=2),
        ends_in(3),
        ends_in(50),
        ends_in(80, affected=3),
        ends_in(90),
    ]
    shuffled = [in_order[place] for place in (4, 6, 0, 5, 2, 1, 3)]
    assert sorted(shuffled, key=lambda one: one.harm_of_waiting(TODAY)) == in_order
