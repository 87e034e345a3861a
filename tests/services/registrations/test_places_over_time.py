"""Whatever happens in whatever order: nobody too many, nobody forgotten, nobody overtaken."""

from __future__ import annotations

import itertools
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from hypothesis.stateful import run_state_machine_as_test as run

from domain.access import PUBLIC, Actor, Role
from domain.deletion import DeletionReason
from domain.errors import FairFull, NotRegistered, RuleBroken
from domain.fairs import LASTING, RegistrationState
from models import (
    AuditEntry,
    Fair,
    Registration,
    db,
)
from services import waiting_list
from services.deletion_list import DeletionList
from services.deletions import delete_person
from services.group_moves import move_to_group
from services.merging import keep_records_together
from services.newcomers import Newcomer
from services.promotion import change_places, keep_waiting_lists
from services.registration_rows import OfferOver
from services.registrations import (
    Companion,
    Wishes,
    cancel_registration,
    register,
    register_again,
)
from services.waiting_list import PartyTooLarge
from services.waiting_list_orders import jump, override
from tests.factories import Office
from tests.factories.office import NOW
from tests.selection import LONG
from tests.services.registrations.always import MADE, AlwaysHolds

ANYBODY = st.integers(min_value=0, max_value=200)
SIZE = st.integers(min_value=1, max_value=3)
STATE = RegistrationState


