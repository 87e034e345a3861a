"""Amal's way on the phone: seven questions, and a place."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from domain.codes import spaced
from domain.consent import ConsentWay, Purpose
from domain.fairs import FairState
from domain.languages import LanguageLevel
from models import Candidate, Fair, FairWish, Letter, Registration, RegistrationDraft, db
from tests.factories import Office
from tests.inspection import InspectingClient

TAILOR = "28222"


@pytest.fixture
def fair(office: Office) -> Fair:
    office.office()
    return office.fair(title="Meeting Point Herford")


def address(fair: Fair, step: str = "") -> str:
    return f"/fairs/{fair.slug}/register{step and '/' + step}"


def answer(
    client: InspectingClient, fair: Fair, step: str, following: str, **typed: object
) -> None:
    client.page(address(fair, step))
    response = client.post(address(fair, step), data=typed)
    assert response.status_code == 303, response.get_data(as_text=True)
    assert response.location == address(fair, following)


def walk_to_check(client: InspectingClient, fair: Fair, **firms: object) -> None:
    assert client.post(address(fair)).location == address(fair, "work")
    answer(client, fair, "work", "occupation", area="sewing")
    answer(client, fair, "occupation", "german", occupation=TAILOR, years="5")
    answer(client, fair, "german", "firms", german="A2")
    answer(client, fair, "firms", "needs", **firms)
    answer(client, fair, "needs", "contact", needs=["interpreter", "ramp"])
    answer(client, fair, "contact", "check", phone="٠١٧٠ ١٢٣٤٥٦٧")


def confirm(client: InspectingClient, fair: Fair, **typed: object) -> str:
    response = client.post(address(fair, "check"), data={"agree": "y", **typed})
    assert response.status_code == 303, response.get_data(as_text=True)
    return str(response.location)


@pytest.mark.parametrize("language", ["de", "en", "ar"])
def test_seven_answers_give_a_place_and_a_ticket(
    client: InspectingClient, office: Office, fair: Fair, language: str
) -> None:
    stand = office.stand(fair=fair)
    other = office.stand(fair=office.fair())
    client.page(address(fair) + f"?lang={language}")
    walk_to_check(client, fair, stands=[stand.id])
    assert "0170 1234567" in client.page(address(fair, "check"))

    ticket = confirm(client, fair, given_name="أمل")

    amal = db.session.scalars(select(Candidate)).one()
    assert (amal.given_name, amal.family_name, amal.language) == ("أمل", "", language)
    assert (amal.phone, amal.german_level) == ("+491701234567", LanguageLevel.A2)
    assert [(work.occupation_code, work.years) for work in amal.work] == [(TAILOR, 5)]
    assert [(one.purpose, one.way) for one in amal.consents] == [
        (Purpose.FAIR, ConsentWay.OWN_PAGE)
    ]
    place = db.session.scalars(select(Registration)).one()
    assert (place.needs_interpreter, place.needs_child_care, place.needs_ramp) == (
        True,
        False,
        True,
    )
    assert db.session.scalars(select(FairWish.stand_id)).all() == [stand.id]
    assert other.id != stand.id
    assert db.session.scalars(select(Letter.kind)).all() == ["registration-confirmed"]
    page = client.page(ticket)
    assert spaced(amal.personal_codes[0].code) in page
    assert "أمل" not in page
    assert "1701234567" not in page


def test_placement_is_agreed_to_only_when_ticked(client: InspectingClient, fair: Fair) -> None:
    walk_to_check(client, fair)
    confirm(client, fair, given_name="Amal", placement="y")
    amal = db.session.scalars(select(Candidate)).one()
    assert {consent.purpose for consent in amal.consents} == {Purpose.FAIR, Purpose.PLACEMENT}


def test_what_was_typed_survives_a_closed_browser(
    app: Flask, client: InspectingClient, fair: Fair
) -> None:
    walk_to_check(client, fair)
    cookie = client.get_cookie("registration", path=address(fair))
    assert cookie is not None
    later = InspectingClient(app)
    later.set_cookie("registration", cookie.value, path=address(fair))

    assert address(fair, "check") in later.page(address(fair))
    assert "0170 1234567" in later.page(address(fair, "contact"))


def test_the_browser_keeps_a_random_token_and_nothing_typed(
    client: InspectingClient, fair: Fair
) -> None:
    walk_to_check(client, fair)
    draft = db.session.scalars(select(RegistrationDraft)).one()
    cookie = client.get_cookie("registration", path=address(fair))
    assert cookie is not None
    assert cookie.http_only
    assert len(cookie.value) >= 43
    assert cookie.value not in str(draft.token_hash)


def test_the_second_submit_finds_the_same_place(client: InspectingClient, fair: Fair) -> None:
    walk_to_check(client, fair)
    first = confirm(client, fair, given_name="Amal")
    again = confirm(client, fair, given_name="Amal")
    assert first == again
    assert len(db.session.scalars(select(Candidate)).all()) == 1


def test_after_the_place_the_draft_holds_nothing_personal(
    client: InspectingClient, fair: Fair
) -> None:
    walk_to_check(client, fair)
    confirm(client, fair, given_name="Amal")
    draft = db.session.scalars(select(RegistrationDraft)).one()
    assert set(draft.answers) == {"key", "finished"}
    page = client.page(address(fair))
    assert "Noch eine Person anmelden" in page


def test_whoever_jumps_ahead_is_led_to_the_gap(client: InspectingClient, fair: Fair) -> None:
    assert client.get(address(fair, "german")).location == address(fair)
    client.post(address(fair))
    assert client.get(address(fair, "check")).location == address(fair, "work")


def test_a_change_leads_back_to_the_check(client: InspectingClient, fair: Fair) -> None:
    walk_to_check(client, fair)
    response = client.post(address(fair, "german") + "?change=1", data={"german": "B2"})
    assert response.location == address(fair, "check")
    response = client.post(address(fair, "work") + "?change=1", data={"area": "kitchen"})
    assert response.location == address(fair, "occupation") + "?change=1"
    assert client.get(address(fair, "check")).location == address(fair, "occupation")


def test_own_words_in_arabic_find_occupations(client: InspectingClient, fair: Fair) -> None:
    client.post(address(fair))
    answer(client, fair, "work", "occupation", words="خياط")
    assert TAILOR in client.page(address(fair, "occupation"))
    answer(client, fair, "occupation", "german", occupation="other", words="Zeltmacher", years="10")


@pytest.mark.parametrize(
    ("step", "typed", "sentence"),
    [
        ("work", {"words": " "}, "Tippen Sie auf ein Bild"),
        ("work", {"area": "x" * 9999}, "Tippen Sie auf ein Bild"),
        ("work", {"words": "a" * 5000}, "höchstens 160 Zeichen"),
        ("occupation", {"occupation": "99999"}, "Bitte wählen Sie eine Antwort"),
        ("occupation", {"occupation": "other", "years": "1"}, "Schreiben Sie, was Sie"),
        ("german", {"german": "C9"}, "ltige Auswahl"),
        ("firms", {"stands": ["9999999"]}, "Bitte wählen Sie neu"),
        ("firms", {"stands": ["x"]}, "Bitte wählen Sie neu"),
        ("contact", {"phone": " "}, "Ich habe beides nicht"),
        ("contact", {"phone": "12"}, "Diese Telefonnummer ist unvollständig"),
        ("check", {"given_name": "Amal"}, "Ohne Ihr Einverständnis"),
        ("check", {"agree": "y", "given_name": "\u202e \x00"}, "Schreiben Sie Ihren Vornamen"),
    ],
)
def test_a_wrong_answer_gets_a_sentence_and_keeps_what_was_typed(
    client: InspectingClient, fair: Fair, step: str, typed: dict[str, object], sentence: str
) -> None:
    walk_to_check(client, fair)
    client.post(address(fair, "work"), data={"area": "sewing"})
    client.post(address(fair, "occupation"), data={"occupation": TAILOR, "years": "1"})
    response = client.post(address(fair, step), data=typed)
    assert response.status_code == 422
    assert sentence in response.get_data(as_text=True)
    assert db.session.scalars(select(Candidate)).all() == []


def test_the_last_place_is_gone_with_a_clear_page(
    client: InspectingClient, office: Office, fair: Fair
) -> None:
    full = office.fair(capacity=1, taken=1)
    walk_to_check(client, full)
    response = client.post(address(full, "check"), data={"agree": "y", "given_name": "Amal"})
    assert response.status_code == 409
    assert "Alle Plätze sind vergeben" in response.get_data(as_text=True)
    assert db.session.scalars(select(Candidate)).all() == []


def test_who_finds_the_fair_full_may_wait_with_the_answers_given(
    client: InspectingClient, office: Office, fair: Fair
) -> None:
    full = office.fair(capacity=1, taken=1)
    walk_to_check(client, full)
    typed = {"agree": "y", "given_name": "Amal", "wait": "1"}
    answer = client.post(address(full, "check"), data=typed)
    assert answer.status_code == 303
    assert "Ihre Nummer: 1" in client.page(answer.location)
    assert client.post(address(full, "check"), data=typed).location == answer.location


@pytest.mark.parametrize("state", [FairState.CLOSED, FairState.CANCELLED])
def test_a_fair_that_is_not_open_says_so(
    client: InspectingClient, office: Office, state: FairState
) -> None:
    fair = office.fair(state=state)
    assert "Anmeld" in client.page(address(fair)) or "abgesagt" in client.page(address(fair))
    assert client.post(address(fair)).location == address(fair)


def test_a_draft_of_an_officer_does_not_exist_for_the_public(
    client: InspectingClient, office: Office
) -> None:
    fair = office.fair(state=FairState.DRAFT)
    assert client.get(address(fair)).status_code == 404


def test_a_card_registers_the_person_it_belongs_to(
    client: InspectingClient, office: Office, fair: Fair
) -> None:
    known = office.candidate(birth_year=1990, phone=None, work=(("Köchin", "29302", 3),))
    code = known.personal_codes[0].code
    assert (
        client.get(address(fair) + f"?code={code}").location
        == address(fair, "card") + f"?code={code}"
    )
    page = client.page(address(fair, "card"))
    assert known.given_name not in page
    wrong = client.post(address(fair, "card"), data={"code": code, "birth_year": "1991"})
    nobody = client.post(address(fair, "card"), data={"code": "K7M4PQ9XT", "birth_year": "1990"})
    assert wrong.status_code == nobody.status_code == 422
    assert "passen nicht zusammen" in wrong.get_data(as_text=True)
    assert "passen nicht zusammen" in nobody.get_data(as_text=True)

    right = {"code": code.lower(), "birth_year": "١٩٩٠"}
    assert client.post(address(fair, "card"), data=right).location == address(fair, "work")
    answer(client, fair, "work", "occupation", area="sewing")
    answer(client, fair, "occupation", "german", occupation=TAILOR, years="5")
    answer(client, fair, "german", "firms", german="A2")
    answer(client, fair, "firms", "needs")
    answer(client, fair, "needs", "contact")
    answer(client, fair, "contact", "check", phone="0170 1234567")
    assert known.given_name not in client.page(address(fair, "check"))
    assert confirm(client, fair) == f"/t/{code}"

    same = db.session.scalars(select(Candidate)).one()
    assert (same.german_level, same.phone) == (LanguageLevel.B1, "+491701234567")
    assert [work.own_words for work in same.work] == ["Köchin"]
    assert db.session.scalars(select(Registration)).one().candidate_id == same.id


def test_guessing_cards_is_slowed_down(
    client: InspectingClient, office: Office, fair: Fair
) -> None:
    known = office.candidate(birth_year=1990)
    code = known.personal_codes[0].code
    for year in range(1950, 1960):
        client.post(address(fair, "card"), data={"code": code, "birth_year": str(year)})
    response = client.post(address(fair, "card"), data={"code": code, "birth_year": "1990"})
    assert "Zu viele Versuche" in response.get_data(as_text=True)
