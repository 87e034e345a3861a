"""The page and the commands of the fairness report."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from flask import Flask

from domain.access import Role
from domain.languages import LanguageLevel
from models import db
from services.ranked_lists import refresh_lists
from tests.factories import Office, sign_in_as
from tests.inspection import InspectingClient
from tests.statements import BUDGET, counted_statements


@pytest.fixture
def lists(office: Office) -> None:
    office.position(title="Tischler")
    for number in range(24):
        office.candidate(
            sex="female" if number % 2 else "male",
            work=(("Tischler", "22342", number),),
            german_level=LanguageLevel.B1,
        )
    refresh_lists(now=datetime.now(UTC))


def test_a_team_lead_sees_plots_with_their_tables(
    client: InspectingClient, office: Office, lists: None
) -> None:
    sign_in_as(client, office.account(Role.TEAM_LEAD))
    html = client.page("/desk/fairness")
    assert "Aufmerksamkeit je Kopf" in html
    assert html.count("<svg") >= 2
    assert "weiblich" in html
    assert "was ein Mindestanteil für eine Gruppe kosten würde" in html


def test_without_lists_the_page_says_what_is_missing(
    client: InspectingClient, office: Office
) -> None:
    sign_in_as(client, office.account(Role.TEAM_LEAD))
    assert "Noch gibt es nichts zu messen" in client.page("/desk/fairness")


@pytest.mark.parametrize("role", [Role.OFFICER, Role.CASEWORKER, Role.ADMINISTRATOR])
def test_nobody_else_reads_it(client: InspectingClient, office: Office, role: Role) -> None:
    sign_in_as(client, office.account(role))
    assert client.get("/desk/fairness").status_code == 404


def test_the_page_keeps_its_budget_of_statements(
    client: InspectingClient, office: Office, lists: None
) -> None:
    sign_in_as(client, office.account(Role.TEAM_LEAD))
    client.page("/desk/fairness")
    db.session.remove()
    with counted_statements() as sent:
        client.page("/desk/fairness")
    assert len(sent) <= BUDGET


def test_the_command_prints_the_report_and_the_same_as_json(app: Flask, lists: None) -> None:
    plain = app.test_cli_runner().invoke(args=["fairness", "report"])
    assert plain.exit_code == 0
    assert "female" in plain.output
    told = json.loads(app.test_cli_runner().invoke(args=["fairness", "report", "--json"]).output)
    assert told["people"] == 24
    assert {one["trait"] for one in told["traits"]} == {"sex", "age", "residence"}


def test_an_empty_office_gets_one_line_and_a_status(app: Flask, office: Office) -> None:
    for command in ("report", "audit"):
        answer = app.test_cli_runner().invoke(args=["fairness", command])
        assert answer.exit_code == 1
        assert "Traceback" not in answer.output


def test_the_audit_says_what_was_swapped(app: Flask, lists: None) -> None:
    answer = app.test_cli_runner().invoke(args=["fairness", "audit"])
    assert answer.exit_code == 0
    assert "sex\t" in answer.output
    assert "moves nobody" in answer.output
