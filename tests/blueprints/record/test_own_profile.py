"""A person tells the own profile, one question a page, and takes the data along."""

from __future__ import annotations

import json

import pytest
from flask import Flask

from domain.languages import LanguageLevel
from domain.proposals import ProposalState
from models import Candidate, db
from tests.factories import Office, sign_in_as
from tests.factories.office import NOW
from tests.inspection import InspectingClient
from tests.statements import BUDGET, counted_statements


@pytest.fixture
def amal(client: InspectingClient, office: Office) -> Candidate:
    office.candidate(given_name="Noise", work=(("Maurer", "32122", 3),))
    person = office.candidate(given_name="Amal", german_level=None, caseworker=office.caseworker())
    sign_in_as(client, person)
    return person


def fresh(person: Candidate) -> Candidate:
    db.session.rollback()
    db.session.expire_all()
    return db.session.get_one(Candidate, person.id)


def tell_everything(client: InspectingClient) -> None:
    assert client.post("/my/german", data={"german": "A2"}).location == "/my/languages"
    assert client.post("/my/languages", data={"languages": ["ar", "ku"]}).location == "/my/work"
    told = {"own_words": "Schneiderin", "years": "5", "meant": "done"}
    assert client.post("/my/work", data=told).location == "/my/work"
    hours = {"hours": ["part_time"], "shifts": ["day"], "starts_on": ["1", "2", "2031"]}
    assert client.post("/my/hours", data=hours).location == "/my/wishes"
    assert client.post("/my/wishes", data={"kinds": ["trial"]}).location == "/my"


@pytest.mark.parametrize("language", ["de", "en", "ar"])
def test_every_question_has_its_page_in_the_own_language(
    client: InspectingClient, amal: Candidate, language: str
) -> None:
    for step in ("german", "languages", "work", "hours", "wishes", "data"):
        client.page(f"/my/{step}?lang={language}")


def test_what_the_person_tells_is_kept_as_said_and_waits_for_the_office(
    client: InspectingClient, app: Flask, amal: Candidate
) -> None:
    tell_everything(client)
    person = fresh(amal)
    assert person.german_level is LanguageLevel.A2
    assert {row.language for row in person.languages} == {"de", "ar", "ku"}
    assert (person.work[0].own_words, person.availability.starts_on.year) == ("Schneiderin", 2031)
    staff = InspectingClient(app)
    sign_in_as(staff, person.caseworker)
    page = staff.page(f"/desk/candidates/{person.id}")
    assert "Selbst angegeben, noch zu prüfen" in page
    fact = {"kind": "work_experience", "fact_id": str(person.work[0].id), "check": "seen"}
    assert staff.post(f"/desk/candidates/{person.id}/facts", data=fact).status_code == 303
    assert fresh(amal).work[0].check.value == "seen"
    assert "selbst gesagt" in staff.page(f"/desk/candidates/{person.id}/history")


def test_the_office_was_quicker_and_the_answer_is_not_lost(
    client: InspectingClient, app: Flask, amal: Candidate
) -> None:
    page = client.page("/my/hours")
    seen = page.split('name="seen"')[1].split('value="')[1].split('"')[0]
    staff = InspectingClient(app)
    sign_in_as(staff, fresh(amal).caseworker)
    told = {"hours": ["full_time"], "radius_km": "20"}
    staff.post(f"/desk/candidates/{amal.id}/availability", data=told)
    answer = client.post("/my/hours", data={"hours": ["marginal"], "seen": seen})
    assert answer.status_code == 409
    assert "حتى 20 كم" in answer.get_data(as_text=True)
    assert fresh(amal).availability.hours == ["full_time"]


def test_telling_the_hours_keeps_what_the_office_asked_beside_them(
    client: InspectingClient, app: Flask, amal: Candidate
) -> None:
    staff = InspectingClient(app)
    sign_in_as(staff, amal.caseworker)
    staff.post(f"/desk/candidates/{amal.id}/availability", data={"radius_km": "20"})
    client.post("/my/hours", data={"hours": ["marginal"]})
    assert (fresh(amal).availability.radius_km, amal.availability.hours) == (20, ["marginal"])


def test_german_words_in_an_arabic_line_do_not_turn_the_line_round(
    client: InspectingClient, amal: Candidate
) -> None:
    tell_everything(client)
    for page in ("work", "data"):
        assert '<bdi dir="rtl">Schneiderin' in client.page(f"/my/{page}?lang=ar")
        assert '<bdi dir="ltr">Schneiderin' in client.page(f"/my/{page}?lang=en")


def test_nobody_takes_the_work_of_somebody_else_away(
    client: InspectingClient, office: Office, amal: Candidate
) -> None:
    other = office.candidate(work=(("Koch", "29302", 2),))
    assert client.post(f"/my/work/{other.work[0].id}/removal").status_code == 404
    assert len(fresh(other).work) == 1


def test_all_own_data_come_along_to_read_and_as_a_file(
    client: InspectingClient, amal: Candidate
) -> None:
    tell_everything(client)
    client.post("/my/german", data={"german": "B1"})
    page = client.page("/my/data?lang=de")
    for shown in ("Schneiderin", "Probearbeit", "Frühere Angaben", "A2", "B1"):
        assert shown in page
    answer = client.get("/my/data.json")
    told = json.loads(answer.get_data(as_text=True))
    assert told["person"]["given_name"] == "Amal"
    kinds = {fact["kind"] for fact in told["facts"]}
    assert {"language_knowledge", "work_experience", "availability", "wishes"} <= kinds
    assert len(told["earlier_facts"]) == 2
    assert "Noise" not in answer.get_data(as_text=True)
    assert "creation_key" not in told["person"]


def test_the_file_to_take_along_tells_what_was_done_with_the_person(
    client: InspectingClient, office: Office, amal: Candidate
) -> None:
    told = office.proposal(candidate=amal, state=ProposalState.INTERESTED, proposed_at=NOW)
    considered = office.position(title="Nur erwogen")
    office.proposal(candidate=amal, position=considered, state=ProposalState.SHORTLISTED)
    office.proposal(state=ProposalState.INTERESTED, position=office.position(title="Noise"))
    file = json.loads(client.get("/my/data.json").get_data(as_text=True))
    dealings = [(one["kind"], one["title"], one["state"]) for one in file["dealings"]]
    assert dealings == [("proposal", told.position.title, "interested")]
    assert file["dealings"][0]["other_side"] == told.position.employer.name


@pytest.mark.parametrize("page", ["", "/data", "/data.json", "/german", "/work", "/hours"])
def test_the_pages_ask_little(client: InspectingClient, amal: Candidate, page: str) -> None:
    tell_everything(client)
    with counted_statements() as sent:
        client.get(f"/my{page}")
    assert len(sent) <= BUDGET


def test_taking_work_away_is_said(client: InspectingClient, office: Office) -> None:
    person = office.candidate(language="de", work=(("Koch im Hotel", "29302", 2),))
    sign_in_as(client, person)
    client.post(f"/my/work/{person.work[0].id}/removal")
    assert "Entfernt: Koch im Hotel" in client.page("/my/work")
