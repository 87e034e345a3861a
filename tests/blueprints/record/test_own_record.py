"""The own record: what a person sees, changes and takes back."""

import re
from datetime import timedelta

import pytest
from flask import Flask

from domain.consent import Purpose
from domain.proposals import ProposalState
from models import AuditEntry, Candidate, Consent, db, transactional
from tests.factories import Office, sign_in_as
from tests.factories.office import NOW
from tests.inspection import InspectingClient
from tests.statements import BUDGET, counted_statements


@pytest.fixture
def amal(client: InspectingClient, office: Office) -> Candidate:
    person = office.candidate(
        given_name="Amal",
        family_name="Beispiel",
        email="amal@example.org",
        phone="01512 3456789",
        language="de",
        caseworker=office.caseworker(name="Jens Neumann"),
        work=(("Schneiderin", "28232", 8),),
    )
    other = office.candidate(given_name="Noise", work=(("Maurer", "32122", 3),))
    office.registration(candidate=other, fair=office.fair(title="Noise fair"))
    office.proposal(candidate=other, position=office.position(title="Noise position"))
    sign_in_as(client, person)
    return person


def fresh(person: Candidate) -> Candidate:
    db.session.rollback()
    return db.session.get_one(Candidate, person.id)


def actions(person: Candidate) -> list[str]:
    db.session.rollback()
    query = db.session.query(AuditEntry).filter_by(subject_kind="candidate", subject_id=person.id)
    return [entry.action for entry in query.order_by(AuditEntry.id)]


def test_the_page_shows_the_own_data_and_nothing_of_others(
    client: InspectingClient, office: Office, amal: Candidate
) -> None:
    office.registration(candidate=amal, fair=office.fair(title="Meeting Point im Januar"))
    page = client.page("/my")
    for own in (
        "Amal Beispiel",
        "amal@example.org",
        "01512 3456789",
        "Herford",
        "Jens Neumann",
        "Schneiderin",
        "8 Jahre",
        "Meeting Point im Januar",
        "Vermittlung in Arbeit und Ausbildung",
    ):
        assert own in page
    assert "Noise" not in page
    assert f"/t/{amal.personal_codes[0].code}" in page


def test_the_person_sees_what_employers_were_told_and_not_who_was_only_considered(
    client: InspectingClient, office: Office, amal: Candidate
) -> None:
    told = office.position(title="Näherin", employer=office.employer(name="Polster GmbH"))
    office.proposal(candidate=amal, position=told)
    refused = office.position(title="Stickerin")
    office.proposal(candidate=amal, position=refused, state=ProposalState.DECLINED)
    considered = office.position(title="Raumausstatterin")
    office.proposal(
        candidate=amal, position=considered, state=ProposalState.SHORTLISTED, proposed_at=None
    )
    page = client.page("/my")
    assert "Näherin" in page
    assert "Polster GmbH" in page
    assert "Die Firma überlegt." in page
    assert "Diesmal hat es nicht gepasst." in page
    assert "abgelehnt" not in page
    assert "Raumausstatterin" not in page


def test_withdrawing_the_consent_hides_the_person_from_officers_and_firms_at_once(
    client: InspectingClient, app: Flask, office: Office, amal: Candidate
) -> None:
    from domain.access import Role
    from models import Proposal
    from services.visibility import visible

    firm = office.employer()
    office.proposal(candidate=amal, position=office.position(employer=firm))
    officer = office.officer().actor
    member = office.account(Role.EMPLOYER, employer=firm).actor

    withdraw = f"/my/consents/{amal.consents[0].id}/withdraw"

    def seen() -> list[bool]:
        db.session.rollback()
        found = [visible(Candidate, officer).where(Candidate.id == amal.id)]
        found.append(visible(Proposal, member))
        return [db.session.scalar(query) is not None for query in found]

    assert seen() == [True, True]
    question = client.page(withdraw)
    assert "sehen Sie ab sofort nicht mehr" in question
    assert seen() == [True, True]
    assert client.post(withdraw).status_code == 303
    assert seen() == [False, False]
    assert "candidate.consent_withdrawn" in actions(amal)
    assert "Vermittlung in Arbeit" not in client.page("/my")
    assert client.post(withdraw).status_code == 404


