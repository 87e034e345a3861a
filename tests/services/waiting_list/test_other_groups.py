"""Staff put people into another group of the fair: together or not at all, and told of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from domain.access import PUBLIC, Actor
from domain.errors import FairFull, NotRegistered, RuleBroken
from domain.fairs import PlaceMoveKind, RegistrationState
from models import AuditEntry, Fair, FairGroup, Letter, PlaceMove, Registration, db
from services import waiting_list
from services.group_moves import move_to_group
from services.newcomers import Newcomer
from services.place_counts import differences
from services.registrations import Companion, Wishes, cancel_registration, register
from tests.factories import Office
from tests.factories.office import NOW
from tests.racing import race

STATE = RegistrationState


@pytest.fixture
def fair(office: Office) -> Fair:
    """A fair whose first group is full with Amal and Bilal; the second begins two hours later."""
    office.office()
    fair = office.fair(capacity=2)
    later = fair.starts_at + timedelta(hours=2)
    office.group(fair, starts_at=later, ends_at=fair.ends_at, capacity=2, name="Nachmittag")
    for name in ("Amal", "Bilal"):
        register(**asked(fair, name))
    return fair


@pytest.fixture
def officer(office: Office) -> Actor:
    return office.officer().actor


def asked(fair: Fair, name: str, family: int = 0, group: int = 0) -> dict[str, Any]:
    return {
        "fair": fair,
        "person": Newcomer(given_name=name, email=f"{name}@example.org"),
        "companions": [Companion(Newcomer(given_name=f"{name}{one}")) for one in range(family)],
        "wishes": Wishes(),
        "key": name,
        "now": NOW,
        "actor": PUBLIC,
        "group_id": groups_of(fair)[group],
    }


def groups_of(fair: Fair) -> list[int]:
    return list(
        db.session.scalars(
            select(FairGroup.id).where(FairGroup.fair_id == fair.id).order_by(FairGroup.number)
        )
    )


def group(fair: Fair, number: int) -> FairGroup:
    return db.session.get_one(FairGroup, groups_of(fair)[number], populate_existing=True)


def place(name: str) -> Registration:
    return db.session.scalars(
        select(Registration)
        .where(Registration.candidate.has(given_name=name))
        .execution_options(populate_existing=True)
    ).one()


def move(fair: Fair, name: str, officer: Actor, *, to: int = 1, **more: Any) -> None:
    values: dict[str, Any] = {"reason": "Sprachkurs am Morgen", "now": NOW, "key": None} | more
    move_to_group(
        registration_id=place(name).id, group_id=groups_of(fair)[to], actor=officer, **values
    )


def letters(kind: str) -> list[Letter]:
    return list(db.session.scalars(select(Letter).where(Letter.kind == kind).order_by(Letter.id)))


def test_who_is_moved_has_a_place_there_and_the_freed_one_is_offered(
    fair: Fair, officer: Actor
) -> None:
    waiting_list.join(**asked(fair, "Chaza"))
    before = place("Amal").sequence
    move(fair, "Amal", officer)
    assert (place("Amal").group_id, place("Amal").state) == (groups_of(fair)[1], STATE.REGISTERED)
    assert place("Chaza").state is STATE.OFFERED
    assert [(group(fair, one).taken, group(fair, one).waiting) for one in (0, 1)] == [
        (2, 0),
        (1, 0),
    ]
    assert place("Amal").sequence > before
    assert differences(NOW) == []


def test_the_letter_says_the_new_time_and_the_old_one(fair: Fair, officer: Actor) -> None:
    move(fair, "Amal", officer)
    (letter,) = letters("group-changed")
    assert letter.candidate_id == place("Amal").candidate_id
    assert datetime.fromisoformat(str(letter.facts["starts_at"])) == group(fair, 1).starts_at
    assert datetime.fromisoformat(str(letter.facts["before"])) == group(fair, 0).starts_at


def test_a_confirmation_says_the_time_of_the_own_group(fair: Fair) -> None:
    register(**asked(fair, "Chaza", group=1))
    letter = letters("registration-confirmed")[-1]
    assert datetime.fromisoformat(str(letter.facts["starts_at"])) == group(fair, 1).starts_at


def test_the_log_of_both_groups_says_why_and_by_whom(fair: Fair, officer: Actor) -> None:
    for _twice in range(2):
        move(fair, "Amal", officer, key="abc1")
    moves = db.session.scalars(select(PlaceMove).where(PlaceMove.what == PlaceMoveKind.MOVED)).all()
    assert sorted(one.group_id for one in moves) == groups_of(fair)
    assert {(one.reason, one.was, one.became, one.account_id) for one in moves} == {
        ("Sprachkurs am Morgen", 1, 2, officer.account_id)
    }
    entry = db.session.scalars(
        select(AuditEntry).where(AuditEntry.action == "registration.moved")
    ).one()
    assert (entry.subject_id, entry.other_id) == (place("Amal").id, groups_of(fair)[1])


def test_a_family_is_moved_together_or_nobody_of_it(fair: Fair, officer: Actor) -> None:
    cancel_registration(registration_id=place("Amal").id, now=NOW, actor=PUBLIC)
    cancel_registration(registration_id=place("Bilal").id, now=NOW, actor=PUBLIC)
    register(**asked(fair, "Chaza", family=1))
    register(**asked(fair, "Dilan", group=1))
    with pytest.raises(FairFull):
        move(fair, "Chaza", officer)
    assert {place(one).group_id for one in ("Chaza", "Chaza0")} == {groups_of(fair)[0]}
    assert letters("group-changed") == []
    cancel_registration(registration_id=place("Dilan").id, now=NOW, actor=PUBLIC)
    move(fair, "Chaza0", officer)
    assert {place(one).group_id for one in ("Chaza", "Chaza0")} == {groups_of(fair)[1]}
    assert len(letters("group-changed")) == 2


def test_who_waited_gets_a_place_in_the_other_group_and_waits_no_more(
    fair: Fair, officer: Actor
) -> None:
    waiting_list.join(**asked(fair, "Chaza"))
    move(fair, "Chaza", officer)
    assert (place("Chaza").state, place("Chaza").queue_number) == (STATE.REGISTERED, None)
    assert (group(fair, 0).waiting, group(fair, 1).taken) == (0, 1)
    assert letters("group-changed") == []
    assert letters("registration-confirmed")[-1].candidate_id == place("Chaza").candidate_id
    assert differences(NOW) == []


def test_nobody_who_waits_there_is_overtaken(fair: Fair, officer: Actor) -> None:
    register(**asked(fair, "Chaza", group=1))
    waiting_list.join(**asked(fair, "Dilan", family=1, group=1))
    with pytest.raises(FairFull):
        move(fair, "Amal", officer)
    assert place("Amal").group_id == groups_of(fair)[0]


def test_who_came_or_has_no_place_or_goes_elsewhere_is_not_moved(
    fair: Fair, office: Office, officer: Actor
) -> None:
    other = office.fair()
    with pytest.raises(RuleBroken):
        move_to_group(
            registration_id=place("Amal").id,
            group_id=other.groups[0].id,
            reason="x",
            actor=officer,
            now=NOW,
        )
    with pytest.raises(RuleBroken):
        move(fair, "Amal", officer, to=0)
    with pytest.raises(RuleBroken):
        move(fair, "Amal", officer, now=fair.ends_at)
    cancel_registration(registration_id=place("Bilal").id, now=NOW, actor=PUBLIC)
    with pytest.raises(NotRegistered):
        move(fair, "Bilal", officer)
    assert group(fair, 1).taken == 0


@pytest.mark.both_databases
def test_moves_and_bookings_at_one_moment_never_oversell_the_group(
    app: Any, fair: Fair, officer: Actor
) -> None:
    """Two are moved there while six book: exactly its two places are taken."""
    moved = [place(one).id for one in ("Amal", "Bilal")]
    goal = groups_of(fair)[1]
    questions = [asked(fair, f"Gast{one}", group=1) for one in range(6)]

    def deed(number: int) -> object:
        if number < 2:
            return move_to_group(
                registration_id=moved[number], group_id=goal, reason="x", actor=officer, now=NOW
            )
        mine = questions[number - 2] | {"fair": db.session.get_one(Fair, fair.id)}
        return register(**mine)

    outcomes = race(app, deed)
    db.session.rollback()
    assert sum(isinstance(one, FairFull) for one in outcomes) == 6
    assert group(fair, 1).taken == 2
    assert db.session.scalar(select(func.count()).where(Registration.group_id == goal)) == 2
    assert differences(NOW) == []
