"""The second factor of the staff: set up at the first sign-in, asked for at each later one."""

import re
from datetime import UTC, datetime

import pyotp
import pytest
from flask import Flask

from domain.access import STAFF
from models import Account, db, transactional
from tests.factories import Office
from tests.factories.keys import PASSWORD, code_of, letters, with_app, with_password
from tests.inspection import InspectingClient

CODES = re.compile(r">([2-9A-Z]{3}-[2-9A-Z]{3}-[2-9A-Z]{3})<")


def give_password(client: InspectingClient, account: Account, **query: str):
    data = {"email": account.email, "password": PASSWORD}
    return client.post("/sign-in", data=data, query_string=query)


def give_code(client: InspectingClient, code: str):
    return client.post("/sign-in/code", data={"code": code})


def is_in(client: InspectingClient) -> bool:
    return client.get("/account").status_code == 200


@pytest.mark.parametrize("role", sorted(STAFF))
def test_with_the_password_alone_no_member_of_the_office_gets_in(
    client: InspectingClient, office: Office, role
) -> None:
    account = with_app(office.account(role))
    assert give_password(client, account).location == "/sign-in/code"
    assert not is_in(client)
    assert give_code(client, code_of(account)).status_code == 303
    assert is_in(client)


def test_at_the_first_sign_in_the_app_is_set_up_and_ten_recovery_codes_are_shown_once(
    client: InspectingClient, office: Office
) -> None:
    officer = with_password(office.officer())
    assert give_password(client, officer).location == "/sign-in/app"
    page = client.page("/sign-in/app")
    db.session.refresh(officer)
    assert 'src="data:image/svg+xml' in page
    assert " ".join(re.findall("....", officer.totp_secret or "")) in page
    answer = client.post("/sign-in/app", data={"code": "000000"})
    assert "Dieser Code stimmt nicht." in answer.get_data(as_text=True)
    assert not is_in(client)
    answer = client.post("/sign-in/app", data={"code": code_of(officer)})
    assert len(set(CODES.findall(answer.get_data(as_text=True)))) == 10
    assert is_in(client)
    assert client.get("/sign-in/app").status_code == 303


def test_a_secret_somebody_saw_and_did_not_confirm_is_worth_nothing_later(
    client: InspectingClient, office: Office
) -> None:
    officer = with_password(office.officer())
    give_password(client, officer)
    db.session.refresh(officer)
    seen = officer.totp_secret
    give_password(client, officer)
    db.session.refresh(officer)
    assert officer.totp_secret != seen


def test_who_has_an_app_cannot_set_up_another_with_the_password_alone(
    client: InspectingClient, office: Office
) -> None:
    officer = with_app(office.officer())
    give_password(client, officer)
    assert client.get("/sign-in/app").location == "/sign-in"
    assert client.post("/sign-in/app", data={"code": code_of(officer)}).location == "/sign-in"


def test_a_code_works_once(client: InspectingClient, office: Office, app: Flask) -> None:
    officer = with_app(office.officer())
    code = code_of(officer)
    give_password(client, officer)
    assert give_code(client, code).status_code == 303
    other = InspectingClient(app)
    give_password(other, officer)
    answer = give_code(other, code)
    assert "schon benutzt" in answer.get_data(as_text=True)
    assert not is_in(other)
    assert give_code(other, code_of(officer, later=1)).status_code == 303


def test_codes_typed_with_arabic_digits_and_spaces_work(
    client: InspectingClient, office: Office
) -> None:
    officer = with_app(office.officer())
    give_password(client, officer)
    typed = code_of(officer).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert give_code(client, f" {typed[:3]} {typed[3:]} ").status_code == 303


def test_codes_of_another_time_or_account_are_refused_and_after_ten_it_takes_a_wait(
    client: InspectingClient, office: Office
) -> None:
    officer, colleague = with_app(office.officer()), with_app(office.caseworker())
    give_password(client, officer)
    for code in [code_of(colleague), code_of(officer, later=-3), *["12345"] * 8]:
        assert give_code(client, code).status_code == 422
    answer = give_code(client, code_of(officer))
    assert "warten Sie 15 Minuten" in answer.get_data(as_text=True)
    assert not is_in(client)


def test_a_recovery_code_works_once_and_a_letter_says_that_it_was_used(
    client: InspectingClient, office: Office, app: Flask
) -> None:
    officer = with_password(office.officer())
    give_password(client, officer)
    db.session.refresh(officer)
    page = client.post("/sign-in/app", data={"code": code_of(officer)}).get_data(as_text=True)
    spare = CODES.findall(page)[0]
    for other, expected in ((InspectingClient(app), True), (InspectingClient(app), False)):
        give_password(other, officer)
        give_code(other, spare.lower())
        assert is_in(other) is expected
    (letter,) = letters("recovery-code-used")
    assert letter.account_id == officer.id
    assert letter.facts == {"name": officer.name, "left": 9}


def test_half_way_in_ends_with_a_new_password_or_a_disabled_account(
    client: InspectingClient, office: Office
) -> None:
    officer = with_app(office.officer())
    give_password(client, officer)
    change(officer, disabled_at=datetime.now(UTC))
    assert give_code(client, code_of(officer)).location == "/sign-in"
    change(officer, disabled_at=None, password_hash="another")
    assert give_code(client, code_of(officer)).location == "/sign-in"
    assert not is_in(client)


def test_half_way_in_lasts_ten_minutes(client: InspectingClient, office: Office) -> None:
    officer = with_app(office.officer())
    give_password(client, officer)
    with client.session_transaction() as cookie:
        cookie["half_way"] = cookie["half_way"] | {"at": cookie["half_way"]["at"] - 601}
    assert give_code(client, code_of(officer)).location == "/sign-in"


def test_the_page_that_was_wanted_comes_after_the_second_factor(
    client: InspectingClient, office: Office
) -> None:
    officer = with_app(office.officer())
    give_password(client, officer, next="/account")
    assert give_code(client, code_of(officer)).location == "/account"


def test_only_a_demo_shows_the_code_on_the_page(
    client: InspectingClient, office: Office, app: Flask
) -> None:
    officer = with_app(office.officer())
    give_password(client, officer)
    assert not re.search(r"\b\d{6}\b", client.page("/sign-in/code"))
    app.extensions["demo_mode"] = True
    shown = re.search(r"\b\d{6}\b", client.page("/sign-in/code"))
    assert shown
    assert give_code(client, shown[0]).status_code == 303
    client.post("/sign-out")
    give_password(client, officer)
    again = re.search(r"\b\d{6}\b", client.page("/sign-in/code"))
    assert again
    assert give_code(client, again[0]).status_code == 303


def test_the_key_in_the_picture_is_for_this_account_and_application(office: Office) -> None:
    from services.second_factor import address_for_app

    officer = with_app(office.officer(email="ü+x@example.org"))
    parsed = pyotp.parse_uri(address_for_app(officer, issuer="Meeting Point"))
    assert (parsed.name, parsed.issuer) == ("ü+x@example.org", "Meeting Point")
    assert parsed.secret == officer.totp_secret


@transactional
def change(account: Account, **values: object) -> None:
    for name, value in values.items():
        setattr(account, name, value)
