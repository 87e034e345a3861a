"""Signing in with e-mail and password: what works, what is refused, what nobody learns."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from domain.keys import ADDRESS_TRIES, PASSWORD_TRIES
from models import Attempt, LoginSession, db, transactional
from tests.factories import Office
from tests.factories.keys import PASSWORD, with_password
from tests.inspection import InspectingClient

WRONG = "E-Mail-Adresse oder Passwort stimmt nicht."


def sign_in(client: InspectingClient, email: str, password: str = PASSWORD, **query: str):
    return client.post("/sign-in", data={"email": email, "password": password}, query_string=query)


@pytest.fixture
def firm(office: Office):
    from domain.access import Role

    return with_password(office.account(Role.EMPLOYER, email="chef@example.org"))


def is_in(client: InspectingClient) -> bool:
    return client.get("/account").status_code == 200


def test_an_employer_signs_in_with_the_right_password(client: InspectingClient, firm) -> None:
    assert not is_in(client)
    answer = sign_in(client, " Chef@Example.org ")
    assert answer.status_code == 303
    assert is_in(client)
    assert "chef@example.org" in client.page("/account")


@pytest.mark.parametrize("email", ["chef@example.org", "nobody@example.org", "fired@example.org"])
def test_a_wrong_password_an_unknown_and_a_disabled_account_look_the_same(
    client: InspectingClient, office: Office, firm, email: str
) -> None:
    from domain.access import Role
    from tests.factories.office import NOW

    with_password(office.account(Role.EMPLOYER, email="fired@example.org", disabled_at=NOW))
    password = PASSWORD if email.startswith("fired") else "drei kleine Semmeln"
    answer = sign_in(client, email, password)
    assert answer.status_code == 422
    told = without_token(answer.get_data(as_text=True)).replace(email, "E")
    control = without_token(sign_in(client, "someone@example.org", "x").get_data(as_text=True))
    assert told == control.replace("someone@example.org", "E")
    assert WRONG in told
    assert not is_in(client)


def test_what_was_typed_stays_except_the_password(client: InspectingClient) -> None:
    page = sign_in(client, "jemand@example.org", "geheimes Wort").get_data(as_text=True)
    assert 'value="jemand@example.org"' in page
    assert "geheimes Wort" not in page


def test_after_ten_wrong_tries_even_the_right_password_has_to_wait(
    client: InspectingClient, firm
) -> None:
    for _ in range(PASSWORD_TRIES.most):
        assert WRONG in sign_in(client, firm.email, "falsch").get_data(as_text=True)
    answer = sign_in(client, firm.email)
    assert "warten Sie 15 Minuten" in answer.get_data(as_text=True)
    assert not is_in(client)
    make_older(timedelta(minutes=15))
    assert sign_in(client, firm.email).status_code == 303


def test_a_right_password_forgets_the_wrong_ones(client: InspectingClient, firm) -> None:
    for _ in range(2):
        for _ in range(PASSWORD_TRIES.most - 1):
            sign_in(client, firm.email, "falsch")
        assert sign_in(client, firm.email).status_code == 303
        client.post("/sign-out")


def test_only_a_demo_shows_accounts_to_try(client: InspectingClient, app: Flask) -> None:
    assert "demo.example.org" not in client.page("/sign-in")
    app.extensions["demo_mode"] = True
    assert "yildirim@demo.example.org" in client.page("/sign-in")


def test_one_network_address_cannot_try_many_accounts(client: InspectingClient, firm) -> None:
    from services.limits import note_try

    for _ in range(ADDRESS_TRIES.most):
        note_try(ADDRESS_TRIES.kind, "127.0.0.1", now=datetime.now(UTC))
    assert "warten Sie 15 Minuten" in sign_in(client, firm.email).get_data(as_text=True)


def test_signing_in_gives_a_new_token_and_signing_out_ends_it(
    client: InspectingClient, firm
) -> None:
    sign_in(client, firm.email)
    first = token_of(client)
    stolen = {"_user_id": first}
    client.post("/sign-out")
    assert not is_in(client)
    sign_in(client, firm.email)
    assert token_of(client) != first
    assert not is_in(with_cookie(client.application, stolen))


def test_a_disabled_account_is_out_at_its_next_request(client: InspectingClient, firm) -> None:
    sign_in(client, firm.email)
    assert is_in(client)
    disable(firm)
    assert not is_in(client)


@pytest.mark.parametrize(
    ("wanted", "reached"),
    [
        ("/account?a=1", "/account?a=1"),
        ("https://elsewhere.example/", None),
        ("//elsewhere.example", None),
        ("/\\elsewhere.example", None),
        ("/\t/elsewhere.example", None),
        ("javascript:alert(1)", None),
        ("/" + "a" * 600, None),
    ],
)
def test_after_signing_in_only_pages_of_ours_are_reached(
    client: InspectingClient, firm, wanted: str, reached: str | None
) -> None:
    answer = sign_in(client, firm.email, next=wanted)
    assert answer.status_code == 303
    if reached:
        assert answer.location == reached
    else:
        assert "elsewhere" not in answer.location
        assert answer.location.startswith("/")


def test_who_is_signed_in_ends_another_browser_but_not_one_of_others(
    client: InspectingClient, office: Office, firm, app: Flask
) -> None:
    from domain.access import Role
    from tests.factories import sign_in_as

    elsewhere, stranger = InspectingClient(app), InspectingClient(app)
    sign_in_as(stranger, office.account(Role.EMPLOYER))
    sign_in(client, firm.email)
    sign_in(elsewhere, firm.email)
    theirs, here, there = [row.id for row in db.session.query(LoginSession).order_by("id")]
    assert client.post(f"/account/sessions/{theirs}/end").status_code == 404
    assert client.post(f"/account/sessions/{there}/end").status_code == 303
    assert [is_in(client), is_in(elsewhere), is_in(stranger)] == [True, False, True]
    assert here


@pytest.mark.parametrize("hostile", ["\x00", "a" * 1_000_000, "\u202e@x", "🦊@🦊", "'; --"])
def test_hostile_entries_are_answered_with_a_sentence(
    client: InspectingClient, hostile: str
) -> None:
    answer = sign_in(client, hostile, hostile)
    assert answer.status_code == 422


def without_token(page: str) -> str:
    return re.sub(r'name="csrf_token" value="[^"]+"', "", page)


def token_of(client: InspectingClient) -> str:
    with client.session_transaction() as cookie:
        return cookie["_user_id"]


def with_cookie(app: Flask, values: dict[str, str]) -> InspectingClient:
    client = InspectingClient(app)
    with client.session_transaction() as cookie:
        cookie.update(values)
    return client


@transactional
def make_older(age: timedelta) -> None:
    for attempt in db.session.query(Attempt):
        attempt.at -= age


@transactional
def disable(account) -> None:
    from tests.factories.office import NOW

    account.disabled_at = NOW
