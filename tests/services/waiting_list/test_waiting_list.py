"""The waiting list: who is offered a place when, and what staff may change about it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from domain.access import PUBLIC
from domain.errors import FairFull, RuleBroken
from domain.fairs import FairAction, PlaceMoveKind, RegistrationState
from domain.letters import LetterState
from models import Fair, Letter, PlaceMove, Registration, Task, db, transactional
from services import waiting_list
from services.fairs import FairFacts, act_on_fair, change_fair
from services.newcomers import Newcomer
from services.place_counts import note_differences
from services.place_moves import moves_of
from services.promotion import change_places, keep_waiting_lists
from services.registrations import Companion, Wishes, cancel_registration, register
from services.waiting_list_orders import jump, override
from tests.factories import Office
from tests.factories.office import NOW

STATE = RegistrationState
MORNING = NOW.replace(hour=9, minute=0)


@pytest.fixture
def fair(office: Office) -> Fair:
    """A fair of two places, both taken."""
    office.office()
    fair = office.fair(capacity=2)
    for name in ("Amal", "Bilal"):
        booked(fair, name)
    return fair


def asked(fair: Fair, name: str, family: int = 0, **values: Any) -> dict[str, Any]:
    return {
        "fair": fair,
        "person": Newcomer(given_name=name, email=f"{name}@example.org"),
        "companions": [Companion(Newcomer(given_name=f"{name}{one}")) for one in range(family)],
        "wishes": Wishes(),
        "key": name,
        "now": MORNING,
        "actor": PUBLIC,
        **values,
    }


def booked(fair: Fair, name: str, family: int = 0, **values: Any) -> Registration:
    return register(**asked(fair, name, family, **values))


def waits(fair: Fair, name: str, family: int = 0, **values: Any) -> Registration:
    return waiting_list.join(**asked(fair, name, family, **values))


def named(name: str) -> Registration:
    return db.session.scalars(
        select(Registration)
        .join(Registration.candidate)
        .where(Registration.candidate.has(given_name=name))
        .execution_options(populate_existing=True)
    ).one()


def state(name: str) -> RegistrationState:
    return named(name).state


def cancel(name: str, **values: Any) -> None:
    given = {"now": MORNING, "actor": PUBLIC} | values
    cancel_registration(registration_id=named(name).id, **given)


def letters(kind: str) -> list[Letter]:
    return list(db.session.scalars(select(Letter).where(Letter.kind == kind).order_by(Letter.id)))


def test_who_waits_first_is_offered_the_freed_place_and_takes_it(fair: Fair) -> None:
    first, second = waits(fair, "Chaza"), waits(fair, "Dilan")
    assert [waiting_list.position(one) for one in (first, second)] == [1, 2]
    cancel("Amal")
    assert (state("Chaza"), state("Dilan")) == (STATE.OFFERED, STATE.WAITING)
    (letter,) = letters("place-offered")
    assert letter.candidate_id == first.candidate_id
    assert letter.facts["answer_by"] == named("Chaza").offered_until.isoformat()
    waiting_list.accept(registration_id=first.id, now=MORNING, actor=PUBLIC)
    assert state("Chaza") is STATE.REGISTERED
    assert waiting_list.position(named("Dilan")) == 1
    assert named("Dilan").group.taken == 2


def test_an_offer_at_night_is_told_in_the_morning_and_lasts_twelve_waking_hours(
    fair: Fair,
) -> None:
    night = MORNING.replace(hour=1) + timedelta(days=1)
    waits(fair, "Chaza")
    cancel("Amal", now=night)
    until = named("Chaza").offered_until
    (letter,) = letters("place-offered")
    assert letter.due_at > night
    assert until is not None
    assert until - letter.due_at == timedelta(hours=12)


def test_who_does_not_answer_loses_the_offer_to_the_next_and_is_told(fair: Fair) -> None:
    waits(fair, "Chaza")
    waits(fair, "Dilan")
    cancel("Amal")
    assert keep_waiting_lists(MORNING + timedelta(hours=1)) == 0
    assert keep_waiting_lists(MORNING + timedelta(days=2)) == 1
    assert (state("Chaza"), state("Dilan")) == (STATE.EXPIRED, STATE.OFFERED)
    assert len(letters("offer-expired")) == 1
    again = waiting_list.wait_again(
        registration_id=named("Chaza").id, now=MORNING + timedelta(days=2), actor=PUBLIC
    )
    assert again.state is STATE.WAITING


def test_a_late_yes_counts_as_long_as_nobody_else_was_offered_the_place(fair: Fair) -> None:
    late = waits(fair, "Chaza")
    cancel("Amal")
    after = MORNING + timedelta(days=3)
    waiting_list.accept(registration_id=late.id, now=after, actor=PUBLIC)
    assert state("Chaza") is STATE.REGISTERED
    assert keep_waiting_lists(after) == 0


def test_a_family_is_placed_together_or_not_at_all(fair: Fair) -> None:
    waits(fair, "Chaza", family=1)
    cancel("Amal")
    assert (state("Chaza"), state("Chaza0")) == (STATE.WAITING, STATE.WAITING)
    with pytest.raises(FairFull):
        booked(fair, "Dilan")
    cancel("Bilal")
    assert (state("Chaza"), state("Chaza0")) == (STATE.OFFERED, STATE.OFFERED)
    waiting_list.accept(registration_id=named("Chaza0").id, now=MORNING, actor=PUBLIC)
    assert (state("Chaza"), state("Chaza0")) == (STATE.REGISTERED, STATE.REGISTERED)


@pytest.mark.parametrize(("fills_gaps", "behind"), [(True, STATE.OFFERED), (False, STATE.WAITING)])
def test_a_family_in_front_holds_up_who_fits_only_under_the_strict_rule(
    office: Office, fills_gaps: bool, behind: STATE
) -> None:
    office.office()
    fair = office.fair(capacity=2, fills_gaps=fills_gaps)
    booked(fair, "Amal", family=1)
    waits(fair, "Bilal", family=1)
    waits(fair, "Chaza")
    cancel("Amal")
    assert (state("Bilal"), state("Chaza")) == (STATE.WAITING, behind)


def test_a_family_larger_than_the_group_is_refused_the_list(fair: Fair) -> None:
    with pytest.raises(waiting_list.PartyTooLarge):
        waits(fair, "Chaza", family=2)
    assert db.session.scalars(select(Registration)).all() != []
    assert named("Amal").group.waiting == 0


def test_who_joins_when_a_place_is_free_has_it_at_once(office: Office) -> None:
    office.office()
    place = waits(office.fair(capacity=1), "Amal")
    assert place.state is STATE.REGISTERED
    assert len(letters("registration-confirmed")) == 1


def test_the_same_submit_twice_changes_one_thing_and_answers_the_same(fair: Fair) -> None:
    one, other = waits(fair, "Chaza"), waits(fair, "Chaza")
    assert one.id == other.id
    for _twice in range(2):
        cancel("Amal", key="the same form")
    assert state("Amal") is STATE.CANCELLED
    waiting_list.accept(registration_id=one.id, now=MORNING, actor=PUBLIC, key="yes")
    cancel("Chaza", key="not that one")
    waiting_list.accept(registration_id=one.id, now=MORNING, actor=PUBLIC, key="yes")
    assert state("Chaza") is STATE.CANCELLED
    assert len(letters("place-offered")) == 1


def test_more_places_are_offered_at_once_and_logged(fair: Fair, office: Office) -> None:
    waits(fair, "Chaza")
    officer = office.officer()
    change_places(group_id=fair.groups[0].id, capacity=3, actor=officer.actor, now=MORNING)
    assert state("Chaza") is STATE.OFFERED
    with pytest.raises(RuleBroken):
        change_places(group_id=fair.groups[0].id, capacity=2, actor=officer.actor, now=MORNING)
    change = next(
        one for one in moves_of(fair.groups[0].id) if one.what is PlaceMoveKind.CAPACITY_CHANGED
    )
    assert (change.was, change.became, change.account_id) == (2, 3, officer.id)


def test_staff_let_somebody_jump_only_with_a_reason(fair: Fair, office: Office) -> None:
    officer = office.officer().actor
    waits(fair, "Chaza")
    last = waits(fair, "Dilan")
    with pytest.raises(IntegrityError):
        jump(registration_id=last.id, reason="", actor=officer, now=MORNING)
    jump(registration_id=last.id, reason="Termin in Hannover", actor=officer, now=MORNING)
    assert [waiting_list.position(named(name)) for name in ("Chaza", "Dilan")] == [2, 1]
    (move,) = db.session.scalars(
        select(PlaceMove).where(PlaceMove.what == PlaceMoveKind.JUMPED)
    ).all()
    assert (move.reason, move.was) == ("Termin in Hannover", 2)


def test_a_place_beyond_the_capacity_is_made_up_for_by_the_next_freed_one(
    fair: Fair, office: Office
) -> None:
    officer = office.officer().actor
    guest = waits(fair, "Chaza")
    waits(fair, "Dilan")
    override(registration_id=guest.id, reason="Rollstuhl", actor=officer, now=MORNING)
    group = named("Chaza").group
    assert (named("Chaza").beyond, group.taken, group.beyond) == (True, 3, 1)
    cancel("Amal")
    assert state("Dilan") is STATE.WAITING
    cancel("Bilal")
    assert state("Dilan") is STATE.OFFERED


def test_a_cancelled_fair_ends_every_list_and_offer_and_tells_everybody(
    fair: Fair, office: Office
) -> None:
    waits(fair, "Chaza")
    waits(fair, "Dilan")
    cancel("Amal")
    officer = office.officer().actor
    act_on_fair(fair_id=fair.id, action=FairAction.CANCEL, actor=officer, now=MORNING)
    assert len(letters("fair-cancelled")) == 3
    assert (state("Chaza"), state("Dilan")) == (STATE.CANCELLED, STATE.CANCELLED)
    group = named("Dilan").group
    assert (group.taken, group.waiting) == (1, 0)
    assert keep_waiting_lists(MORNING + timedelta(days=5)) == 0
    assert letters("offer-expired") == []


def test_a_moved_fair_tells_who_waits_and_no_offer_outlasts_its_beginning(
    fair: Fair, office: Office
) -> None:
    waits(fair, "Chaza")
    waits(fair, "Dilan")
    cancel("Amal")
    soon = MORNING + timedelta(hours=3)
    facts = FairFacts(
        **{name: getattr(fair, name) for name in FairFacts.__slots__}
        | {"starts_at": soon, "ends_at": soon + timedelta(hours=4)}
    )
    change_fair(fair_id=fair.id, facts=facts, actor=office.officer().actor, now=MORNING)
    assert named("Chaza").offered_until == named("Chaza").group.starts_at == soon
    told = {one.candidate.given_name: None for one in (named("Chaza"), named("Dilan"))}
    assert len(letters("fair-changed")) == 1 + len(told)
    assert [one.facts["waits"] for one in letters("fair-changed")].count(True) == 2


def test_nothing_is_offered_once_the_fair_has_begun(fair: Fair) -> None:
    waits(fair, "Chaza")
    cancel("Amal", now=fair.starts_at + timedelta(minutes=1))
    assert state("Chaza") is STATE.WAITING


def test_groups_are_suggested_by_language_and_each_has_its_own_list(office: Office) -> None:
    office.office()
    fair = office.fair(capacity=1)
    arabic = office.group(fair, languages=["ar"], capacity=1)
    person = Newcomer(given_name="Amal", language="ar")
    assert booked(fair, "Amal", person=person).group_id == arabic.id
    second = booked(fair, "Bilal", person=Newcomer(given_name="Bilal", language="ar"))
    assert second.group_id == fair.groups[0].id
    third = waits(fair, "Chaza", person=Newcomer(given_name="Chaza", language="ar"))
    assert (third.group_id, third.state) == (arabic.id, STATE.WAITING)


def test_a_group_that_counts_wrongly_becomes_one_task(fair: Fair, app: Flask) -> None:
    assert note_differences(now=MORNING) == 0

    @transactional
    def go_wrong() -> None:
        named("Amal").group.taken = 1

    go_wrong()
    assert [note_differences(now=MORNING) for _twice in range(2)] == [1, 0]
    assert "gezählt 1, belegt 2" in db.session.scalars(select(Task.hint)).one()


def test_letters_of_a_waiting_list_are_rows_of_its_transaction(fair: Fair) -> None:
    waits(fair, "Chaza")
    (letter,) = letters("waiting-list-joined")
    assert (letter.facts["position"], letter.state) == (1, LetterState.QUEUED)
