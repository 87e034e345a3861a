"""A person opens the own record with a code or a link: ten minutes, five tries, once."""

import re
from datetime import timedelta

import pytest
from flask import Flask

from domain.keys import CODES_SENT, MOST_CODE_TRIES
from domain.letters import Channel
from models import Candidate, OneTimeKey, db, transactional
from tests.factories import Office
from tests.factories.keys import letters
from tests.inspection import InspectingClient


@pytest.fixture
def amal(office: Office) -> Candidate:
    office.candidate(given_name="Noise", email="noise@example.org", phone="+4915199999999")
    return office.candidate(given_name="Amal", email="amal@example.org", phone="+4915123456789")


def ask(client: InspectingClient, contact: str, **query: str):
    return client.post("/my/sign-in", data={"contact": contact}, query_string=query)


def give(client: InspectingClient, code: object):
    return client.post("/my/sign-in/code", data={"code": str(code)})


def is_in(client: InspectingClient) -> bool:
    return client.get("/my").status_code == 200


def newest(fact: str) -> str:
    return str(letters("sign-in-code")[-1].facts[fact])


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


@pytest.mark.parametrize(
    ("typed", "channel", "address"),
    [
        ("amal@example.org", Channel.EMAIL, "amal@example.org"),
        (" Amal@Example.ORG ", Channel.EMAIL, "amal@example.org"),
        ("0151 23456789", Channel.SMS, "+4915123456789"),
        ("+49 (151) 234-567-89", Channel.SMS, "+4915123456789"),
        ("0049 151 23456789", Channel.SMS, "+4915123456789"),
        ("٠١٥١ ٢٣٤٥٦٧٨٩", Channel.SMS, "+4915123456789"),
    ],
)
def test_the_code_goes_where_it_was_asked_for_in_any_notation_and_opens_the_record(
    client: InspectingClient, amal: Candidate, typed: str, channel: Channel, address: str
) -> None:
    assert ask(client, typed).location == "/my/sign-in/code"
    (letter,) = letters("sign-in-code")
    assert (letter.channel, letter.address, letter.candidate_id) == (channel, address, amal.id)
    assert re.fullmatch(r"\d{6}", newest("code"))
    assert not is_in(client)
    assert give(client, newest("code")).location == "/my"
    assert "Amal" in client.page("/my")


def test_a_code_typed_in_arabic_digits_works(client: InspectingClient, amal: Candidate) -> None:
    ask(client, "amal@example.org")
    arabic = newest("code").translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert give(client, f"{arabic[:3]} {arabic[3:]}").status_code == 303


def test_known_and_unknown_people_get_the_same_answers(
    client: InspectingClient, app: Flask, amal: Candidate
) -> None:
    pages = []
    for browser, contact in (
        (client, "amal@example.org"),
        (InspectingClient(app), "nemo@example.org"),
    ):
        asked = ask(browser, contact)
        page = browser.page("/my/sign-in/code")
        refused = give(browser, "000000" if contact != amal.email else wrong(newest("code")))
        pages.append(
            [
                (asked.status_code, asked.location),
                without_token(page).replace(contact, "C"),
                refused.status_code,
                re.sub(r"\d{6}", "N", without_token(refused.get_data(as_text=True))).replace(
                    contact, "C"
                ),
            ]
        )
    assert pages[0] == pages[1]
    assert len(letters("sign-in-code")) == 1


def test_a_hundred_previews_do_not_use_the_link_up_and_the_button_works_once(
    client: InspectingClient, app: Flask, amal: Candidate
) -> None:
    ask(client, "amal@example.org")
    url = f"/my/sign-in/link/{newest('token')}"
    elsewhere = InspectingClient(app)
    for _ in range(50):
        assert elsewhere.get(url).status_code == 200
        assert elsewhere.head(url).status_code == 200
    assert not is_in(elsewhere)
    assert elsewhere.post(url).location == "/my"
    assert is_in(elsewhere)
    assert InspectingClient(app).post(url).status_code == 404
    assert give(client, newest("code")).status_code == 422


def test_code_and_link_end_after_ten_minutes(client: InspectingClient, amal: Candidate) -> None:
    ask(client, "amal@example.org")
    make_older(timedelta(minutes=10))
    assert give(client, newest("code")).status_code == 422
    assert client.get(f"/my/sign-in/link/{newest('token')}").status_code == 404
    assert client.post(f"/my/sign-in/link/{newest('token')}").status_code == 404