class Places(AlwaysHolds, RuleBasedStateMachine):
    """Books, waits, answers, cancels; staff change, override, merge and delete."""

    office: Office
    staff: Actor
    folder: Path
    numbers = itertools.count(1)

    @initialize(
        capacity=st.integers(min_value=2, max_value=4),
        fills_gaps=st.booleans(),
        parties=st.lists(SIZE, min_size=2, max_size=4),
    )
    def open_full_fair(self, capacity: int, fills_gaps: bool, parties: list[int]) -> None:
        self.now: datetime = NOW
        fair = self.office.fair(capacity=capacity, fills_gaps=fills_gaps)
        self.fair_id, self.group_id = fair.id, fair.groups[0].id
        self.other_id = self.office.group(fair, capacity=3).id
        self.came_in = 0
        self.fills_gaps = fills_gaps
        self.slug = fair.slug
        self.made = 0
        self.entries_before = self.count(AuditEntry, MADE)
        self.offered: set[int] = set()
        for _place in range(capacity):
            self.book(size=1)
        for size in parties:
            self.wait(size=size)

    # What people do

    @rule(size=SIZE)
    def book(self, size: int) -> None:
        group = self.group()
        free = group.capacity - group.taken
        try:
            register(**self.people(size))
        except FairFull:
            assert size > free or (group.waiting and not self.fills_gaps)
        else:
            assert size <= free
            self.made += size

    @rule(size=SIZE)
    def wait(self, size: int) -> None:
        group = self.group()
        fits = size <= group.capacity - group.taken and (self.fills_gaps or not group.waiting)
        try:
            place = waiting_list.join(**self.people(size))
        except PartyTooLarge:
            assert size > group.capacity
        else:
            assert place.state is (STATE.REGISTERED if fits else STATE.WAITING)
            self.made += size if fits else 0

    @rule(which=ANYBODY, wants_it=st.booleans())
    def act(self, which: int, wants_it: bool) -> None:
        """Let anybody do one of the two things their ticket offers them."""
        for one in self.chosen(which, *STATE):
            if one.state is STATE.OFFERED:
                self.answer(one, wants_it)
            elif one.state in LASTING:
                self.cancel(one)
            else:
                self.come_back(one, waits=wants_it)

    def cancel(self, one: Registration) -> None:
        key = f"cancel{next(self.numbers)}"
        for _twice in range(2):
            cancel_registration(registration_id=one.id, now=self.now, actor=PUBLIC, key=key)
        with pytest.raises(NotRegistered):
            cancel_registration(registration_id=one.id, now=self.now, actor=PUBLIC)

    def come_back(self, one: Registration, *, waits: bool) -> None:
        if waits:
            back = waiting_list.wait_again(registration_id=one.id, now=self.now, actor=PUBLIC)
            self.made += back.state is STATE.REGISTERED
            return
        with pytest.raises(OfferOver):
            waiting_list.accept(registration_id=one.id, now=self.now, actor=PUBLIC)
        try:
            register_again(registration_id=one.id, now=self.now, actor=PUBLIC)
        except FairFull:
            db.session.refresh(one)
            assert one.state not in LASTING
        else:
            self.made += 1

    def answer(self, one: Registration, takes: bool) -> None:
        together = self.together(one)
        verb = waiting_list.accept if takes else waiting_list.decline
        key = f"answer{next(self.numbers)}"
        for _twice in range(2):
            verb(registration_id=one.id, now=self.now, actor=PUBLIC, key=key)
        self.made += together if takes else 0

    @rule()
    def a_day_passes(self) -> None:
        self.now += timedelta(days=1)
        keep_waiting_lists(self.now)
        assert not self.chosen(0, STATE.OFFERED) or all(
            one.offered_until > self.now for one in self.all(STATE.OFFERED)
        )

    # What staff do

    @rule(capacity=st.integers(min_value=1, max_value=6))
    def change_capacity(self, capacity: int) -> None:
        before = self.group()
        lowest = before.taken - before.beyond
        try:
            change_places(group_id=self.group_id, capacity=capacity, actor=self.staff, now=self.now)
        except RuleBroken:
            assert capacity < lowest
        else:
            assert self.group().capacity == capacity

    @rule(which=ANYBODY)
    def let_jump(self, which: int) -> None:
        for one in self.chosen(which, STATE.WAITING):
            jump(registration_id=one.id, reason="krank", actor=self.staff, now=self.now)
            db.session.refresh(one)
            assert one.state is STATE.OFFERED or waiting_list.position(one) == 1

    @rule(which=ANYBODY)
    def let_in_beyond(self, which: int) -> None:
        for one in self.chosen(which, STATE.WAITING):
            self.made += self.together(one)
            override(registration_id=one.id, reason="Presse", actor=self.staff, now=self.now)

    @rule(which=ANYBODY, back=st.booleans())
    def move(self, which: int, back: bool) -> None:
        """Put a party into the other group, or one of those there back; all of it or nobody."""
        aim = self.group_id if back else self.other_id
        for one in self.chosen(which, *LASTING) if not back else self.moved_away(which):
            people, state = self.together(one), one.state
            try:
                move_to_group(
                    registration_id=one.id,
                    group_id=aim,
                    reason="Kurs",
                    actor=self.staff,
                    now=self.now,
                )
            except FairFull:
                db.session.refresh(one)
                assert (one.state, one.group_id == aim) == (state, False)
            else:
                newly = people if state is not STATE.REGISTERED else 0
                self.made += newly
                self.came_in += newly

    @rule(which=ANYBODY, other=ANYBODY)
    def merge(self, which: int, other: int) -> None:
        people = sorted({one.candidate_id for one in self.all(*STATE)})
        if len(people) < 2:
            return
        kept, gone = people[which % len(people)], people[other % len(people)]
        if kept != gone:
            keep_records_together(
                actor=self.staff, kept_id=kept, gone_id=gone, from_gone=frozenset(), now=self.now
            )

    @rule(which=ANYBODY)
    def delete(self, which: int) -> None:
        for one in self.chosen(which, *STATE):
            delete_person(
                actor=self.staff,
                candidate_id=one.candidate_id,
                reason=DeletionReason.ASKED,
                folders=[],
                ledger=DeletionList(self.folder / "deleted.jsonl"),
                now=self.now,
            )

    def people(self, size: int) -> dict[str, Any]:
        number = next(self.numbers)
        names = [f"Amal{number}x{one}" for one in range(size)]
        first, *others = [Newcomer(given_name=name) for name in names]
        return {
            "fair": db.session.get_one(Fair, self.fair_id),
            "person": first,
            "wishes": Wishes(),
            "companions": [Companion(one) for one in others],
            "key": f"key{number}",
            "group_id": self.group_id,
            "now": self.now,
            "actor": PUBLIC,
        }


@pytest.mark.both_databases
@pytest.mark.heavy
def test_places_are_people_whatever_happens(app: Flask, office: Office, tmp_path: Path) -> None:
    Places.office, Places.staff, Places.folder = (
        office,
        office.account(Role.TEAM_LEAD).actor,
        tmp_path,
    )
    run(
        Places,
        settings=settings(
            max_examples=200 if LONG else 12,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
