"""A firm registers, an officer verifies it, it posts a position, an officer releases it."""

import pytest
from sqlalchemy import select

from domain.access import Role
from domain.employers import EmployerState
from domain.positions import PositionState
from models import Account, AuditEntry, Employer, Letter, Position, db
from services.passwords import is_password
from tests.factories import Office, sign_in_as
from tests.inspection import InspectingClient

FIRM = {
    "version": "1",
    "name": "Küchenwerk Beispiel GmbH",
    "sector": "Möbel",
    "about": "Wir bauen Küchen.",
    "street": "Werkstraße 7",
    "postcode": "32257",
    "place": "Bünde",
    "contact_name": "Petra Muster",
    "contact_phone": "05223 123456",
    "email": "Petra@Kuechenwerk.example",
    "password": "drei kleine Brote",
}
POSITION = {
    "kind": "job",
    "title": "Tischler/in für Küchen",
    "tasks": "Fronten zuschneiden und einbauen.",
    "requirement_level": "2",
    "german_understanding": "A2",
    "german_speaking": "A2",
    "german_reading": "A1",
    "german_writing": "none",
    "skills-need-wood-machines": "must",
    "postcode": "32257",
    "place": "",
    "starts_on": ["", "", ""],
    "places": "٢",
}


def registered(client: InspectingClient, **typed: str) -> Account:
    response = client.post("/firm/register", data=FIRM | typed)
    assert response.status_code == 303
    account = db.session.scalar(select(Account).where(Account.role == Role.EMPLOYER))
    assert account is not None
    return account


def letters() -> list[str]:
    return sorted(db.session.scalars(select(Letter.kind)))


def test_from_registration_to_a_released_position(client: InspectingClient, office: Office) -> None:
    account = registered(client)
    firm = db.session.get_one(Employer, account.employer_id)
    assert (firm.name, firm.state) == (FIRM["name"], EmployerState.PENDING)
    assert account.email == "petra@kuechenwerk.example"
    assert is_password(account.password_hash, FIRM["password"])

    sign_in_as(client, account)
    assert "Ihre Firma wird geprüft" in client.page("/firm")
    details = client.page("/positions/new/details?kind=job&title=Tischler&occupation=22342")
    assert "skills-need-wood-machines" in details
    posted = client.post("/positions/new/details?occupation=22342", data=POSITION)
    assert posted.status_code == 303
    position = db.session.scalar(select(Position))
    assert position is not None
    assert (position.state, position.occupation_code) == (PositionState.SUBMITTED, "22342")
    assert (position.place, position.places, position.starts_on) == ("Bünde", 2, None)
    assert [skill.skill for skill in position.skills] == ["wood-machines"]

    sign_in_as(client, office.officer())
    assert FIRM["name"] in client.page("/firms")
    assert client.post(f"/firms/{firm.id}/verify").status_code == 303
    assert "Tischler/in für Küchen" in client.page("/office/positions")
    client.page(f"/office/positions/{position.id}")
    assert client.post(f"/office/positions/{position.id}/release").status_code == 303

    db.session.rollback()
    assert firm.state is EmployerState.VERIFIED
    assert position.state is PositionState.RELEASED
    assert letters() == ["firm-registered", "firm-verified", "position-released"]
    actions = set(db.session.scalars(select(AuditEntry.action)))
    assert actions >= {"employer.registered", "employer.verified", "position.posted"}
    assert "position.released" in actions


def test_a_known_address_gets_the_same_answer_and_another_letter(client: InspectingClient) -> None:
    first = client.post("/firm/register", data=FIRM)
    second = client.post("/firm/register", data=FIRM | {"name": "Eine andere Firma"})
    assert (first.status_code, first.location) == (second.status_code, second.location)
    assert list(db.session.scalars(select(Employer.name))) == [FIRM["name"]]
    assert letters() == ["address-known", "firm-registered"]


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("name", "", "Dieses Feld wird gebraucht."),
        ("name", "x" * 1_000_000, "Bitte höchstens 160 Zeichen."),
        ("name", " \u202e\x00\u200f ", "Dieses Feld wird gebraucht."),
        ("postcode", "abc", "Eine Postleitzahl hat fünf Ziffern."),
        ("contact_phone", "😀", "Diese Telefonnummer ist unvollständig."),
        ("email", "petra@", "Diese E-Mail-Adresse ist unvollständig."),
        ("password", "zu kurz", "Das Passwort braucht mindestens 12 Zeichen."),
        ("password", "passwortpasswort", "Dieses Passwort ist leicht zu erraten."),
    ],
)
def test_a_wrong_entry_is_answered_beside_its_field_and_the_rest_stays(
    client: InspectingClient, field: str, typed: str, sentence: str
) -> None:
    response = client.post("/firm/register", data=FIRM | {field: typed})
    page = response.get_data(as_text=True)
    assert response.status_code == 422
    assert sentence in page
    assert all(value in page for name, value in FIRM.items() if name != field)
    assert db.session.scalar(select(Employer)) is None


def test_hostile_and_foreign_signs_are_kept_or_cleaned_never_an_error(
    client: InspectingClient,
) -> None:
    typed = {"name": "Bäckerei \u202e\x00<b>خبز</b> 🥖", "postcode": "٣٢٢٥٧", "contact_name": "Ö"}
    account = registered(client, **typed)
    firm = db.session.get_one(Employer, account.employer_id)
    assert (firm.name, firm.postcode) == ("Bäckerei <b>خبز</b> 🥖", "32257")
    sign_in_as(client, account)
    assert "<b>خبز" not in client.page("/firm")


def test_a_signed_in_firm_does_not_register_again(client: InspectingClient, office: Office) -> None:
    sign_in_as(client, office.account(Role.EMPLOYER))
    assert client.get("/firm/register").status_code == 303


def test_a_firm_changes_its_own_facts_and_no_other_firms(
    client: InspectingClient, office: Office
) -> None:
    own, other = office.employer(name="Eigene"), office.employer(name="Fremde")
    sign_in_as(client, office.account(Role.EMPLOYER, employer=own))
    assert 'value="Eigene"' in client.page("/firm/edit")
    assert client.post("/firm/edit", data=FIRM).status_code == 303
    db.session.rollback()
    assert (own.name, other.name) == (FIRM["name"], "Fremde")
    failed = client.post("/firm/edit", data=FIRM | {"street": ""})
    assert failed.status_code == 422


def test_a_blocked_firm_reads_the_reason(client: InspectingClient, office: Office) -> None:
    firm = office.employer()
    sign_in_as(client, office.officer())
    assert client.post(f"/firms/{firm.id}/block", data={"reason": ""}).status_code == 422
    for _ in range(2):
        answer = client.post(f"/firms/{firm.id}/block", data={"reason": "Adresse gibt es nicht."})
        assert answer.status_code == 303
    sign_in_as(client, office.account(Role.EMPLOYER, employer=firm))
    assert "Adresse gibt es nicht." in client.page("/firm")
    entries = db.session.scalars(
        select(AuditEntry.action).where(AuditEntry.subject_kind == "employer")
    )
    assert list(entries) == ["employer.blocked"]