def test_five_wrong_tries_make_the_code_worthless_whichever_browser_they_come_from(
    client: InspectingClient, app: Flask, amal: Candidate
) -> None:
    ask(client, "amal@example.org")
    code = newest("code")
    other = InspectingClient(app)
    with client.session_transaction() as cookie, other.session_transaction() as theirs:
        theirs.update(cookie)
    for number in range(MOST_CODE_TRIES):
        give((client, other)[number % 2], wrong(code))
    assert give(client, code).status_code == 422
    assert not is_in(client)
    ask(client, "amal@example.org")
    assert give(client, newest("code")).status_code == 303


def test_the_fifth_try_may_be_the_right_one(client: InspectingClient, amal: Candidate) -> None:
    ask(client, "amal@example.org")
    for _ in range(MOST_CODE_TRIES - 1):
        give(client, wrong(newest("code")))
    assert give(client, newest("code")).status_code == 303


def test_only_the_newest_code_works(client: InspectingClient, amal: Candidate) -> None:
    ask(client, "amal@example.org")
    earlier = newest("code")
    ask(client, "amal@example.org")
    if earlier != newest("code"):
        assert give(client, earlier).status_code == 422
    assert give(client, newest("code")).status_code == 303


def test_relatives_who_share_a_telephone_get_a_code_each_that_opens_their_own_record(
    client: InspectingClient, app: Flask, office: Office
) -> None:
    shared = "+4915123456789"
    mother = office.candidate(given_name="Samira", email=None, phone=shared)
    son = office.candidate(given_name="Yusuf", email=None, phone=shared)
    ask(client, shared)
    written = {letter.candidate_id: letter.facts for letter in letters("sign-in-code")}
    assert {facts["initial"] for facts in written.values()} == {"S", "Y"}
    assert written[mother.id]["code"] != written[son.id]["code"]
    assert give(client, written[son.id]["code"]).status_code == 303
    page = client.page("/my")
    assert "Yusuf" in page
    assert "Samira" not in page


def test_who_is_alone_with_an_address_is_not_named_in_the_letter(
    client: InspectingClient, amal: Candidate
) -> None:
    ask(client, "amal@example.org")
    assert newest("initial") == ""


def test_no_more_than_five_codes_an_hour_whether_the_person_is_known_or_not(
    client: InspectingClient, amal: Candidate
) -> None:
    for contact in ("amal@example.org", "nemo@example.org"):
        for _ in range(CODES_SENT.most):
            assert ask(client, contact).status_code == 303
        answer = ask(client, contact)
        assert answer.status_code == 422
        assert "warten Sie 60 Minuten" in answer.get_data(as_text=True)
    assert len(letters("sign-in-code")) == CODES_SENT.most


def test_telephone_and_e_mail_together_get_no_more_than_six_codes_an_hour(
    client: InspectingClient, amal: Candidate
) -> None:
    for _ in range(5):
        ask(client, "amal@example.org")
        assert ask(client, "0151 23456789").status_code == 303
    assert len(letters("sign-in-code")) == 6


@pytest.mark.parametrize(
    "typed", ["", "ich", "12", "\x00", "a" * 1_000_000, "\u202e", "🦊", "a b@example.org"]
)
def test_what_is_no_contact_is_refused_with_a_sentence(
    client: InspectingClient, typed: str
) -> None:
    answer = ask(client, typed)
    assert answer.status_code == 422
    assert "kern-error" in answer.get_data(as_text=True)


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "\x00", "9" * 100_000, "🦊"])
def test_hostile_codes_open_nothing(client: InspectingClient, amal: Candidate, code: str) -> None:
    ask(client, "amal@example.org")
    assert give(client, code).status_code == 422
    assert not is_in(client)


def test_without_having_asked_nobody_gets_to_type_a_code(
    client: InspectingClient, amal: Candidate
) -> None:
    assert give(client, "123456").location == "/my/sign-in"


def test_signing_in_gives_a_new_token_and_the_page_that_was_wanted(
    client: InspectingClient, amal: Candidate
) -> None:
    tokens = set()
    for _ in range(2):
        assert client.get("/my/place").location.endswith("next=/my/place")
        ask(client, "amal@example.org", next="/my/place")
        assert give(client, newest("code")).location == "/my/place"
        with client.session_transaction() as cookie:
            tokens.add(cookie["_user_id"])
            assert "asked_for_code" not in cookie
        client.post("/sign-out")
    assert len(tokens) == 2


def without_token(page: str) -> str:
    return re.sub(r'name="csrf_token" value="[^"]+"', "", page)


@transactional
def make_older(age: timedelta) -> None:
    for key in db.session.query(OneTimeKey):
        key.expires_at -= age
