"""The pages and commands of learning: who may what, and what the workbench says of it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import select

from domain.access import Role
from models import Account, LearnedVersion, LearningBasis, Position, db
from services.learning.releasing import release_version
from services.learning.training import train_version
from services.ranking_weights import weights_in_use
from tests.factories import Office, sign_in_as
from tests.factories.decided import BASIS, decided, switched_on
from tests.inspection import InspectingClient

NOW = datetime.now(UTC)


@pytest.fixture
def lead(client: InspectingClient, office: Office) -> Account:
    account = office.account(Role.TEAM_LEAD, name="Ute Leitung", email="lead@example.org")
    sign_in_as(client, account)
    return account


@pytest.fixture
def version(lead: Account, office: Office) -> LearnedVersion:
    switched_on(lead.actor, NOW)
    decided(office, office.officer().actor, NOW)
    return train_version(now=NOW)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.CASEWORKER])
def test_the_office_reads_how_learning_stands_and_switches_nothing(
    client: InspectingClient, office: Office, role: Role
) -> None:
    sign_in_as(client, office.account(role))
    html = client.page("/desk/learning")
    assert "nicht eingetragen" in html
    assert "Rechtsgrundlage eintragen" not in html
    assert client.post("/desk/learning/switch", data={"basis": BASIS}).status_code == 404
    assert client.post("/desk/learning/return", data={"seen": "0"}).status_code == 404


def test_a_team_lead_records_the_basis_by_name_and_ends_it_again(
    client: InspectingClient, lead: Account
) -> None:
    assert "§ 67c SGB X" in client.page("/desk/learning/switch")
    empty = client.post("/desk/learning/switch", data={"basis": " ", "seen": "0"})
    assert (empty.status_code, "Dieses Feld wird gebraucht." in empty.text) == (422, True)
    client.post("/desk/learning/switch", data={"basis": BASIS, "seen": "0"})
    html = client.page("/desk/learning")
    assert BASIS in html
    assert "Ute Leitung" in html
    late = client.post("/desk/learning/switch", data={"basis": "Ende", "seen": "0"})
    assert (late.status_code, "Inzwischen hat sich etwas geändert" in late.text) == (422, True)
    client.post("/desk/learning/switch", data={"basis": "Ende", "seen": "1"})
    states = db.session.scalars(select(LearningBasis.is_on).order_by(LearningBasis.number)).all()
    assert states == [True, False]


def test_the_card_says_what_was_learned_and_a_release_needs_a_reason(
    client: InspectingClient, version: LearnedVersion
) -> None:
    html = client.page("/desk/learning/1")
    for words in ("400: 200 angenommen", "Richtig geordnete Paare", "Grenzen", "Freigeben"):
        assert words in html
    assert client.post("/desk/learning/1/release", data={"seen": "0"}).status_code == 422
    done = client.post("/desk/learning/1/release", data={"reason": "Besprochen", "seen": "0"})
    assert done.status_code == 303
    assert weights_in_use().learned is not None
    assert "gelernte Gewichte, Fassung 1" in client.page("/desk/learning")
    assert "gelernt, Fassung 1" in client.page("/desk/weights")
    assert client.post("/desk/learning/return", data={"seen": "1"}).status_code == 303
    assert weights_in_use().learned is None
    again = client.post("/desk/learning/return", data={"seen": "1"}, follow_redirects=True)
    assert "Inzwischen gelten andere Gewichte" in again.text
    assert client.get("/desk/learning/99").status_code == 404


def test_how_groups_fare_stands_on_a_card_only_for_who_reads_the_fairness_report(
    client: InspectingClient, office: Office, version: LearnedVersion
) -> None:
    assert "Gruppen auf den heutigen Listen" in client.page("/desk/learning/1")
    sign_in_as(client, office.officer())
    card = client.page("/desk/learning/1")
    assert "Wie oft angenommen wurde" in card
    assert "Gruppen auf den heutigen Listen" not in card


def test_a_version_that_is_held_back_or_overtaken_offers_no_release(
    client: InspectingClient, office: Office, lead: Account
) -> None:
    switched_on(lead.actor, NOW)
    decided(office, office.officer().actor, NOW, lists=2)
    train_version(now=NOW)
    html = client.page("/desk/learning/1")
    assert "Zurückgehalten" in html
    assert 'id="release"' not in html
    late = client.post("/desk/learning/1/release", data={"reason": "Doch", "seen": "0"})
    assert (late.status_code, "Zu wenige Listen" in late.text) == (422, True)


def test_the_workbench_says_that_weights_are_learned_and_how_many_like_this_were_accepted(
    client: InspectingClient, office: Office, version: LearnedVersion, lead: Account
) -> None:
    position = office.position(title="Tischler für Küchen")
    office.candidate(work=(("Tischler", "22342", 4),))
    officer = office.officer()
    sign_in_as(client, officer)
    before = client.page(url_of(position))
    assert "Gewichte gelernt" not in before
    assert "Gewichte von einem Menschen festgelegt, nicht gelernt" in before
    assert "von 10 angenommen" not in before
    release_version(actor=lead.actor, number=1, reason="Besprochen", seen=0, now=NOW)
    after = client.page(url_of(position))
    assert "Gewichte gelernt (Fassung 1 des Lernens" in after
    assert "von 10 angenommen, also vorgeschlagen" in after
    assert "(zwischen" in after


def url_of(position: Position) -> str:
    return f"/desk/matches/positions/{position.id}"


def test_the_commands_say_in_one_line_what_is_and_what_is_missing(
    app: Flask, office: Office, lead: Account
) -> None:
    def told(*args: str) -> tuple[int, str]:
        done = app.test_cli_runner().invoke(args=["learning", *args])
        return done.exit_code, done.output

    assert "off: nobody recorded the legal basis" in told("status")[1]
    code, text = told("train")
    assert (code, text.count("\n"), "legal basis" in text) == (1, 1, True)
    switched_on(lead.actor, NOW)
    assert "has been decided yet" in told("train")[1]
    decided(office, office.officer().actor, NOW)
    assert "may be released" in told("train")[1]
    asked = ("release", "1", "--reason", "Besprochen", "--as")
    assert "nobody's active account" in told(*asked, "nobody@example.org")[1]
    officer = office.officer(email="officer@example.org")
    assert f"{officer.name} may not set weights" in told(*asked, "officer@example.org")[1]
    assert "There is no version 8" in told("release", "8", *asked[2:], "lead@example.org")[1]
    assert told(*asked, "lead@example.org") == (0, "Version 1 counts as weights 1.\n")
    assert "learned version 1" in told("status")[1]
    assert told("return", "--as", "lead@example.org")[0] == 0
    assert "compared with older weights" in told("status")[1]
    assert "nothing to return from" in told("return", "--as", "lead@example.org")[1]
