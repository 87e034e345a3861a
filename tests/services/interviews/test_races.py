"""Two officers and one slot."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flask import Flask
from sqlalchemy import select

from domain.access import PUBLIC
from domain.errors import MeetingPointError
from domain.fairs import Slot
from models import Candidate, Interview, Letter, Stand, db
from services.interviews import book_interview
from services.registrations import cancel_registration
from tests.factories import Office
from tests.factories.office import NOW
from tests.racing import race


def booking(office: Office, stand: Stand, candidate_id: int, desk: int) -> Callable[[], int]:
    actor = office.officer().actor
    stand_id, starts_at = stand.id, stand.fair.starts_at

    def deed() -> int:
        return book_interview(
            stand=db.session.get_one(Stand, stand_id),
            candidate=db.session.get_one(Candidate, candidate_id),
            slot=Slot(starts_at, desk),
            actor=actor,
            now=NOW,
        ).id

    return deed


def booked(outcomes: Sequence[object]) -> int:
    return sum(not isinstance(one, MeetingPointError) for one in outcomes)


def test_one_of_many_gets_the_slot(app: Flask, office: Office) -> None:
    stand = office.stand()
    people = [office.registration(fair=stand.fair).candidate_id for _one in range(8)]
    deeds = [booking(office, stand, one, 1) for one in people]
    outcomes = race(app, lambda n: deeds[n](), runners=8)
    assert booked(outcomes) == 1
    db.session.rollback()
    assert len(db.session.scalars(select(Letter)).all()) == 1


def test_one_person_is_at_one_stand(app: Flask, office: Office) -> None:
    fair = office.fair()
    person = office.registration(fair=fair).candidate_id
    stands = [office.stand(fair=fair) for _one in range(6)]
    deeds = [booking(office, one, person, 1) for one in stands]
    outcomes = race(app, lambda n: deeds[n](), runners=6)
    assert booked(outcomes) == 1


def test_no_talk_outlives_the_place(app: Flask, office: Office) -> None:
    stand = office.stand(fair=office.fair(taken=1))
    place = office.registration(fair=stand.fair)

    def give_back() -> int:
        return cancel_registration(registration_id=place.id, now=NOW, actor=PUBLIC).id

    deeds = [booking(office, stand, place.candidate_id, 1), give_back] * 3
    race(app, lambda n: deeds[n](), runners=6)
    db.session.rollback()
    assert db.session.scalars(select(Interview)).all() == []
