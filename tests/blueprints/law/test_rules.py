"""The page of coming rules: who enters, who reviews, and what is typed wrong."""

from __future__ import annotations

import pytest

from domain.access import Role
from models import Account, OfficeRule, db
from tests.factories import Office, sign_in_as
from tests.inspection import InspectingClient

TYPED = {
    "document": "ae_24",
    "activities": ["employment", "self_employment"],
    "valid_from": ["4", "3", "2027"],
    "valid_to": ["", "", ""],
    "access": "permit_required",
    "waiting_months": "",
    "clock": "",
    "cite": "§ 24 AufenthG",
    "source": "BGBl. 2027 I Nr. 1",
    "confidence": "medium",
    "condition": "",
}


@pytest.fixture
def lead(office: Office, client: InspectingClient) -> Account:
    account = office.account(Role.TEAM_LEAD)
    sign_in_as(client, account)
    return account


def stored() -> list[OfficeRule]:
    return db.session.query(OfficeRule).order_by(OfficeRule.id).all()


def test_the_team_lead_enters_a_rule_for_two_activities(
    client: InspectingClient, lead: Account
) -> None:
    answer = client.post("/desk/rules/new", data=TYPED)
    assert (answer.status_code, answer.location) == (303, "/desk/rules/")
    page = client.get("/desk/rules/").text
    assert "Beschäftigung" in page
    assert "Selbständigkeit" in page
    assert "ab 04.03.2027" in page
    assert "Von Ihnen; eine zweite Person prüft." in page
    assert [rule.reviewed_at for rule in stored()] == [None, None]


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"document": ""}, "Dieses Feld wird gebraucht."),
        ({"activities": []}, "Kreuzen Sie mindestens eine Tätigkeit an."),
        ({"valid_from": ["30", "2", "2027"]}, "Diesen Tag gibt es nicht."),
        ({"valid_from": ["4", "3", "27"]}, "Jahr zwischen 2014 und 2099"),
        ({"valid_to": ["3", "3", "2027"]}, "Der letzte Tag liegt vor dem ersten."),
        ({"waiting_months": "3"}, "Wählen Sie, was die Wartezeit beginnen lässt."),
        ({"waiting_months": "3", "access": "prohibited"}, "hat keine Wartezeit"),
        ({"waiting_months": "999"}, "120"),
        ({"cite": " "}, "Dieses Feld wird gebraucht."),
    ],
)
def test_what_is_typed_wrong_is_said_beside_the_field_and_stays(
    client: InspectingClient, lead: Account, changed: dict[str, object], says: str
) -> None:
    answer = client.post("/desk/rules/new", data=TYPED | changed)
    assert answer.status_code == 422
    assert says in answer.text
    assert "BGBl. 2027 I Nr. 1" in answer.text
    assert stored() == []


def test_a_second_person_reviews_and_the_rule_counts(
    client: InspectingClient, lead: Account, office: Office
) -> None:
    client.post("/desk/rules/new", data=TYPED)
    first, second = stored()
    client.post(f"/desk/rules/{first.id}/review")
    assert "Ihre eigene Regel prüft eine zweite Person." in client.get("/desk/rules/").text
    sign_in_as(client, office.officer())
    client.post(f"/desk/rules/{first.id}/review")
    page = client.get("/desk/rules/").text
    assert "Geprüft. Die Regel zählt ab jetzt." in page
    assert "Regel eintragen" not in page
    db.session.expire_all()
    assert [rule.reviewed_at is not None for rule in (first, second)] == [True, False]


def test_a_discarded_draft_is_gone_from_the_list_and_stays_in_the_table(
    client: InspectingClient, lead: Account
) -> None:
    client.post("/desk/rules/new", data=TYPED | {"activities": ["employment"]})
    client.post(f"/desk/rules/{stored()[0].id}/discard")
    assert "Kein Entwurf wartet." in client.get("/desk/rules/").text
    assert len(stored()) == 1


def test_a_caseworker_does_not_enter_the_law(client: InspectingClient, office: Office) -> None:
    sign_in_as(client, office.caseworker())
    assert client.get("/desk/rules/").status_code == 404
    assert client.post("/desk/rules/new", data=TYPED).status_code == 404
