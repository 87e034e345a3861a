"""Whoever a change of a fair, a talk or an office concerns is told, and nobody else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from domain.access import PUBLIC, Role
from domain.clock import office_day
from domain.errors import RuleBroken
from domain.fairs import SLOT, FairAction, Slot
from domain.support_scheme import Scheme
from models import Account, Candidate, Fair, Interview, Letter, Position, Stand, db
from services.fairs import FairFacts, act_on_fair, change_fair
from services.interviews import book_interview, cancel_interview
from services.registrations import cancel_registration
from services.schemes import NewPeriod, record_scheme, remove_coming_scheme
from tests.factories import Office
from tests.factories.office import NOW


def member(office: Office, stand: Stand, **values: object) -> Account:
    return office.account(Role.EMPLOYER, employer=stand.employer, **values)


def told(kind: str) -> list[tuple[str, dict[str, object]]]:
    """Return address and facts of the letters of a kind, in order."""
    found = db.session.scalars(select(Letter).where(Letter.kind == kind).order_by(Letter.id))
    return [(letter.address, letter.facts) for letter in found]


def talk(
    office: Office, stand: Stand, candidate: Candidate, number: int, position: Position | None
) -> Interview:
    return book_interview(
        stand=stand,
        candidate=candidate,
        slot=Slot(stand.fair.starts_at + number * SLOT, 1),
        position=position,
        actor=office.officer().actor,
        now=NOW,
    )


def move(fair: Fair, office: Office) -> None:
    values = {name: getattr(fair, name) for name in FairFacts.__slots__}
    facts = replace(FairFacts(**values), venue="Stadthalle")
    change_fair(fair_id=fair.id, facts=facts, actor=office.officer().actor, now=NOW)


def cancel(fair: Fair, office: Office) -> None:
    actor = office.officer().actor
    act_on_fair(fair_id=fair.id, action=FairAction.CANCEL, actor=actor, now=NOW)


@pytest.mark.parametrize(
    ("happens", "kind", "venue"),
    [
        (move, "stand-fair-changed", "Stadthalle"),
        (cancel, "stand-fair-cancelled", "Agentur für Arbeit"),
    ],
)
def test_a_fair_that_moves_or_is_cancelled_is_told_to_every_firm_with_a_stand(
    office: Office, happens: Callable[[Fair, Office], None], kind: str, venue: str
) -> None:
    fair = office.fair()
    stands = [office.stand(fair=fair), office.stand(fair=fair)]
    readers = [member(office, stand) for stand in stands for _colleague in range(2)]
    member(office, stands[0], disabled_at=NOW)
    member(office, office.stand())

    happens(fair, office)

    letters = told(kind)
    assert sorted(address for address, _facts in letters) == sorted(one.email for one in readers)
    assert {facts["venue"] for _address, facts in letters} == {venue}
    numbers = {address: facts["stand"] for address, facts in letters}
    assert [numbers[one.email] for one in readers] == [
        stand.number for stand in stands for _colleague in range(2)
    ]


def test_other_directions_are_no_news_for_a_firm(office: Office) -> None:
    stand = office.stand()
    member(office, stand)
    values = {name: getattr(stand.fair, name) for name in FairFacts.__slots__}
    facts = replace(FairFacts(**values), directions="Bus 4")
    change_fair(fair_id=stand.fair_id, facts=facts, actor=office.officer().actor, now=NOW)
    assert told("stand-fair-changed") == []


def test_a_place_given_back_ends_the_talks_there_and_tells_each_firm_without_a_name(
    office: Office,
) -> None:
    fair = office.fair(taken=2)
    mine, other = office.registration(fair=fair), office.registration(fair=fair)
    first, second = office.stand(fair=fair), office.stand(fair=fair)
    readers = [member(office, first), member(office, second)]
    position = office.position(employer=first.employer, title="Tischler/in")
    talk(office, first, mine.candidate, 0, position)
    talk(office, second, mine.candidate, 1, None)
    kept = talk(office, first, other.candidate, 2, None).id

    cancel_registration(registration_id=mine.id, actor=PUBLIC, now=NOW)

    assert db.session.scalars(select(Interview.id)).all() == [kept]
    letters = told("stand-interview-ended")
    assert [address for address, _facts in letters] == [one.email for one in readers]
    facts = letters[0][1]
    assert (facts["title"], facts["stand"], facts["desk"]) == ("Tischler/in", first.number, 1)
    assert facts["starts_at"] == fair.starts_at.isoformat()
    assert letters[1][1]["title"] == ""
    assert mine.candidate.family_name not in str(letters)


def test_talks_at_another_fair_go_on(office: Office) -> None:
    here, there = office.registration(fair=office.fair(taken=1)), office.stand()
    office.registration(fair=there.fair, candidate=here.candidate)
    member(office, there)
    kept = talk(office, there, here.candidate, 0, None).id
    cancel_registration(registration_id=here.id, actor=PUBLIC, now=NOW)
    assert db.session.scalars(select(Interview.id)).all() == [kept]
    assert told("stand-interview-ended") == []


def test_who_is_there_keeps_the_talks_and_no_firm_hears_otherwise(office: Office) -> None:
    place = office.registration(fair=office.fair(taken=1), checked_in_at=NOW)
    stand = office.stand(fair=place.fair)
    member(office, stand)
    talk(office, stand, place.candidate, 0, None)
    with pytest.raises(RuleBroken):
        cancel_registration(registration_id=place.id, actor=PUBLIC, now=NOW)
    assert len(db.session.scalars(select(Interview)).all()) == 1
    assert told("stand-interview-ended") == []


def test_a_talk_that_is_cancelled_is_told_to_both_sides(office: Office) -> None:
    stand = office.stand()
    place, reader = office.registration(fair=stand.fair), member(office, stand)
    booked = talk(office, stand, place.candidate, 0, None)
    cancel_interview(interview=booked, actor=office.officer().actor, now=NOW)
    assert [address for address, _facts in told("stand-interview-ended")] == [reader.email]
    assert [one for one, _facts in told("interview-cancelled")] == [place.candidate.email]


def test_who_was_told_of_a_coming_scheme_is_told_when_it_is_taken_back(office: Office) -> None:
    caseworker = office.caseworker()
    person = office.candidate(caseworker=caseworker)
    coming = office_day(NOW) + timedelta(days=40)
    for scheme, starts_on in ((Scheme.SGB3, date(2026, 1, 1)), (Scheme.SGB2, coming)):
        new = NewPeriod(scheme=scheme, starts_on=starts_on, reason="Bescheid")
        period = record_scheme(actor=caseworker.actor, candidate=person, new=new, now=NOW)
    remove_coming_scheme(actor=caseworker.actor, candidate=person, period_id=period.id, now=NOW)
    facts = {"starts_on": coming.isoformat(), "office": "Jobcenter Herford"}
    assert told("scheme-removed") == [(person.email, facts)]
