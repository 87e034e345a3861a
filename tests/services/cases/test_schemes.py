"""A change of the support scheme is a dated period and breaks nothing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from domain.clock import office_day
from domain.errors import AlreadyThere, NotFound, PeriodOverlaps, WrongState
from domain.support_scheme import Scheme
from models import Account, Candidate, Letter, SchemePeriod, db
from services.schemes import NewPeriod, record_scheme, remove_coming_scheme
from tests.factories import Office
from tests.factories.office import NOW
from tests.racing import race

TODAY = office_day(NOW)


def _record(account: Account, person: Candidate, scheme: Scheme, starts_on: date) -> SchemePeriod:
    new = NewPeriod(scheme=scheme, starts_on=starts_on, reason="Bescheid")
    return record_scheme(actor=account.actor, candidate=person, new=new, now=NOW)


def _days(person: Candidate) -> list[tuple[Scheme, date, date | None]]:
    rows = db.session.scalars(
        select(SchemePeriod)
        .where(SchemePeriod.candidate_id == person.id)
        .order_by(SchemePeriod.starts_on)
    )
    return [(row.scheme, row.starts_on, row.ends_on) for row in rows]


def test_a_new_scheme_closes_the_open_one_the_day_before(office: Office) -> None:
    caseworker = office.caseworker()
    person = office.candidate(caseworker=caseworker)
    _record(caseworker, person, Scheme.SGB3, date(2026, 1, 1))
    coming = TODAY + timedelta(days=40)
    _record(caseworker, person, Scheme.SGB2, coming)
    assert _days(person) == [
        (Scheme.SGB3, date(2026, 1, 1), coming - timedelta(days=1)),
        (Scheme.SGB2, coming, None),
    ]


@pytest.mark.parametrize("too_early", [date(2025, 12, 31), date(2026, 1, 1)])
def test_periods_never_overlap(office: Office, too_early: date) -> None:
    caseworker = office.caseworker()
    person = office.candidate(caseworker=caseworker)
    _record(caseworker, person, Scheme.SGB3, date(2026, 1, 1))
    with pytest.raises(PeriodOverlaps):
        _record(caseworker, person, Scheme.SGB2, too_early)
    assert _days(person) == [(Scheme.SGB3, date(2026, 1, 1), None)]


def test_the_same_scheme_again_is_the_same_period_or_an_error(office: Office) -> None:
    caseworker = office.caseworker()
    person = office.candidate(caseworker=caseworker)
    first = _record(caseworker, person, Scheme.SGB3, date(2026, 1, 1))
    assert _record(caseworker, person, Scheme.SGB3, date(2026, 1, 1)).id == first.id
    with pytest.raises(AlreadyThere):
        _record(caseworker, person, Scheme.SGB3, date(2026, 5, 1))
    assert [one.kind for one in db.session.scalars(select(Letter).order_by(Letter.id))] == [
        "scheme-changed",
        "scheme-noted",
    ]


def test_only_who_looks_after_the_person_records_it(office: Office) -> None:
    person = office.candidate(caseworker=office.caseworker())
    with pytest.raises(NotFound):
        _record(office.caseworker(), person, Scheme.SGB2, TODAY)
    assert _days(person) == []


def test_a_period_to_come_can_be_taken_back_and_one_that_began_cannot(office: Office) -> None:
    caseworker = office.caseworker()
    person = office.candidate(caseworker=caseworker)
    began = _record(caseworker, person, Scheme.SGB3, date(2026, 1, 1))
    facts = {"actor": caseworker.actor, "candidate": person, "now": NOW}
    with pytest.raises(WrongState):
        remove_coming_scheme(**facts, period_id=began.id)
    coming = _record(caseworker, person, Scheme.SGB2, TODAY + timedelta(days=40))
    remove_coming_scheme(**facts, period_id=coming.id)
    assert _days(person) == [(Scheme.SGB3, date(2026, 1, 1), None)]


def test_two_colleagues_who_record_at_once_leave_one_open_period(
    app: Flask, office: Office
) -> None:
    caseworker = office.caseworker()
    person = office.candidate(caseworker=caseworker)
    _record(caseworker, person, Scheme.SGB3, date(2026, 1, 1))
    schemes = (Scheme.SGB2, Scheme.ASYLBLG)

    def deed(number: int) -> SchemePeriod:
        mine = db.session.get_one(Candidate, person.id)
        return _record(caseworker, mine, schemes[number], date(2026, 6, 1))

    answers = race(app, deed, runners=2)
    assert sorted(isinstance(one, PeriodOverlaps) for one in answers) == [False, True]
    db.session.rollback()
    assert [day[2] for day in _days(person)] == [date(2026, 5, 31), None]
