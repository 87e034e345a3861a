"""The office changes a stand for its firm, and says why a firm comes before others."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.access import Role
from domain.fairs import StandMoveKind, StandWaitingState
from models import Account, Fair, Interview, Letter, Stand, StandMove, StandWaiting, db
from services.fairs import FairFacts, change_fair
from services.stand_waiting import join, position
from services.stands import cancel_stand
from tests.factories import Office, sign_in_as
from tests.factories.office import NOW
from tests.inspection import InspectingClient

TYPED = {
    "desks": "3",
    "name_1": "Petra Öz",
    "speaks_1_1": "tr",
    "needs": "Nahe am Eingang",
    "reason": "Anruf der Firma",
}


@pytest.fixture
def officer(client: InspectingClient, office: Office) -> Account:
    account = office.officer(name="Frau Muster")
    sign_in_as(client, account)
    return account


@pytest.fixture
def fair(office: Office) -> Fair:
    """A fair after its deadline, whose only stand is taken."""
    return office.fair(stand_capacity=1, stands_taken=1, stand_deadline=NOW - timedelta(days=1))


def firm_of(office: Office) -> Account:
    return office.account(Role.EMPLOYER)


def waits(office: Office, fair: Fair) -> StandWaiting:
    account = firm_of(office)
    return join(actor=account.actor, employer=account.employer, fair_id=fair.id, now=NOW)


def entry(one: StandWaiting) -> StandWaiting:
    return db.session.get_one(StandWaiting, one.id, populate_existing=True)


def moves() -> list[tuple[StandMoveKind, str, int | None]]:
    rows = db.session.scalars(select(StandMove).order_by(StandMove.id))
    return [(one.what, one.reason, one.was) for one in rows]


def letters(kind: str) -> list[int | None]:
    return list(db.session.scalars(select(Letter.account_id).where(Letter.kind == kind)))


def test_after_the_deadline_the_office_still_changes_a_stand_and_the_firm_is_told(
    client: InspectingClient, office: Office, officer: Account, fair: Fair
) -> None:
    firm = firm_of(office)
    stand = office.stand(fair=fair, employer=firm.employer)
    address = f"/desk/fairs/stands/{stand.id}/edit"
    assert address in client.page(f"/desk/fairs/{fair.id}/stands")
    refused = client.post(address, data=TYPED | {"reason": " "})
    assert refused.status_code == 422
    assert "Petra Öz" in refused.get_data(as_text=True)
    assert client.post(address, data=TYPED).status_code == 303
    db.session.expire_all()
    changed = db.session.get_one(Stand, stand.id)
    assert (changed.desks, changed.needs) == (3, "Nahe am Eingang")
    assert [(one.name, one.languages) for one in changed.staff] == [("Petra Öz", ["tr"])]
    assert letters("stand-changed") == [firm.id]
    log = client.page(f"/desk/fairs/{fair.id}/stands")
    assert "Anruf der Firma" in log
    assert "Frau Muster" in log


def test_a_desk_with_talks_stays(
    client: InspectingClient, office: Office, officer: Account, fair: Fair
) -> None:
    stand = office.stand(fair=fair, desks=2)
    person = office.candidate()
    db.session.add(
        Interview(
            stand_id=stand.id,
            desk=2,
            starts_at=fair.starts_at,
            candidate_id=person.id,
            booked_by_id=officer.id,
            booked_at=NOW,
        )
    )
    db.session.commit()
    answer = client.post(f"/desk/fairs/stands/{stand.id}/edit", data=TYPED | {"desks": "1"})
    assert answer.status_code == 422
    assert "An Tisch 2 sind schon Gespräche" in answer.get_data(as_text=True)
    assert moves() == []


def test_a_firm_that_jumps_is_next_and_the_log_says_why(
    client: InspectingClient, office: Office, officer: Account, fair: Fair
) -> None:
    stand = office.stand(fair=fair)
    first, second = waits(office, fair), waits(office, fair)
    page = client.page(f"/desk/fairs/{fair.id}/stands")
    assert f"/desk/fairs/stand-waiting/{first.id}/jump" not in page
    address = f"/desk/fairs/stand-waiting/{second.id}/jump"
    assert address in page
    assert "Jetzt Nummer 2" in client.page(address)
    assert client.post(address, data={"reason": ""}).status_code == 422
    for _twice in range(2):
        client.post(address, data={"reason": "Sucht zehn Leute", "key": "abc1"})
    assert moves() == [(StandMoveKind.JUMPED, "Sucht zehn Leute", 2)]
    assert (position(entry(second)), position(entry(first))) == (1, 2)
    cancel_stand(actor=officer.actor, stand=stand, now=NOW)
    assert entry(second).state is StandWaitingState.OFFERED
    assert entry(first).state is StandWaitingState.WAITING


def test_a_firm_gets_a_stand_beyond_their_number_and_later_ones_make_up_for_it(
    client: InspectingClient, office: Office, officer: Account, fair: Fair
) -> None:
    stand = office.stand(fair=fair)
    first, second = waits(office, fair), waits(office, fair)
    address = f"/desk/fairs/stand-waiting/{first.id}/override"
    assert "danach 2" in client.page(address)
    for _twice in range(2):
        client.post(address, data={"reason": "Zusage der Leitung", "key": "abc1"})
    assert entry(first).state is StandWaitingState.PLACED
    assert moves() == [(StandMoveKind.OVERRIDDEN, "Zusage der Leitung", 1)]
    assert len(letters("stand-booked")) == 1
    db.session.expire_all()
    assert (fair.stands_taken, fair.stand_capacity) == (2, 1)
    cancel_stand(actor=officer.actor, stand=stand, now=NOW)
    assert entry(second).state is StandWaitingState.WAITING
    db.session.expire_all()
    assert fair.stands_taken == 1
    gone = client.post(address, data={"reason": "noch einmal"})
    assert gone.status_code == 303
    assert len(moves()) == 1


def test_a_fair_with_a_stand_too_many_can_still_be_changed(
    office: Office, officer: Account, fair: Fair
) -> None:
    facts = {name: getattr(fair, name) for name in FairFacts.__slots__}
    fair.stands_taken = 2
    db.session.commit()
    change_fair(
        fair_id=fair.id,
        facts=FairFacts(**facts | {"venue": "Rathaus"}),
        actor=officer.actor,
        now=NOW,
    )
    db.session.expire_all()
    assert (fair.venue, fair.stand_capacity) == ("Rathaus", 1)


def test_firms_that_wait_are_told_when_the_fair_moves_and_keep_their_place(
    office: Office, officer: Account, fair: Fair
) -> None:
    office.stand(fair=fair)
    entries = [waits(office, fair) for _one in range(2)]
    facts = {name: getattr(fair, name) for name in FairFacts.__slots__}
    facts |= {
        "starts_at": fair.starts_at + timedelta(days=1),
        "ends_at": fair.ends_at + timedelta(days=1),
    }
    change_fair(fair_id=fair.id, facts=FairFacts(**facts), actor=officer.actor, now=NOW)
    told = db.session.scalars(
        select(Letter).where(Letter.kind == "stand-waiting-fair-changed").order_by(Letter.id)
    ).all()
    firms = {one.employer_id for one in entries}
    accounts = db.session.scalars(select(Account.id).where(Account.employer_id.in_(firms))).all()
    assert sorted(one.account_id for one in told) == sorted(accounts)
    assert {one.facts["starts_at"] for one in told} == {facts["starts_at"].isoformat()}
    assert [position(entry(one)) for one in entries] == [1, 2]
