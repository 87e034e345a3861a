"""A colleague registers somebody at the counter: the same record as by telephone."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from domain.codes import spaced
from domain.consent import ConsentWay, Purpose
from domain.fairs import RegistrationState
from domain.languages import LanguageLevel
from models import Account, AuditEntry, Candidate, Fair, FairWish, Letter, Registration, db
from services.blank_cards import issue_cards, unused_cards
from tests.factories import Office, sign_in_as
from tests.factories.office import NOW
from tests.inspection import InspectingClient

FULL = {
    **{"key": "abc123", "given_name": "أمل", "family_name": "Haddad", "birth_year": "1990"},
    **{"language": "ar", "phone": "0170 1234567", "words": "Schneider/in", "years": "5"},
    **{"german": "A2", "needs": ["ramp"], "children": "2", "agree": "y"},
}


@pytest.fixture
def officer(client: InspectingClient, office: Office) -> Account:
    office.office("Jobcenter Herford")
    officer = office.officer(office=office.office("Agentur für Arbeit Minden"))
    sign_in_as(client, officer)
    return officer


@pytest.fixture
def fair(office: Office) -> Fair:
    return office.fair()


def page(fair: Fair) -> str:
    return f"/desk/counter/{fair.id}"


def test_one_page_makes_record_place_code_and_letter(
    client: InspectingClient, office: Office, officer: Account, fair: Fair
) -> None:
    stand = office.stand(fair=fair)
    client.page(page(fair))
    made = client.post(page(fair), data=FULL | {"stands": [stand.id], "placement": "y"})
    assert made.status_code == 303, made.get_data(as_text=True)

    amal = db.session.scalars(select(Candidate)).one()
    assert (amal.given_name, amal.birth_year, amal.language) == ("أمل", 1990, "ar")
    assert (amal.phone, amal.german_level) == ("+491701234567", LanguageLevel.A2)
    assert amal.office_id == officer.office_id
    assert {one.purpose for one in amal.consents} == {Purpose.FAIR, Purpose.PLACEMENT}
    assert {one.recorded_by_id for one in amal.consents} == {officer.id}
    assert {one.way for one in amal.consents} == {ConsentWay.AT_THE_COUNTER}
    place = db.session.scalars(select(Registration)).one()
    assert (place.needs_ramp, place.needs_child_care, place.children) == (True, True, 2)
    assert db.session.scalars(select(FairWish.stand_id)).all() == [stand.id]
    assert db.session.scalars(select(Letter.kind)).all() == ["registration-confirmed"]
    who = select(AuditEntry.account_id).where(AuditEntry.action == "registration.made")
    assert db.session.scalars(who).one() == officer.id

    shown = client.page(str(made.location))
    assert spaced(amal.personal_codes[0].code) in shown
    assert client.post(page(fair), data=FULL).location == made.location
    assert len(db.session.scalars(select(Candidate)).all()) == 1


def test_a_card_given_out_becomes_the_persons_code(
    client: InspectingClient, officer: Account, fair: Fair
) -> None:
    card = unused_cards(issue_cards(actor=officer.actor, count=1, now=NOW))[0].code
    nobodys = client.post(page(fair), data=FULL | {"card": "K7M-4PQ-9XT"})
    assert "Diese Karte gibt es nicht" in nobodys.get_data(as_text=True)
    client.post(page(fair), data=FULL | {"card": spaced(card)})
    amal = db.session.scalars(select(Candidate)).one()
    assert [one.code for one in amal.personal_codes] == [card]


def test_who_brings_a_card_gets_no_second_record(
    client: InspectingClient, officer: Account, fair: Fair, office: Office
) -> None:
    first = client.post(page(fair), data=FULL)
    amal = db.session.scalars(select(Candidate)).one()
    mine = {
        "card": spaced(amal.personal_codes[0].code),
        "phone": "0170 999",
        "email": "a@b.example",
    }
    again = client.post(page(fair), data=FULL | mine | {"key": "again"})
    assert again.location == first.location

    later = office.fair()
    wrong_year = client.post(page(later), data=FULL | mine | {"key": "x", "birth_year": "1991"})
    assert "mit einem anderen Geburtsjahr" in wrong_year.get_data(as_text=True)
    family = mine | {"key": "later", "given_1": "Omar", "together": "y"}
    client.post(page(later), data=FULL | family)

    people = {one.given_name: one for one in db.session.scalars(select(Candidate))}
    assert set(people) == {"أمل", "Omar"}
    assert (people["أمل"].phone, people["أمل"].email) == ("+491701234567", "a@b.example")
    places = db.session.scalars(select(Registration.fair_id)).all()
    assert sorted(places) == sorted([fair.id, later.id, later.id])


def test_whose_card_waits_already_cannot_bring_others_into_the_line(
    client: InspectingClient, officer: Account, office: Office
) -> None:
    full = office.fair(capacity=2, taken=2)
    client.post(page(full), data=FULL | {"wait": "1"})
    amal = db.session.scalars(select(Candidate)).one()
    card = {"card": amal.personal_codes[0].code, "key": "more", "given_1": "Omar", "together": "y"}
    back = client.post(page(full), data=FULL | card | {"wait": "1"})
    assert back.status_code == 422
    assert "Die Person wartet schon." in back.get_data(as_text=True)
    assert len(db.session.scalars(select(Candidate)).all()) == 1


def test_a_family_is_placed_together(
    client: InspectingClient, officer: Account, fair: Fair
) -> None:
    family = FULL | {"given_1": "Omar", "looks_1": "y"}
    asked = client.post(page(fair), data=family)
    assert "Fragen Sie bitte die Personen" in asked.get_data(as_text=True)
    made = client.post(page(fair), data=family | {"together": "y"})
    shown = client.page(str(made.location))
    for person in db.session.scalars(select(Candidate)):
        assert spaced(person.personal_codes[0].code) in shown
    assert len({one.party_id for one in db.session.scalars(select(Registration))}) == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"given_name": " "}, "Vorname fehlt"),
        ({"agree": ""}, "Ohne Einverständnis"),
        ({"phone": "12"}, "Diese Telefonnummer ist unvollständig"),
        ({"language": "xx"}, "ltige Auswahl"),
        ({"stands": ["99"]}, "Bitte wählen Sie neu"),
        ({"given_1": "", "family_1": "Haddad"}, "Schreiben Sie den Vornamen"),
    ],
)
def test_a_wrong_entry_gets_a_sentence_and_keeps_the_rest(
    client: InspectingClient,
    officer: Account,
    fair: Fair,
    typed: dict[str, object],
    sentence: str,
) -> None:
    back = client.post(page(fair), data=FULL | typed)
    assert back.status_code == 422
    text = back.get_data(as_text=True)
    assert sentence in text
    assert 'value="Haddad"' in text
    assert db.session.scalars(select(Candidate)).all() == []


def test_a_full_fair_says_so_and_keeps_what_was_typed(
    client: InspectingClient, office: Office, officer: Account
) -> None:
    full = office.fair(capacity=1, taken=1)
    back = client.post(page(full), data=FULL)
    assert back.status_code == 422
    assert "nicht mehr frei" in back.get_data(as_text=True)
    assert 'value="Haddad"' in back.get_data(as_text=True)


def test_a_full_fair_puts_people_on_the_list_and_tells_their_number(
    client: InspectingClient, office: Office, officer: Account
) -> None:
    full = office.fair(capacity=2, taken=2)
    back = client.post(page(full), data=FULL).get_data(as_text=True)
    assert "niemand wird überholt" in back
    assert "0 Personen warten schon" in back
    family = FULL | {"given_1": "Omar", "together": "y", "wait": "1"}
    made = client.post(page(full), data=family)
    shown = client.page(str(made.location))
    assert "Auf der Warteliste" in shown
    assert "Nummer 1" in shown
    places = db.session.scalars(select(Registration)).all()
    assert {(one.state, one.queue_number) for one in places} == {(RegistrationState.WAITING, 1)}
    who = select(AuditEntry.account_id).where(AuditEntry.action == "registration.queued")
    assert set(db.session.scalars(who)) == {officer.id}
    assert client.post(page(full), data=family).location == made.location
    later = client.post(page(full), data=FULL | {"key": "other", "wait": "1"})
    assert "Nummer 2" in client.page(str(later.location))


def test_more_people_than_a_group_has_places_are_told_at_once(
    client: InspectingClient, office: Office, officer: Account
) -> None:
    small = office.fair(capacity=1, taken=1)
    family = FULL | {"given_1": "Omar", "together": "y", "wait": "1"}
    back = client.post(page(small), data=family)
    assert back.status_code == 422
    assert "passen in keine Gruppe" in back.get_data(as_text=True)
    assert db.session.scalars(select(Candidate)).all() == []


def test_a_place_that_came_free_meanwhile_is_given_and_not_waited_for(
    client: InspectingClient, officer: Account, fair: Fair
) -> None:
    made = client.post(page(fair), data=FULL | {"wait": "1"})
    assert "Angemeldet" in client.page(str(made.location))
