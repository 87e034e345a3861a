"""A change of the support scheme is a dated period and breaks nothing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from domain.clock import office_day
from domain.errors import AlreadyThere, NotFound, PeriodOverlaps, WrongState
from domain.support_scheme import Scheme
from models import (
    Account,
    Base,
    Candidate,
    Interview,
    Letter,
    Proposal,
    Registration,
    SchemePeriod,
    db,
    transactional,
)
from services.schemes import record_scheme, remove_coming_scheme
from tests.factories import Office
from tests.factories.office import NOW
from tests.racing import race

TODAY = office_day(NOW)


def _record(account: Account, person: Candidate, scheme: Scheme, starts_on: date) -> SchemePeriod:
    return record_scheme(
        actor=account.actor,
        candidate=person,
        scheme=scheme,
        starts_on=starts_on,
        reason="Bescheid",
        now=NOW,
    )


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
    assert db.session.query(Letter).count() == 1


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


@transactional
def _talk(**values: Any) -> None:
    db.session.add(Interview(booked_at=NOW, starts_at=NOW + timedelta(days=30), desk=1, **values))


def _everything(kinds: tuple[type[Base], ...]) -> list[tuple[Any, ...]]:
    db.session.rollback()
    return [
        tuple(row)
        for kind in kinds
        for row in db.session.execute(select(*kind.__table__.columns).order_by("id"))
    ]


def test_a_change_of_scheme_touches_nothing_else_of_the_person(office: Office) -> None:
    caseworker, officer = office.caseworker(), office.officer()
    person = office.candidate(caseworker=caseworker)
    _record(caseworker, person, Scheme.SGB3, date(2026, 1, 1))
    office.proposal(candidate=person, officer=officer)
    registration = office.registration(candidate=person)
    stand = office.stand(fair=registration.fair)
    _talk(stand_id=stand.id, candidate_id=person.id, booked_by_id=officer.id)
    kinds = (Proposal, Registration, Interview)
    before = _everything(kinds)
    _record(caseworker, person, Scheme.SGB2, TODAY + timedelta(days=10))
    assert _everything(kinds) == before
    assert len(before) == 3
    assert (person.caseworker_id, person.office_id) == (caseworker.id, caseworker.office_id)


def test_the_person_gets_a_letter_with_the_day(office: Office) -> None:
    caseworker = office.caseworker()
    person = office.candidate(caseworker=caseworker)
    _record(caseworker, person, Scheme.SGB2, date(2027, 2, 1))
    letter = db.session.scalars(select(Letter)).one()
    assert (letter.kind, letter.candidate_id) == ("scheme-changed", person.id)
    assert letter.facts == {"starts_on": "2027-02-01", "office": "Jobcenter Herford"}
