"""The people of a firm: contacts, colleagues, and a firm made on the telephone."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.access import Role
from domain.employers import EmployerState
from models import Account, AuditEntry, Employer, Letter, OneTimeKey, db, transactional
from services.passwords import is_password
from tests.blueprints.firms.test_first_steps import FIRM
from tests.factories import Office, sign_in_as
from tests.factories.office import NOW
from tests.inspection import InspectingClient

CALLED = {name: FIRM[name] for name in FIRM if name != "password"}
PASSWORD = "vier kurze Wörter Brot"


def invitations() -> list[str]:
    kind = select(Letter).where(Letter.kind == "firm-invitation").order_by(Letter.id)
    return [str(letter.facts["token"]) for letter in db.session.scalars(kind)]


def new_password(client: InspectingClient, token: str) -> int:
    typed = {"password": PASSWORD, "repeated": PASSWORD}
    return client.post(f"/password/{token}", data=typed).status_code


@transactional
def let_run_out() -> None:
    for key in db.session.scalars(select(OneTimeKey)):
        key.expires_at = NOW - timedelta(seconds=1)


def test_an_officer_makes_a_firm_on_the_telephone_and_hands_it_over_by_a_link(
    client: InspectingClient, office: Office
) -> None:
    sign_in_as(client, office.officer())
    client.page("/firms/new")
    made = client.post("/firms/new", data=CALLED)
    assert made.status_code == 303
    firm = db.session.scalars(select(Employer)).one()
    assert (firm.state, firm.contacts[0].name) == (EmployerState.VERIFIED, FIRM["contact_name"])
    assert "eingeladen, noch ohne Passwort" in client.page(made.location)
    (token,) = invitations()
    assert "Willkommen" in client.page(f"/password/{token}")
    assert "Willkommen" in client.page(f"/password/{token}"), "looking uses nothing up"
    assert new_password(client, token) == 303
    assert new_password(client, token) == 404, "a used link"
    member = db.session.scalars(select(Account).where(Account.role == Role.EMPLOYER)).one()
    assert is_password(member.password_hash, PASSWORD)
    assert member.employer_id == firm.id
    sign_in_as(client, member)
    assert FIRM["name"] in client.page("/firm")
    deeds = set(db.session.scalars(select(AuditEntry.action)))
    assert deeds >= {"employer.created", "account.invited"}


def test_a_forged_link_and_one_that_ran_out_say_so_in_the_same_sentence(
    client: InspectingClient, office: Office
) -> None:
    sign_in_as(client, office.officer())
    client.post("/firms/new", data=CALLED)
    let_run_out()
    for token in (invitations()[0], "forged", "x" * 3000):
        answer = client.get(f"/password/{token}")
        assert answer.status_code == 404
        assert "Dieser Link" in answer.get_data(as_text=True)
        assert new_password(client, token) == 404


def test_a_new_link_ends_the_old_one_and_a_member_with_password_needs_none(
    client: InspectingClient, office: Office
) -> None:
    officer = office.officer()
    sign_in_as(client, officer)
    page = client.post("/firms/new", data=CALLED).location
    member = db.session.scalars(select(Account).where(Account.role == Role.EMPLOYER)).one()
    assert client.post(f"{page}/invite/{member.id}").status_code == 303
    old, new = invitations()
    assert client.get(f"/password/{old}").status_code == 404
    assert new_password(client, new) == 303
    assert client.post(f"{page}/invite/{member.id}").status_code == 303
    assert len(invitations()) == 2
    for stranger in (officer.id, office.account(Role.EMPLOYER).id, 2_000_000_000):
        assert client.post(f"{page}/invite/{stranger}").status_code == 404


def test_an_address_that_is_known_gets_no_second_account(
    client: InspectingClient, office: Office
) -> None:
    known = office.account(Role.EMPLOYER)
    sign_in_as(client, office.officer())
    answer = client.post("/firms/new", data=CALLED | {"email": known.email})
    assert answer.status_code == 422
    assert "hat schon ein Konto" in answer.get_data(as_text=True)
    assert db.session.scalar(select(Employer).where(Employer.name == FIRM["name"])) is None
    assert invitations() == []


def test_a_member_invites_a_colleague_by_the_same_link(
    client: InspectingClient, office: Office
) -> None:
    member = office.account(Role.EMPLOYER)
    sign_in_as(client, member)
    typed = {"name": "Kai Beispiel", "email": "Kai@firma.example"}
    assert client.post("/firm/colleagues", data=typed).status_code == 303
    assert "(eingeladen)" in client.page("/firm/colleagues")
    assert client.post("/firm/colleagues", data=typed).status_code == 422
    assert new_password(client, invitations()[0]) == 303
    kai = db.session.scalars(select(Account).where(Account.email == "kai@firma.example")).one()
    assert kai.employer_id == member.employer_id


def test_contacts_are_added_changed_preferred_and_removed(
    client: InspectingClient, office: Office
) -> None:
    sign_in_as(client, office.officer())
    client.post("/firms/new", data=CALLED)
    firm = db.session.scalars(select(Employer)).one()
    sign_in_as(client, firm.members[0])
    typed = {"name": "Rita Meisterin", "role": "Meisterin", "phone": "05223 99", "email": ""}
    assert client.post("/firm/contacts", data=typed).status_code == 303
    first, second = (one.id for one in firm.contacts)
    assert client.post(f"/firm/contacts/{first}/remove").status_code == 303
    assert "Wählen Sie zuerst" in client.page("/firm/contacts")
    assert client.post(f"/firm/contacts/{second}/prefer").status_code == 303
    db.session.expire_all()
    assert (firm.contact_name, firm.contact_phone) == ("Rita Meisterin", "+49522399")
    position = office.position(employer=firm, contact_id=first)
    assert client.post(f"/firm/contacts/{first}/remove").status_code == 303
    db.session.expire_all()
    assert [one.name for one in firm.contacts] == ["Rita Meisterin"]
    assert position.contact_id is None
    changed = client.post(f"/firm/contacts/{second}", data=typed | {"name": "Rita Neu"})
    assert changed.status_code == 303
    db.session.expire_all()
    assert firm.contact_name == "Rita Neu"


@pytest.mark.parametrize("deed", ["", "/prefer", "/remove"])
def test_the_contacts_of_another_firm_do_not_exist(
    client: InspectingClient, office: Office, deed: str
) -> None:
    sign_in_as(client, office.officer())
    client.post("/firms/new", data=CALLED)
    foreign = db.session.scalars(select(Employer)).one().contacts[0]
    sign_in_as(client, office.account(Role.EMPLOYER))
    assert client.post(f"/firm/contacts/{foreign.id}{deed}", data={"name": "X"}).status_code == 404
    db.session.expire_all()
    assert foreign.name == FIRM["contact_name"]


@pytest.mark.parametrize("typed", ["1234567", "09912343", "abc", "٠٩٩١٢٣٤٣"])
def test_a_wrong_establishment_number_is_refused_in_words(
    client: InspectingClient, office: Office, typed: str
) -> None:
    sign_in_as(client, office.account(Role.EMPLOYER))
    answer = client.post("/firm/edit", data=FIRM | {"establishment_number": typed})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Diese Betriebsnummer kann nicht stimmen" in page
    assert typed in page


def test_the_number_and_the_languages_of_the_team_are_kept(
    client: InspectingClient, office: Office
) -> None:
    member = office.account(Role.EMPLOYER)
    sign_in_as(client, member)
    typed = FIRM | {"establishment_number": "099-123 42", "team_languages": ["tr", "de"]}
    assert client.post("/firm/edit", data=typed).status_code == 303
    page = client.page("/firm")
    assert "09912342" in page
    assert "Deutsch, Türkisch" in page
    sign_in_as(client, office.officer())
    seen = client.page(f"/firms/{member.employer_id}")
    assert "09912342" in seen
    assert "Deutsch, Türkisch" in seen


def test_the_second_of_two_who_change_the_firm_sees_both(
    client: InspectingClient, office: Office
) -> None:
    sign_in_as(client, office.account(Role.EMPLOYER))
    assert client.post("/firm/edit", data=FIRM | {"street": "Ihre Straße 1"}).status_code == 303
    second = client.post("/firm/edit", data=FIRM | {"street": "Seine Straße 2"})
    page = second.get_data(as_text=True)
    assert second.status_code == 409
    assert "Ihre Straße 1" in page
    assert page.count("Seine Straße 2") == 2
    for forged in ("", "0", "-2", "x", "9" * 40):
        assert client.post("/firm/edit", data=FIRM | {"version": forged}).status_code == 409
    again = FIRM | {"street": "Seine Straße 2", "version": "2"}
    assert client.post("/firm/edit", data=again).status_code == 303


@pytest.mark.parametrize("path", ["/firm/edit", "/firm/contacts"])
def test_a_demand_no_advertisement_may_make_is_refused_in_the_firms_words_too(
    client: InspectingClient, office: Office, path: str
) -> None:
    member = office.account(Role.EMPLOYER)
    sign_in_as(client, member)
    demand = "Wir stellen nur Männer bis 35 Jahre ein."
    typed = FIRM | {"about": demand, "role": demand, "name": "Rita"}
    refused = client.post(path, data=typed)
    page = refused.get_data(as_text=True)
    assert refused.status_code == 422
    assert "Das Geschlecht darf keine Bedingung sein" in page
    assert demand in page, "what was typed stays"
    fair = typed | {"about": "Bei uns arbeiten 12 Nationalitäten.", "role": "Meisterin"}
    assert client.post(path, data=fair).status_code == 303


def test_a_row_of_languages_has_the_comma_of_the_page(
    client: InspectingClient, office: Office
) -> None:
    firm = office.employer(team_languages=["de", "ar"])
    sign_in_as(client, office.account(Role.EMPLOYER, employer=firm))
    assert "الألمانية، العربية" in client.page("/firm?lang=ar")
    assert "Deutsch, Arabisch" in client.page("/firm?lang=de")
