"""Who stands at a stand and what it needs; firms change it until the deadline."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.access import Role
from models import Account, Fair, Stand, StandStaff, db
from tests.factories import Office, sign_in_as
from tests.factories.office import NOW
from tests.inspection import InspectingClient

TYPED = {
    "desks": "2",
    "power": "y",
    "tables": "٣",
    "screens": "1",
    "interpreters": ["ar", "ti"],
    "needs": "Nahe am Eingang",
    "name_1": "Petra Öztürk",
    "speaks_1_1": "tr",
    "speaks_1_2": "en",
    "name_2": "",
    "speaks_2_1": "",
}


@pytest.fixture
def firm(client: InspectingClient, office: Office) -> Account:
    account = office.account(Role.EMPLOYER)
    sign_in_as(client, account)
    return account


def booked(client: InspectingClient, fair: Fair, **typed: object) -> int:
    return client.post(f"/stands/book/{fair.id}", data=TYPED | typed).status_code


def only_stand() -> Stand:
    return db.session.scalars(select(Stand).execution_options(populate_existing=True)).one()


@pytest.mark.usefixtures("firm")
def test_a_firm_says_who_comes_and_what_it_needs(client: InspectingClient, office: Office) -> None:
    assert booked(client, office.fair()) == 303
    stand = only_stand()
    assert (stand.power, stand.tables, stand.screens) == (True, 3, 1)
    assert stand.interpreters == ["ar", "ti"]
    assert [(one.name, one.languages) for one in stand.staff] == [("Petra Öztürk", ["tr", "en"])]
    page = client.page(f"/stands/{stand.id}")
    assert "Petra Öztürk" in page
    assert "Türkisch, Englisch" in page
    assert "Arabisch, Tigrinya" in page


@pytest.mark.usefixtures("firm")
def test_staff_come_and_go_and_a_free_row_waits(client: InspectingClient, office: Office) -> None:
    booked(client, office.fair(), name_2="Ali Demir", name_3="Eva Klein")
    stand = only_stand()
    edit = f"/stands/{stand.id}/edit"
    assert 'name="name_4"' in client.page(edit)
    left = {"desks": "2", "name_1": "Eva Klein", "name_2": "Neu Hier", "name_3": "Petra Öztürk"}
    assert client.post(edit, data=left).status_code == 303
    assert [one.name for one in only_stand().staff] == ["Eva Klein", "Neu Hier", "Petra Öztürk"]
    assert client.post(f"/stands/{stand.id}/cancel").status_code == 303
    assert db.session.scalar(select(StandStaff)) is None


@pytest.mark.usefixtures("firm")
@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name_1": ""}, "Wie heißt die Person"),
        ({"tables": "21"}, "Geben Sie eine Zahl von 0 bis 20 ein"),
        ({"screens": "viele"}, "Geben Sie eine Zahl von 0 bis 5 ein"),
        ({"interpreters": ["xx"]}, "Bitte wählen Sie neu"),
        ({"name_1": "x" * 121}, "höchstens 120 Zeichen"),
    ],
)
def test_what_cannot_be_is_said_and_the_rest_stays(
    client: InspectingClient, office: Office, typed: dict[str, object], sentence: str
) -> None:
    answer = client.post(f"/stands/book/{office.fair().id}", data=TYPED | typed)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert sentence in page
    assert "Nahe am Eingang" in page


@pytest.mark.usefixtures("firm")
def test_a_new_booking_begins_with_what_was_said_last_time(
    client: InspectingClient, office: Office
) -> None:
    booked(client, office.fair())
    page = client.page(f"/stands/book/{office.fair().id}")
    assert 'value="Petra Öztürk"' in page
    assert "Nahe am Eingang" in page


def test_after_the_deadline_only_the_office_changes_a_stand(
    client: InspectingClient, office: Office, firm: Account
) -> None:
    fair = office.fair(stand_deadline=NOW + timedelta(days=5))
    stand = office.stand(fair=fair, employer=firm.employer)
    assert "Sie können das ändern bis" in client.page(f"/stands/{stand.id}")
    fair.stand_deadline = NOW - timedelta(minutes=1)
    db.session.commit()
    assert "nicht mehr selbst ändern" in client.page(f"/stands/{stand.id}")
    for page in ("edit", "cancel"):
        assert client.post(f"/stands/{stand.id}/{page}", data=TYPED).status_code == 303
        assert "Die Frist für Änderungen ist vorbei" in client.page(f"/stands/{stand.id}")
    assert only_stand().desks == 1
