"""A new password by letter, and changing it when signed in."""

from datetime import timedelta

import pytest
from flask import Flask

from domain.access import Role
from models import OneTimeKey, db, transactional
from tests.factories import Office, sign_in_as
from tests.factories.keys import PASSWORD, letters, with_password
from tests.inspection import InspectingClient

NEW = "vier grüne Türen offen"


@pytest.fixture
def firm(office: Office):
    return with_password(office.account(Role.EMPLOYER, email="chef@example.org"))


def link(client: InspectingClient, email: str = "chef@example.org") -> str:
    client.post("/forgotten-password", data={"email": email})
    return f"/password/{letters('password-reset')[-1].facts['token']}"


def send(client: InspectingClient, url: str, password: str = NEW, repeated: str | None = None):
    return client.post(url, data={"password": password, "repeated": repeated or password})


def can_sign_in(client: InspectingClient, password: str) -> bool:
    data = {"email": "chef@example.org", "password": password}
    return client.post("/sign-in", data=data).status_code == 303


def test_a_hundred_previews_do_not_use_the_link_up_and_sending_does(
    client: InspectingClient, firm
) -> None:
    url = link(client)
    for _ in range(50):
        assert client.get(url).status_code == 200
        assert client.head(url).status_code == 200
    assert send(client, url).location == "/sign-in"
    assert send(client, url, "fünf blaue Dächer hier").status_code == 404
    assert client.get(url).status_code == 404
    assert not can_sign_in(client, PASSWORD)
    assert can_sign_in(client, NEW)


def test_the_answer_is_the_same_for_an_unknown_address_and_no_letter_is_written(
    client: InspectingClient, firm
) -> None:
    known = client.post("/forgotten-password", data={"email": "chef@example.org"})
    unknown = client.post("/forgotten-password", data={"email": "nobody@example.org"})
    assert known.status_code == unknown.status_code == 303
    assert known.location == unknown.location
    assert known.get_data() == unknown.get_data()
    assert len(letters("password-reset")) == 1


def test_the_link_ends_after_ten_minutes(client: InspectingClient, firm) -> None:
    url = link(client)
    make_older(timedelta(minutes=10))
    assert client.get(url).status_code == 404
    assert send(client, url).status_code == 404
    assert can_sign_in(client, PASSWORD)


def test_only_the_newest_link_works(client: InspectingClient, firm) -> None:
    earlier, newest = link(client), link(client)
    assert send(client, earlier).status_code == 404
    assert send(client, newest).status_code == 303


def test_no_more_than_five_letters_an_hour_go_to_one_address(
    client: InspectingClient, firm
) -> None:
    for _ in range(7):
        answer = client.post("/forgotten-password", data={"email": "chef@example.org"})
        assert answer.status_code == 303
    assert len(letters("password-reset")) == 5


@pytest.mark.parametrize(
    ("password", "repeated", "sentence"),
    [
        ("kurz", "kurz", "mindestens 12 Zeichen"),
        ("Passwort2026!", "Passwort2026!", "leicht zu erraten"),
        (NEW, "anders", "nicht gleich"),
        ("", "", "wird gebraucht"),
    ],
)
def test_a_poor_password_is_refused_and_the_link_goes_on_working(
    client: InspectingClient, firm, password: str, repeated: str, sentence: str
) -> None:
    url = link(client)
    answer = send(client, url, password, repeated)
    assert answer.status_code == 422
    assert sentence in answer.get_data(as_text=True)
    assert send(client, url).status_code == 303


def test_a_new_password_by_letter_signs_out_every_browser(
    client: InspectingClient, app: Flask, firm
) -> None:
    signed_in = InspectingClient(app)
    sign_in_as(signed_in, firm)
    send(client, link(client))
    assert signed_in.get("/account").status_code == 303


def test_changing_the_password_signs_out_all_other_browsers(
    client: InspectingClient, app: Flask, firm
) -> None:
    other = InspectingClient(app)
    for browser in (client, other):
        sign_in_as(browser, firm)
    data = {"present": PASSWORD, "password": NEW, "repeated": NEW}
    wrong = client.post("/account/password", data=data | {"present": "nicht meins"})
    assert "Dieses Passwort stimmt nicht." in wrong.get_data(as_text=True)
    assert client.post("/account/password", data=data).status_code == 303
    assert client.get("/account").status_code == 200
    assert other.get("/account").status_code == 303
    assert can_sign_in(other, NEW)


@pytest.mark.parametrize("token", ["x", "%00", "a" * 2000, "🦊"])
def test_a_forged_link_opens_nothing(client: InspectingClient, token: str) -> None:
    answer = client.get(f"/password/{token}")
    assert answer.status_code == 404
    assert "gilt nicht mehr" in answer.get_data(as_text=True)


@transactional
def make_older(age: timedelta) -> None:
    for key in db.session.query(OneTimeKey):
        key.expires_at -= age
