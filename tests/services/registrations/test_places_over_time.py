"""Whatever happens in whatever order, the places taken are the people registered."""

from __future__ import annotations

import pytest
from flask import Flask
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from hypothesis.stateful import run_state_machine_as_test as run
from sqlalchemy import func, select

from domain.access import PUBLIC, Actor
from domain.errors import FairFull, RuleBroken
from domain.fairs import RegistrationState
from models import Fair, Registration, db
from services.fairs import FairFacts, change_fair
from services.newcomers import Newcomer
from services.registrations import Wishes, cancel_registration, register, register_again
from tests.factories import Office
from tests.factories.office import NOW
from tests.selection import LONG

SEVERAL = st.integers(min_value=0, max_value=12)


class Places(RuleBasedStateMachine):
    """Books, cancels, books again, raises and lowers the capacity."""

    office: Office
    officer: Actor

    def __init__(self) -> None:
        super().__init__()
        self.registered: set[int] = set()
        self.cancelled: set[int] = set()
        self.keys = 0

    @initialize(capacity=st.integers(min_value=1, max_value=4))
    def open_fair(self, capacity: int) -> None:
        self.capacity = capacity
        self.fair_id = self.office.fair(capacity=capacity).id

    def fair(self) -> Fair:
        return db.session.get_one(Fair, self.fair_id, populate_existing=True)

    @rule()
    def book(self) -> None:
        self.keys += 1
        try:
            place = register(
                fair=self.fair(),
                person=Newcomer(given_name="Amal"),
                wishes=Wishes(),
                key=f"{self.fair_id}-{self.keys}",
                now=NOW,
                actor=PUBLIC,
            )
        except FairFull:
            assert len(self.registered) == self.capacity
        else:
            self.registered.add(place.id)

    @rule(which=SEVERAL)
    def cancel(self, which: int) -> None:
        if self.registered:
            chosen = sorted(self.registered)[which % len(self.registered)]
            cancel_registration(registration_id=chosen, now=NOW, actor=PUBLIC)
            self.registered.remove(chosen)
            self.cancelled.add(chosen)

    @rule(which=SEVERAL)
    def come_back(self, which: int) -> None:
        if not self.cancelled:
            return
        chosen = sorted(self.cancelled)[which % len(self.cancelled)]
        try:
            register_again(registration_id=chosen, now=NOW, actor=PUBLIC)
        except FairFull:
            assert len(self.registered) == self.capacity
        else:
            self.cancelled.remove(chosen)
            self.registered.add(chosen)

    @rule(capacity=st.integers(min_value=1, max_value=6))
    def change_capacity(self, capacity: int) -> None:
        fair = self.fair()
        facts = FairFacts(
            **{name: getattr(fair, name) for name in FairFacts.__slots__} | {"capacity": capacity}
        )
        try:
            change_fair(fair_id=fair.id, facts=facts, actor=self.officer, now=NOW)
        except RuleBroken:
            assert capacity < len(self.registered)
        else:
            self.capacity = capacity

    @invariant()
    def places_are_people(self) -> None:
        if not hasattr(self, "fair_id"):
            return
        fair = self.fair()
        people = db.session.scalar(
            select(func.count()).where(
                Registration.fair_id == fair.id,
                Registration.state == RegistrationState.REGISTERED,
            )
        )
        assert fair.taken == people == len(self.registered)
        assert fair.taken <= fair.capacity == self.capacity


@pytest.mark.both_databases
@pytest.mark.heavy
def test_places_taken_are_people_registered(app: Flask, office: Office) -> None:
    Places.office, Places.officer = office, office.officer().actor
    run(
        Places,
        settings=settings(
            max_examples=200 if LONG else 12,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
