"""A firm books its stand at a fair."""

import pytest
from sqlalchemy import select

from domain.access import Role
from domain.employers import EmployerState
from domain.errors import AlreadyThere, FairFull
from domain.fairs import FairState
from models import Account, Fair, FairWish, Interview, Letter, Stand, db
from services.stands import StandFacts, book_stand
from tests.factories import Office, sign_in_as
from tests.factories.office import NOW
from tests.inspection import InspectingClient, answer_without_address


@pytest.fixture
def firm(office: Office) -> Account:
    return office.account(Role.EMPLOYER)


@pytest.fixture
def fair(office: Office) -> Fair:
    return office.fair(stand_capacity=2)


def book(client: InspectingClient, fair: Fair, **typed: str) -> int:
    data = {"desks": "٢", "needs": "Strom"} | typed
    return client.post(f"/stands/book/{fair.id}", data=data).status_code


def test_a_stand_is_booked_once_and_confirmed(
    client: InspectingClient, firm: Account, fair: Fair
) -> None:
    sign_in_as(client, firm)
    assert "Stand buchen" in client.page("/stands")
    client.page(f"/stands/book/{fair.id}")
    assert book(client, fair) == 303
    assert book(client, fair) == 303
    db.session.rollback()
    stand = db.session.scalars(select(Stand)).one()
    assert (stand.number, stand.desks, stand.needs, fair.stands_taken) == (1, 2, "Strom", 1)
    assert list(db.session.scalars(select(Letter.kind))) == ["stand-booked"]
    assert "Ihr Stand" in client.page("/stands")
    assert "Strom" in client.page(f"/stands/{stand.id}")
    again = client.get(f"/stands/book/{fair.id}")
    assert (again.status_code, again.location) == (303, f"/stands/{stand.id}")


def test_a_full_fair_takes_no_more_stands_and_keeps_what_was_typed(
    client: InspectingClient, office: Office, firm: Account, fair: Fair
) -> None:
    for _ in range(2):
        other = office.employer()
        book_stand(actor=firm.actor, employer=other, fair=fair, facts=StandFacts(1), now=NOW)
    with pytest.raises(FairFull):
        book_stand(
            actor=firm.actor, employer=office.employer(), fair=fair, facts=StandFacts(1), now=NOW
        )
    sign_in_as(client, firm)
    answer = client.post(f"/stands/book/{fair.id}", data={"desks": "3", "needs": "Eine Wand"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Alle Stände sind vergeben" in page
    assert "Eine Wand" in page
    assert fair.stands_taken == 2


def test_a_second_stand_of_one_firm_gives_its_place_back(
    office: Office, firm: Account, fair: Fair
) -> None:
    employer = firm.employer
    assert employer is not None
    book_stand(actor=firm.actor, employer=employer, fair=fair, facts=StandFacts(1), now=NOW)
    with pytest.raises(AlreadyThere):
        book_stand(actor=firm.actor, employer=employer, fair=fair, facts=StandFacts(1), now=NOW)
    assert fair.stands_taken == 1


@pytest.mark.parametrize("state", [FairState.CLOSED, FairState.CANCELLED])
def test_a_fair_that_is_not_open_takes_no_stand(
    client: InspectingClient, office: Office, firm: Account, state: FairState
) -> None:
    sign_in_as(client, firm)
    assert book(client, office.fair(state=state)) == 422
    assert db.session.scalar(select(Stand)) is None


def test_a_draft_does_not_exist_for_a_firm(
    client: InspectingClient, office: Office, firm: Account
) -> None:
    sign_in_as(client, firm)
    assert book(client, office.fair(state=FairState.DRAFT)) == 404


@pytest.mark.parametrize("state", [EmployerState.REFUSED, EmployerState.BLOCKED])
def test_a_firm_that_is_shut_out_books_no_stand(
    client: InspectingClient, office: Office, fair: Fair, state: EmployerState
) -> None:
    shut = office.employer(state=state)
    sign_in_as(client, office.account(Role.EMPLOYER, employer=shut))
    assert book(client, fair) == 422


def test_a_firm_that_waits_for_its_verification_prepares_a_stand_that_nobody_sees_yet(
    client: InspectingClient, office: Office, fair: Fair
) -> None:
    waiting = office.employer(state=EmployerState.PENDING, name="Wartewerk")
    sign_in_as(client, office.account(Role.EMPLOYER, employer=waiting))
    assert "noch nicht geprüft" in client.page(f"/stands/book/{fair.id}")
    assert book(client, fair) == 303
    assert "Wartewerk" not in client.page(f"/fairs/{fair.slug}")
    sign_in_as(client, office.officer())
    client.post(f"/firms/{waiting.id}/verify")
    assert "Wartewerk" in client.page(f"/fairs/{fair.slug}")


@pytest.mark.parametrize("desks", ["0", "11", "", "viele", "9" * 4000, "\x00"])
def test_a_wrong_number_of_desks_is_answered_in_words(
    client: InspectingClient, firm: Account, fair: Fair, desks: str
) -> None:
    sign_in_as(client, firm)
    assert book(client, fair, desks=desks) == 422


def test_a_stand_is_changed_and_given_back(
    client: InspectingClient, office: Office, firm: Account, fair: Fair
) -> None:
    sign_in_as(client, firm)
    book(client, fair)
    stand = db.session.scalars(select(Stand)).one()
    edited = client.post(f"/stands/{stand.id}/edit", data={"desks": "1", "needs": ""})
    assert edited.status_code == 303
    registration = office.registration(fair=fair)
    db.session.add(FairWish(registration_id=registration.id, stand_id=stand.id))
    db.session.commit()
    client.page(f"/stands/{stand.id}/cancel")
    assert client.post(f"/stands/{stand.id}/cancel").status_code == 303
    db.session.rollback()
    assert db.session.scalar(select(Stand)) is None
    assert fair.stands_taken == 0
    assert client.post(f"/stands/{stand.id}/cancel").status_code == 404


def test_a_stand_with_talks_stays_until_the_office_has_moved_them(
    client: InspectingClient, office: Office, firm: Account, fair: Fair
) -> None:
    stand = office.stand(fair=fair, employer=firm.employer, desks=2)
    position = office.position(employer_id=firm.employer_id)
    proposal = office.proposal(position=position)
    talk = Interview(
        stand_id=stand.id,
        desk=2,
        starts_at=fair.starts_at,
        candidate_id=proposal.candidate_id,
        position_id=position.id,
        booked_by_id=office.officer().id,
        booked_at=NOW,
    )
    db.session.add(talk)
    db.session.commit()
    sign_in_as(client, firm)
    assert proposal.reference in client.page(f"/stands/{stand.id}")
    assert client.post(f"/stands/{stand.id}/cancel").status_code == 303
    fewer = client.post(f"/stands/{stand.id}/edit", data={"desks": "1"})
    assert fewer.status_code == 422
    db.session.rollback()
    assert db.session.scalar(select(Stand.desks)) == 2


def test_the_stand_of_another_firm_does_not_exist(
    client: InspectingClient, office: Office, firm: Account
) -> None:
    foreign = office.stand()
    sign_in_as(client, firm)
    for path in ("", "/edit", "/cancel"):
        missing = answer_without_address(client, f"/stands/2147483647{path}")
        assert answer_without_address(client, f"/stands/{foreign.id}{path}") == missing
        if path:
            assert client.post(f"/stands/{foreign.id}{path}").status_code == 404