def test_only_the_own_consents_can_be_withdrawn(
    client: InspectingClient, office: Office, amal: Candidate
) -> None:
    theirs = office.candidate().consents[0]
    assert client.get(f"/my/consents/{theirs.id}/withdraw").status_code == 404
    assert client.post(f"/my/consents/{theirs.id}/withdraw").status_code == 404
    db.session.refresh(theirs)
    assert theirs.withdrawn_at is None


def test_a_purpose_agreed_to_twice_is_shown_once_and_withdrawn_whole(
    client: InspectingClient, amal: Candidate
) -> None:
    agree_again(amal)
    page = client.page("/my")
    links = re.findall(r"/my/consents/\d+/withdraw", page)
    assert len(links) == 1
    client.post(links[0])
    assert "/withdraw" not in client.page("/my")


def test_signing_out_leads_back_to_where_people_without_a_password_come_in(
    client: InspectingClient, amal: Candidate
) -> None:
    assert client.post("/sign-out").location == "/my/sign-in"
    assert client.get("/my").status_code == 303


def test_a_new_telephone_number_is_kept_in_one_notation(
    client: InspectingClient, amal: Candidate
) -> None:
    data = {"phone": "٠١٧٠ ١٢٣٤٥٦٧", "email": "Neu@Example.org"}
    assert client.post("/my/contact", data=data).status_code == 303
    person = fresh(amal)
    assert (person.phone, person.email) == ("+491701234567", "neu@example.org")
    assert "candidate.contact_changed" in actions(amal)
    assert person.changed_at > NOW - timedelta(seconds=1)


@pytest.mark.parametrize(
    "data",
    [{"phone": "", "email": ""}, {"phone": "12"}, {"phone": "0170 1234567", "email": "kein@"}],
)
def test_a_poor_contact_is_refused_and_what_was_typed_stays(
    client: InspectingClient, amal: Candidate, data: dict[str, str]
) -> None:
    answer = client.post("/my/contact", data=data)
    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    assert all(value in page for value in data.values())
    assert fresh(amal).email == "amal@example.org"


def test_place_and_language_are_changed_by_the_person(
    client: InspectingClient, amal: Candidate
) -> None:
    assert client.post("/my/place", data={"postcode": "٣٢٢٥٧", "place": ""}).status_code == 303
    assert client.post("/my/language", data={"language": "ar"}).location == "/my?lang=ar"
    person = fresh(amal)
    assert (person.postcode, person.place, person.language) == ("32257", "Bünde", "ar")
    assert 'dir="rtl"' in client.page("/my?lang=ar")
    assert client.post("/my/language", data={"language": "xx"}).status_code == 422
    assert client.post("/my/place", data={"postcode": "3", "place": "x"}).status_code == 422


def test_a_new_postcode_leaves_no_old_place_behind(
    client: InspectingClient, office: Office
) -> None:
    person = office.candidate(postcode="32257", place="Bünde")
    sign_in_as(client, person)
    client.post("/my/place", data={"postcode": "32049", "place": "Bünde"})
    assert (fresh(person).postcode, person.place) == ("32049", "Herford")
    client.post("/my/place", data={"postcode": "32257", "place": "Bünde-Ennigloh"})
    assert (fresh(person).postcode, person.place) == ("32257", "Bünde-Ennigloh")


def test_the_record_opens_to_nobody_else(
    client: InspectingClient, app: Flask, office: Office, amal: Candidate
) -> None:
    for account in (office.officer(), office.caseworker()):
        staff = InspectingClient(app)
        sign_in_as(staff, account)
        assert staff.get("/my").status_code == 404
    assert InspectingClient(app).get("/my").location == "/my/sign-in?next=/my"


def test_the_page_takes_no_more_statements_with_many_entries(
    client: InspectingClient, office: Office, amal: Candidate
) -> None:
    client.page("/my")
    counts = []
    for _ in range(2):
        for _ in range(5):
            office.registration(candidate=amal)
            office.proposal(candidate=amal)
        db.session.remove()
        with counted_statements() as sent:
            client.page("/my")
        counts.append(len(sent))
    assert counts[0] == counts[1] <= BUDGET


@transactional
def agree_again(person: Candidate) -> None:
    db.session.add(
        Consent(candidate_id=person.id, purpose=Purpose.PLACEMENT, text_version="2", given_at=NOW)
    )
