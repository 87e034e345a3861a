"""`flask admin create` makes the first account, or says in one line why not."""

import re

import pytest
from flask import Flask

from domain.access import Role
from models import Account, db
from services.installation import mark_as_demo
from tests.factories.keys import PASSWORD
from tests.inspection import InspectingClient


def create(app: Flask, *arguments: str) -> tuple[int, str]:
    result = app.test_cli_runner().invoke(args=["admin", "create", *arguments])
    return result.exit_code, result.output


def test_the_printed_link_sets_the_password_of_the_first_administrator(
    app: Flask, client: InspectingClient
) -> None:
    status, output = create(app, "Chefin@Example.org", "--name", "Erika Muster")
    assert status == 0
    found = re.search(r"http://127.0.0.1:8000(/password/\S+)", output)
    assert found
    secret = {"password": PASSWORD, "repeated": PASSWORD}
    assert client.post(found[1], data=secret).status_code == 303
    account = db.session.query(Account).one()
    assert (account.email, account.role) == ("chefin@example.org", Role.ADMINISTRATOR)
    answer = client.post("/sign-in", data={"email": account.email, "password": PASSWORD})
    assert answer.location == "/sign-in/app"


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["kein", "--name", "Erika"], "is no e-mail address"),
        (["a" * 300 + "@example.org", "--name", "Erika"], "is no e-mail address"),
        (["chefin@example.org", "--name", " \x07 "], "--name needs"),
        (["chefin@example.org", "--name", "x" * 121], "--name needs"),
        (["taken@example.org", "--name", "Erika"], "has an account already"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(
    app: Flask, arguments: list[str], reason: str
) -> None:
    create(app, "taken@example.org", "--name", "Erste")
    status, output = create(app, *arguments)
    assert status != 0
    assert reason in output
    assert len(output.strip().splitlines()) == 1
    assert db.session.query(Account).count() == 1


def test_a_demo_gets_no_real_account(app: Flask) -> None:
    mark_as_demo()
    status, output = create(app, "chefin@example.org", "--name", "Erika")
    assert status != 0
    assert "demo" in output
    assert db.session.query(Account).count() == 0
