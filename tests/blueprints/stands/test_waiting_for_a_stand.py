"""Firms wait for a stand: in order, with an offer until a stated time, and told of each step."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.access import Role
from domain.clock import BERLIN
from domain.employers import EmployerState
from domain.fairs import FairAction, FairState, StandWaitingState
from domain.waking_hours import BEGIN, END
from models import Account, Fair, Letter, Stand, StandWaiting, db
from services.fairs import act_on_fair
from services.stand_offers import fill_freed_stands, keep_stand_lists
from services.stand_waiting import join
from services.stands import cancel_stand
from tests.factories import Office, sign_in_as
from tests.factories.office import NOW
from tests.inspection import InspectingClient


@pytest.fixture
def fair(office: Office) -> Fair:
    """A fair whose only stand is taken."""
    fair = office.fair(stand_capacity=1, stands_taken=1)
    office.stand(fair=fair)
    return fair


@pytest.fixture
def firm(client: InspectingClient, office: Office) -> Account:
    account = office.account(Role.EMPLOYER)
    sign_in_as(client, account)
    return account


def freed(fair: Fair, office: Office) -> None:
    """Let the firm that has the stand give it back."""
    stand = db.session.scalars(select(Stand).where(Stand.fair_id == fair.id)).first()
    assert stand is not None
    owner = office.account(Role.EMPLOYER, employer_id=stand.employer_id)
    cancel_stand(actor=owner.actor, stand=stand, now=NOW)


def entry_of(firm: Account) -> StandWaiting:
    mine = select(StandWaiting).where(StandWaiting.employer_id == firm.employer_id)
    return db.session.scalars(mine.execution_options(populate_existing=True)).one()


def letters_to(firm: Account) -> list[str]:
    mine = select(Letter.kind).where(Letter.account_id == firm.id).order_by(Letter.id)
    return list(db.session.scalars(mine))


def test_a_firm_waits_is_offered_the_freed_stand_and_takes_it(
    client: InspectingClient, office: Office, firm: Account, fair: Fair
) -> None:
    page = f"/stands/waiting/{fair.id}"
    assert "Auf die Warteliste" in client.page("/stands")
    for _ in range(2):
        assert client.post(f"{page}/join").status_code == 303
    assert "Ihr Platz auf der Liste: 1" in client.page(page)
    assert "Ihr Platz auf der Warteliste" in client.page("/stands")
    freed(fair, office)
    entry = entry_of(firm)
    assert entry.state is StandWaitingState.OFFERED
    assert entry.offered_until is not None
    assert BEGIN <= entry.offered_until.astimezone(BERLIN).time() <= END
    assert "Ein Stand ist für Sie frei" in client.page(page)
    answer = client.post(f"{page}/accept")
    stand = db.session.scalars(select(Stand).where(Stand.employer_id == firm.employer_id)).one()
    assert (answer.status_code, answer.location) == (303, f"/stands/{stand.id}/edit")
    db.session.expire_all()
    assert fair.stands_taken == 1
    assert letters_to(firm) == ["stand-waiting", "stand-offered", "stand-booked"]
    assert client.get(page).location == "/stands"


def test_nobody_overtakes_a_firm_that_waits(
    client: InspectingClient, office: Office, firm: Account, fair: Fair
) -> None:
    first = office.account(Role.EMPLOYER)
    join(actor=first.actor, employer=first.employer, fair_id=fair.id, now=NOW)
    client.post(f"/stands/waiting/{fair.id}/join")
    assert "Ihr Platz auf der Liste: 2" in client.page(f"/stands/waiting/{fair.id}")
    freed(fair, office)
    assert client.post(f"/stands/book/{fair.id}", data={"desks": "1"}).status_code == 422
    states = [entry_of(one).state for one in (first, firm)]
    assert states == [StandWaitingState.OFFERED, StandWaitingState.WAITING]
    assert client.post(f"/stands/waiting/{fair.id}/accept").status_code == 303
    assert entry_of(firm).state is StandWaitingState.WAITING


def test_who_says_no_or_does_not_answer_lets_the_next_one_in(
    client: InspectingClient, office: Office, firm: Account, fair: Fair
) -> None:
    client.post(f"/stands/waiting/{fair.id}/join")
    others = [office.account(Role.EMPLOYER) for _ in range(2)]
    for other in others:
        join(actor=other.actor, employer=other.employer, fair_id=fair.id, now=NOW)
    freed(fair, office)
    client.post(f"/stands/waiting/{fair.id}/leave")
    assert entry_of(firm).state is StandWaitingState.LEFT
    second = entry_of(others[0])
    assert second.state is StandWaitingState.OFFERED
    assert keep_stand_lists(NOW) == 0
    assert second.offered_until is not None
    assert keep_stand_lists(second.offered_until) == 1
    assert keep_stand_lists(second.offered_until) == 0
    assert entry_of(others[0]).state is StandWaitingState.EXPIRED
    assert entry_of(others[1]).state is StandWaitingState.OFFERED
    assert letters_to(others[0]) == ["stand-waiting", "stand-offered", "stand-offer-over"]
    db.session.expire_all()
    assert fair.stands_taken == 1


def test_an_offer_that_is_over_is_not_taken(
    client: InspectingClient, office: Office, firm: Account, fair: Fair
) -> None:
    client.post(f"/stands/waiting/{fair.id}/join")
    freed(fair, office)
    entry_of(firm).offered_until = NOW - timedelta(minutes=1)
    db.session.commit()
    client.post(f"/stands/waiting/{fair.id}/accept")
    assert "Dieses Angebot gilt nicht mehr" in client.page(f"/stands/waiting/{fair.id}")
    assert db.session.scalar(select(Stand).where(Stand.employer_id == firm.employer_id)) is None


def test_a_firm_that_is_shut_out_is_passed_over(
    office: Office, fair: Fair, firm: Account, client: InspectingClient
) -> None:
    shut = office.account(Role.EMPLOYER)
    join(actor=shut.actor, employer=shut.employer, fair_id=fair.id, now=NOW)
    client.post(f"/stands/waiting/{fair.id}/join")
    shut.employer.state = EmployerState.BLOCKED
    db.session.commit()
    freed(fair, office)
    assert entry_of(shut).state is StandWaitingState.WAITING
    assert entry_of(firm).state is StandWaitingState.OFFERED


def test_a_cancelled_fair_tells_the_firms_that_wait_and_ends_the_list(
    client: InspectingClient, office: Office, firm: Account, fair: Fair
) -> None:
    client.post(f"/stands/waiting/{fair.id}/join")
    officer = office.officer()
    act_on_fair(fair_id=fair.id, action=FairAction.CANCEL, actor=officer.actor, now=NOW)
    assert letters_to(firm) == ["stand-waiting", "stand-waiting-fair-cancelled"]
    assert entry_of(firm).state is StandWaitingState.LEFT
    assert fill_freed_stands(fair.id, NOW) == 0


@pytest.mark.parametrize("state", [FairState.CLOSED, FairState.CANCELLED])
def test_a_fair_that_is_not_open_has_no_new_firms_in_line(
    client: InspectingClient, office: Office, firm: Account, state: FairState
) -> None:
    closed = office.fair(state=state)
    assert client.post(f"/stands/waiting/{closed.id}/join").status_code == 303
    assert db.session.scalar(select(StandWaiting)) is None
    for part in ("accept", "leave"):
        assert client.post(f"/stands/waiting/{closed.id}/{part}").status_code == 404
    assert client.post(f"/stands/waiting/{office.fair(state='draft').id}/join").status_code == 404
