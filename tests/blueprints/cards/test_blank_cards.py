"""Cards printed in advance: the first to sign up with one holds it, and nobody twice."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from domain.codes import spaced
from domain.errors import CodeRefused
from models import BlankCard, Candidate, Fair, PersonalCode, Registration, db, transactional
from services.blank_cards import issue_cards, use_card
from tests.blueprints.sign_up.test_way_to_a_place import TAILOR, address, answer, confirm
from tests.factories import Office, sign_in_as
from tests.factories.office import NOW
from tests.inspection import InspectingClient


@pytest.fixture
def fair(office: Office) -> Fair:
    office.office()
    return office.fair()


@pytest.fixture
def card(office: Office) -> str:
    batch = issue_cards(actor=office.officer().actor, count=3, now=NOW)
    found = db.session.scalars(select(BlankCard.code).where(BlankCard.batch == batch)).first()
    assert found is not None
    return found


def sign_up(client: InspectingClient, fair: Fair, name: str) -> str:
    answer(client, fair, "work", "occupation", area="sewing")
    answer(client, fair, "occupation", "german", occupation=TAILOR, years="5")
    answer(client, fair, "german", "firms", german="A2")
    answer(client, fair, "firms", "needs")
    answer(client, fair, "needs", "contact")
    answer(client, fair, "contact", "check", neither="1")
    return confirm(client, fair, given_name=name)


def test_officers_print_the_cards_nobody_holds(client: InspectingClient, office: Office) -> None:
    sign_in_as(client, office.officer())
    assert "Noch keine Karten" in client.page("/desk/cards/")
    for wrong in ("", "0", "9999", "x"):
        assert client.post("/desk/cards/", data={"count": wrong}).status_code == 422
    made = client.post("/desk/cards/", data={"count": "٣"})
    assert made.status_code == 303
    codes = list(db.session.scalars(select(BlankCard.code)))
    assert len(set(codes)) == 3
    sheet = client.page(str(made.location))
    assert all(spaced(code) in sheet for code in codes)
    take(codes[0])
    assert spaced(codes[0]) not in client.page(str(made.location))
    assert client.get("/desk/cards/K7M4PQ9XT").status_code == 404


@transactional
def take(code: str) -> None:
    use_card(code, now=NOW)


def test_a_scanned_card_leads_to_the_fairs(client: InspectingClient, fair: Fair, card: str) -> None:
    assert f"/fairs/{fair.slug}/register/card?code={card}" in client.page(f"/t/{card}")


def test_the_card_becomes_the_ticket_of_who_signs_up(
    client: InspectingClient, fair: Fair, card: str
) -> None:
    page = address(fair, "card")
    assert client.post(page, data={"code": card}).status_code == 422
    typed = {"code": spaced(card).lower(), "birth_year": "1990"}
    assert client.post(page, data=typed).location == address(fair, "work")
    assert sign_up(client, fair, "أمل") == f"/t/{card}"
    amal = db.session.scalars(select(Candidate)).one()
    assert amal.birth_year == 1990
    assert db.session.scalars(select(PersonalCode.code)).all() == [card]

    wrong = client.post(page, data={"code": card, "birth_year": "1991"})
    assert "passen nicht zusammen" in wrong.get_data(as_text=True)
    again = client.post(page, data={"code": card, "birth_year": "1990"})
    assert again.status_code == 303
    assert db.session.scalar(select(func.count()).select_from(Candidate)) == 1


def test_two_people_with_one_card_make_one_ticket_of_it(
    client: InspectingClient, fair: Fair, card: str
) -> None:
    client.post(address(fair, "card"), data={"code": card, "birth_year": "1990"})
    take(card)
    for step, typed in (
        ("work", {"area": "sewing"}),
        ("occupation", {"occupation": TAILOR, "years": "5"}),
        ("german", {"german": "A2"}),
        ("firms", {}),
        ("needs", {}),
        ("contact", {"neither": "1"}),
    ):
        client.post(address(fair, step), data=typed)
    late = client.post(address(fair, "check"), data={"agree": "y", "given_name": "Omar"})
    assert late.location == address(fair, "card")
    assert "Diese Karte gehört schon jemandem" in client.page(str(late.location))
    assert db.session.scalars(select(Registration)).all() == []
    assert db.session.scalars(select(Candidate)).all() == []


def test_a_card_is_taken_once(app: object, card: str) -> None:
    take(card)
    with pytest.raises(CodeRefused):
        take(card)


def test_the_years_of_one_card_cannot_be_tried_from_many_machines(
    client: InspectingClient, office: Office, fair: Fair
) -> None:
    code = office.candidate(birth_year=1990).personal_codes[0].code
    for number in range(10):
        elsewhere = {"REMOTE_ADDR": f"192.0.2.{number}"}
        typed = {"code": code, "birth_year": str(1950 + number)}
        client.post(address(fair, "card"), data=typed, environ_overrides=elsewhere)
    right = {"code": code, "birth_year": "1990"}
    answered = client.post(
        address(fair, "card"), data=right, environ_overrides={"REMOTE_ADDR": "192.0.2.99"}
    )
    assert "Zu viele Versuche" in answered.get_data(as_text=True)
