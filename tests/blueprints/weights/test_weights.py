"""The weights are there for the office to read; a team lead changes them with a reason."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from domain.access import Role
from domain.errors import Outdated, RuleBroken
from matching.scorecard import Weights
from models import Account, AuditEntry, RankingMark, RankingWeights, db
from services.ranking_weights import set_weights, weights_in_use
from tests.factories import Office, sign_in_as
from tests.factories.office import NOW
from tests.inspection import InspectingClient

SHIPPED = {name: f"{value:g}" for name, value in Weights().points().items()}
CHANGED = SHIPPED | {"occupation": "30", "german": "20"}


@pytest.fixture
def lead(client: InspectingClient, office: Office) -> Account:
    account = office.account(Role.TEAM_LEAD, name="Ute Leitung")
    sign_in_as(client, account)
    return account


def told(**values: str) -> dict[str, str]:
    return CHANGED | {"reason": "Deutsch zählt in der Produktion mehr", "seen": "0"} | values


@pytest.mark.parametrize("role", [Role.OFFICER, Role.CASEWORKER])
def test_whoever_reads_lists_reads_the_weights_and_changes_none(
    client: InspectingClient, office: Office, role: Role
) -> None:
    sign_in_as(client, office.account(role))
    html = client.page("/desk/weights")
    assert "Beruf" in html
    assert "Gewichte ändern" not in html
    assert client.post("/desk/weights/change", data=told()).status_code == 404
    assert db.session.scalar(select(RankingWeights)) is None


def test_a_team_lead_publishes_weights_with_a_reason_that_everybody_reads(
    client: InspectingClient, lead: Account
) -> None:
    assert client.post("/desk/weights/change", data=told()).status_code == 303
    use = weights_in_use()
    assert (use.number, use.weights.occupation, use.weights.german) == (1, 30.0, 20.0)
    html = client.page("/desk/weights")
    assert "Deutsch zählt in der Produktion mehr" in html
    assert "Ute Leitung" in html
    assert use.version in html
    entry = db.session.scalars(
        select(AuditEntry).where(AuditEntry.action == "ranking_weights.set")
    ).one()
    assert entry.account_id == lead.id
    assert [one.about for one in db.session.scalars(select(RankingMark))] == ["weights"]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"german": "21"}, "Zusammen sind es 101 Punkte; es müssen 100 sein."),
        ({"german": "-5"}, "Geben Sie eine Zahl von 0 bis 100 ein."),
        ({"german": ""}, "Dieses Feld wird gebraucht."),
        ({"reason": "  "}, "Dieses Feld wird gebraucht."),
    ],
)
def test_what_cannot_be_is_said_beside_the_field_and_nothing_typed_is_lost(
    client: InspectingClient, lead: Account, wrong: dict[str, str], sentence: str
) -> None:
    answer = client.post("/desk/weights/change", data=told(**wrong))
    html = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert sentence in html
    assert 'value="30"' in html
    assert db.session.scalar(select(RankingWeights)) is None


def test_a_weight_of_nothing_is_shown_as_nothing(client: InspectingClient, lead: Account) -> None:
    without = told(occupation="33", wish="0")
    assert client.post("/desk/weights/change", data=without).status_code == 303
    assert 'value="0"' in client.page("/desk/weights/change")


def test_the_second_of_two_is_told_and_sees_what_the_first_published(
    client: InspectingClient, lead: Account
) -> None:
    client.post("/desk/weights/change", data=told())
    again = client.post("/desk/weights/change", data=told(occupation="20", level="20"))
    html = again.get_data(as_text=True)
    assert again.status_code == 422
    assert "Inzwischen hat jemand andere Gewichte veröffentlicht" in html
    assert 'name="seen" type="hidden" value="1"' in html
    assert weights_in_use().number == 1


def test_weights_are_never_overwritten_and_never_half(app: Flask, office: Office) -> None:
    actor = office.account(Role.TEAM_LEAD).actor
    points = Weights().points()
    set_weights(actor=actor, points=points, reason="eins", seen=0, now=NOW)
    with pytest.raises(Outdated):
        set_weights(actor=actor, points=points, reason="zwei", seen=0, now=NOW)
    for wrong in ({"occupation": 100.0}, points | {"wish": -1.0}, points | {"wish": 9.0}):
        with pytest.raises(RuleBroken):
            set_weights(actor=actor, points=wrong, reason="drei", seen=1, now=NOW)
    with pytest.raises(RuleBroken):
        set_weights(actor=actor, points=points, reason=" ", seen=1, now=NOW)
    assert weights_in_use().number == 1
