"""The guided interview, question by question, as colleagues ask it."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from models import Candidate, db
from tests.factories import Office, sign_in_as
from tests.inspection import InspectingClient

NEW = "/desk/candidates/new"
AMAL = {
    "given_name": "Amal",
    "family_name": "Musterfrau",
    "own_script_name": "أمل",
    "birth": ["", "", "١٩٩٠"],
    "email": "Amal@Example.org",
    "phone": "٠١٧٠ ١٢٣٤٥٦٧",
    "language": "ar",
    "postcode": "٣٢٥٨٤",
    "place": "",
    "agreed": "y",
    "creation_key": "one page",
}


def _people() -> list[Candidate]:
    return list(db.session.scalars(select(Candidate).order_by(Candidate.id)))


def test_the_whole_interview_leads_to_a_file_that_shows_it(
    client: InspectingClient, office: Office
) -> None:
    sign_in_as(client, office.caseworker())
    client.page(NEW)
    answer = client.post(NEW, data=AMAL)
    person = _people()[0]
    home = f"/desk/candidates/{person.id}"
    assert (answer.status_code, answer.location) == (303, f"{home}/languages")
    assert (person.phone, person.email) == ("+491701234567", "amal@example.org")
    assert (person.postcode, person.place, person.birth_year) == ("32584", "Löhne", 1990)
    client.page(answer.location)
    german = {"de_speaking": "A2", "de_understanding": "B1", "scripts": ["arabic", "latin"]}
    arabic = {"other0": "ar", "other0_reading": "C2"}
    told = client.post(f"{home}/languages", data=german | arabic)
    assert told.location == f"{home}/education"
    school = {"kind": "school", "own_words": "Gymnasium in Aleppo", "country": "SY", "years": "9"}
    assert client.post(f"{home}/education", data=school).location == f"{home}/education"
    assert "Gymnasium in Aleppo" in client.page(f"{home}/education")
    told = {"own_words": "Schneiderin", "years": "8"}
    choose = client.post(f"{home}/work", data=told).location
    assert "Schneider" in client.page(choose)
    assert client.post(choose, data={"code": "28222"}).location == f"{home}/work"
    assert "Schneider" in client.page(f"{home}/work")
    client.page(f"{home}/skills")
    found = client.page(f"{home}/skills?q=nähen")
    key = found.split('name="skills" value="')[1].split('"')[0]
    assert client.post(f"{home}/skills", data={"skills": [key]}).location == f"{home}/licences"
    client.page(f"{home}/licences")
    licences = {"licences": ["b", "forklift"], "state": "german", "country": "DE"}
    assert client.post(f"{home}/licences", data=licences).location == f"{home}/availability"
    client.page(f"{home}/availability")
    hours = {"hours": ["part_time"], "weekly_hours": "30", "starts_on": ["1", "2", "2031"]}
    assert client.post(f"{home}/availability", data=hours).location == f"{home}/wishes"
    client.page(f"{home}/wishes")
    wishes = {"kinds": ["apprenticeship"], "own_words": "gern mit Stoff"}
    assert client.post(f"{home}/wishes", data=wishes).location == f"{home}/residence"
    document = {
        "status_key": "duldung_60b",
        "entry": "nicht_erlaubt",
        "valid_until": ["3", "4", "2031"],
        "issued_by": "unknown",
        "in_facility": "unknown",
        "evidence": "seen",
    }
    assert client.post(f"{home}/residence", data=document).location == f"{home}/consents"
    client.page(f"{home}/residence")
    client.page(f"{home}/consents")
    page = client.page(home)
    for shown in (
        *(
            "Schneiderin",
            "Löhne",
            "Duldung",
            "03.04.2031",
            "A2",
            "أمل",
            "Arabisch",
            "Staplerschein",
        ),
        *("Gymnasium in Aleppo", "Syrien", "30 Stunden", "01.02.2031", "gern mit Stoff"),
    ):
        assert shown in page


def test_an_officer_without_consent_reads_why_and_loses_nothing_typed(
    client: InspectingClient, office: Office
) -> None:
    sign_in_as(client, office.officer())
    answer = client.post(NEW, data={**AMAL, "agreed": ""})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Ohne Einwilligung in die Vermittlung" in page
    assert "Musterfrau" in page
    assert _people() == []


def test_pressing_the_button_twice_keeps_one_person(
    client: InspectingClient, office: Office
) -> None:
    sign_in_as(client, office.caseworker())
    assert client.post(NEW, data=AMAL).location == client.post(NEW, data=AMAL).location
    assert len(_people()) == 1


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("given_name", ""),
        ("given_name", "\u202e\x00"),
        ("given_name", "a" * 121),
        ("own_script_name", "أ" * 241),
        ("birth", ["30", "2", "1990"]),
        ("birth", ["1", "", "1990"]),
        ("birth", ["", "", "2190"]),
        ("birth", ["", "", "neunzehn"]),
        ("birth", ["", "", "9" * 400]),
        ("birth", ["0", "0", "0"]),
        ("email", "amal@"),
        ("email", "a" * 300 + "@example.org"),
        ("phone", "nicht da"),
        ("phone", "1" * 90),
        ("postcode", "3258"),
        ("postcode", "🏠🏠🏠🏠🏠"),
        ("language", "tlh"),
        ("place", "x" * 1_000_000),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    client: InspectingClient, office: Office, field: str, typed: str
) -> None:
    sign_in_as(client, office.caseworker())
    answer = client.post(NEW, data={**AMAL, field: typed})
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.get_data(as_text=True)
    assert _people() == []


@pytest.mark.parametrize("name", ["A", "🙂", "محمد", "O’Neill", "<b>Max</b>", "{{ 7*7 }}"])
def test_every_name_people_have_is_kept_as_it_is(
    client: InspectingClient, office: Office, name: str
) -> None:
    sign_in_as(client, office.caseworker())
    where = client.post(NEW, data={**AMAL, "given_name": name}).location
    assert _people()[0].given_name == name
    client.page(where.removesuffix("/languages"))


@pytest.mark.parametrize("work_id", ["999999", "99999999999999999999"])
def test_work_that_is_not_the_persons_own_answers_404(
    client: InspectingClient, office: Office, work_id: str
) -> None:
    caseworker = office.caseworker()
    person = office.candidate(caseworker=caseworker)
    sign_in_as(client, caseworker)
    home = f"/desk/candidates/{person.id}/work/{work_id}"
    assert client.get(home).status_code == 404
    assert client.get(f"{home}/occupation").status_code == 404
    assert client.post(f"{home}/removal").status_code == 303


def test_a_forged_occupation_or_skill_is_refused(client: InspectingClient, office: Office) -> None:
    caseworker = office.caseworker()
    person = office.candidate(caseworker=caseworker, work=(("Koch", "29302", 2),))
    sign_in_as(client, caseworker)
    home = f"/desk/candidates/{person.id}"
    work = f"{home}/work/{person.work[0].id}/occupation"
    assert client.post(work, data={"code": "' OR 1=1"}).status_code == 422
    assert client.post(f"{home}/skills", data={"skills": ["flying"]}).status_code == 422
    assert client.post(f"{home}/languages", data={"de_speaking": "D7"}).status_code == 422
    assert (
        client.post(f"{home}/residence", data={"status_key": "x", "entry": "y"}).status_code == 422
    )


def test_words_changed_later_ask_for_the_occupation_again(
    client: InspectingClient, office: Office
) -> None:
    caseworker = office.caseworker()
    person = office.candidate(caseworker=caseworker, work=(("Koch", "29302", 2),))
    sign_in_as(client, caseworker)
    home = f"/desk/candidates/{person.id}/work"
    entry = f"{home}/{person.work[0].id}"
    client.page(entry)
    same = {"own_words": "Koch", "years": "3"}
    assert client.post(entry, data=same).location == home
    other = {"own_words": "Bäcker", "years": "3"}
    assert client.post(entry, data=other).location == f"{entry}/occupation"
