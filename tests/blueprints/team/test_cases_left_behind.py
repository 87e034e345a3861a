"""Whose caseworker left gets another one: a task of the team lead until nobody waits."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from domain.access import Role
from models import Account, Candidate, db
from services.staff_accounts import change_account, disable_account
from tests.factories import Office, sign_in_as
from tests.factories.office import NOW
from tests.inspection import InspectingClient

TEAM, TASKS = "/desk/team/", "/tasks/"
TASK = "Fälle neu zuweisen"


def disable(administrator: Account, caseworker: Account) -> None:
    disable_account(actor=administrator.actor, account_id=caseworker.id, now=NOW)


def make_officer(administrator: Account, caseworker: Account) -> None:
    change_account(
        actor=administrator.actor,
        account_id=caseworker.id,
        role=Role.OFFICER,
        office_id=caseworker.office_id,
        now=NOW,
    )


@pytest.mark.parametrize("leave", [disable, make_officer])
def test_the_cases_of_who_left_are_a_task_until_all_are_assigned(
    client: InspectingClient, office: Office, leave: Callable[[Account, Account], None]
) -> None:
    gone, stays = office.caseworker(name="Frau Gegangen"), office.caseworker()
    people = [office.candidate(caseworker=gone) for _number in range(2)]
    office.candidate(caseworker=stays)
    sign_in_as(client, office.account(Role.TEAM_LEAD))
    for page in (TEAM, TASKS):
        assert TASK not in client.page(page)

    leave(office.account(Role.ADMINISTRATOR), gone)

    where = f'href="{TEAM}?caseworker={gone.id}"'
    for page in (TEAM, TASKS):
        shown = client.page(page)
        assert TASK in shown
        assert where in shown
    for person in people:
        assert TASK in client.page(TASKS)
        told = {"people": [str(person.id)], "caseworker": str(stays.id)}
        assert client.post(f"{TEAM}?caseworker={gone.id}", data=told).status_code == 303
    for page in (TEAM, TASKS):
        assert TASK not in client.page(page)
    db.session.rollback()
    assert set(db.session.scalars(select(Candidate.caseworker_id))) == {stays.id}


def test_who_left_without_cases_or_with_cases_elsewhere_is_no_task_here(
    app: Flask, client: InspectingClient, office: Office
) -> None:
    elsewhere = office.office("Agentur für Arbeit")
    office.caseworker(disabled_at=NOW)
    away = office.caseworker(office=elsewhere, disabled_at=NOW)
    office.candidate(caseworker=away, office=elsewhere)
    sign_in_as(client, office.account(Role.TEAM_LEAD))
    assert TASK not in client.page(TEAM)
    assert "Nichts zu tun" in client.page(TASKS)
    other = InspectingClient(app)
    sign_in_as(other, office.account(Role.TEAM_LEAD, office=elsewhere))
    assert TASK in other.page(TASKS)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.CASEWORKER])
def test_nobody_but_the_team_lead_is_asked_to_assign(
    client: InspectingClient, office: Office, role: Role
) -> None:
    office.candidate(caseworker=office.caseworker(disabled_at=NOW))
    sign_in_as(client, office.account(role))
    assert TASK not in client.page(TASKS)
