"""Places of a fair when everybody presses the button at the same moment."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import func, select

from domain.access import PUBLIC
from domain.errors import FairFull, NotRegistered
from domain.fairs import RegistrationState
from models import AuditEntry, Base, Candidate, Fair, Letter, Registration, db
from services import registrations
from services.newcomers import Newcomer
from services.registrations import Wishes, cancel_registration, register
from tests.factories import Office
from tests.factories.office import NOW
from tests.racing import race

CLIENTS = 40


def registered(fair_id: int, key: str) -> int:
    return register(
        fair=db.session.get_one(Fair, fair_id),
        person=Newcomer(given_name="Amal", email=f"{key}@example.org"),
        wishes=Wishes(),
        key=key,
        now=NOW,
        actor=PUBLIC,
    ).id


def count(kind: type[Base], *conditions: object) -> int:
    statement = select(func.count()).select_from(kind).where(*conditions)  # type: ignore[arg-type]
    return db.session.scalar(statement) or 0


@pytest.mark.parametrize("capacity", [1, 5, 30])
def test_a_fair_fills_exactly_and_every_place_has_its_letter_and_entry(
    app: Flask, office: Office, capacity: int
) -> None:
    office.office()
    fair = office.fair(capacity=capacity)

    outcomes = race(app, lambda n: registered(fair.id, f"key{n}"), runners=12, times=CLIENTS)

    placed = [one for one in outcomes if isinstance(one, int)]
    assert len(set(placed)) == len(placed) == capacity
    assert all(isinstance(one, FairFull) for one in outcomes if not isinstance(one, int))
    db.session.rollback()
    assert db.session.get_one(Fair, fair.id, populate_existing=True).taken == capacity
    assert count(Registration) == capacity
    assert count(Candidate) == capacity
    assert count(Letter, Letter.kind == "registration-confirmed") == capacity
    assert count(AuditEntry, AuditEntry.action == "registration.made") == capacity


def test_without_the_guard_the_fair_oversells(
    app: Flask, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: looking first and taking then is what the conditional update prevents."""
    office.office()
    fair = office.fair(capacity=1)
    looked = race(app, lambda _n: db.session.get_one(Fair, fair.id).taken < 1, runners=12)
    monkeypatch.setattr(registrations, "_take_places", lambda *_all: None)

    outcomes = race(app, lambda n: looked[n] is True and registered(fair.id, f"key{n}"), runners=12)

    assert sum(type(one) is int for one in outcomes) > 1
    db.session.rollback()
    assert count(Registration) > db.session.get_one(Fair, fair.id).capacity


def test_the_same_submit_twenty_times_at_once_is_one_booking(app: Flask, office: Office) -> None:
    office.office()
    fair = office.fair(capacity=1)

    outcomes = race(app, lambda _n: registered(fair.id, "the same key"), runners=20)

    assert len(set(outcomes)) == 1, outcomes
    assert isinstance(outcomes[0], int)
    db.session.rollback()
    assert count(Registration) == count(Candidate) == count(Letter) == 1


def test_a_place_given_back_many_times_at_once_is_freed_once(app: Flask, office: Office) -> None:
    fair = office.fair(capacity=5, taken=2)
    office.registration(fair=fair)
    mine = office.registration(fair=fair)

    def deed(_n: int) -> RegistrationState:
        return cancel_registration(registration_id=mine.id, now=NOW, actor=PUBLIC).state

    outcomes = race(app, deed, runners=12)

    assert sum(one is RegistrationState.CANCELLED for one in outcomes) == 1
    assert sum(isinstance(one, NotRegistered) for one in outcomes) == 11
    db.session.rollback()
    assert db.session.get_one(Fair, fair.id, populate_existing=True).taken == 1
