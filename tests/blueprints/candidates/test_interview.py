"""The guided interview and the file, as colleagues open them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from domain.access import Role
from domain.clock import office_day
from domain.languages import LanguageLevel
from models import AuditEntry, Candidate, PersonalCode, StandIn, db, transactional
from tests.factories import Office, sign_in_as
from tests.factories.office import NOW
from tests.inspection import InspectingClient, without_token
from tests.statements import BUDGET, counted_statements

NEW = "/desk/candidates/new"
AMAL = {
    "given_name": "Amal",
    "family_name": "Musterfrau",
    "own_script_name": "أمل",
    "birth_year": "١٩٩٠",
    "email": "Amal@Example.org",
    "phone": "٠١٧٠ ١٢٣٤٥٦٧",
    "language": "ar",
    "postcode": "٣٢٥٨٤",
    "place": "",
    "agreed": "y",
    "creation_key": "one page",
}


@transactional
def _stand_in(**values: Any) -> None:
    db.session.add(StandIn(**values))


def _people() -> list[Candidate]:
    return list(db.session.scalars(select(Candidate).order_by(Candidate.id)))


def _views(person: Candidate) -> int:
    return (
        db.session.scalar(
            select(func.count())
            .select_from(AuditEntry)
            .where(AuditEntry.action == "candidate.viewed", AuditEntry.subject_id == person.id)
        )
        or 0
    )


def test_the_whole_interview_leads_to_a_file_that_shows_it(
    client: InspectingClient, office: Office
) -> None:
    sign_in_as(client, office.caseworker())
    client.page(NEW)
    answer = client.post(NEW, data=AMAL)
    person = _people()[0]
    home = f"/desk/candidates/{person.id}"
    assert (answer.status_code, answer.location) == (303, f"{home}/german")
    assert (person.phone, person.email) == ("+491701234567", "amal@example.org")
    assert (person.postcode, person.place, person.birth_year) == ("32584", "Löhne", 1990)
    client.page(answer.location)
    assert client.post(f"{home}/german", data={"level": "A2"}).location == f"{home}/work"
    told = {"own_words": "Schneiderin", "years": "8"}
    choose = client.post(f"{home}/work", data=told).location
    assert "Schneider" in client.page(choose)
    assert client.post(choose, data={"code": "28222"}).location == f"{home}/work"
    assert "Schneider" in client.page(f"{home}/work")
    client.page(f"{home}/skills")
    found = client.page(f"{home}/skills?q=nähen")
    key = found.split('name="skills" value="')[1].split('"')[0]
    assert client.post(f"{home}/skills", data={"skills": [key]}).location == f"{home}/residence"
    document = {
        "kind": "duldung",
        "entry": "nur_mit_erlaubnis",
        "valid_until": ["3", "4", "2031"],
    }
    assert client.post(f"{home}/residence", data=document).location == f"{home}/consents"
    client.page(f"{home}/residence")
    client.page(f"{home}/consents")
    page = client.page(home)
    for shown in ("Schneiderin", "Löhne", "Duldung", "03.04.2031", "A2", "أمل"):
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
        ("birth_year", "2190"),
        ("birth_year", "neunzehn"),
        ("birth_year", "9" * 400),
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
    client.page(where.removesuffix("/german"))


STEPS = ("", "/contact", "/german", "/work", "/skills", "/residence", "/consents", "/card")


@pytest.mark.parametrize("step", STEPS)
def test_a_colleagues_person_answers_like_one_that_does_not_exist(
    client: InspectingClient, office: Office, step: str
) -> None:
    person = office.candidate(caseworker=office.caseworker())
    sign_in_as(client, office.caseworker())
    foreign = client.get(f"/desk/candidates/{person.id}{step}")
    missing = client.get(f"/desk/candidates/999999{step}")
    assert foreign.status_code == missing.status_code == 404
    assert without_token(foreign) == without_token(missing)
    assert _views(person) == 0


@pytest.mark.parametrize("step", STEPS)
def test_every_page_of_a_record_is_noted_once_when_a_colleague_looks(
    client: InspectingClient, office: Office, step: str
) -> None:
    caseworker = office.caseworker()
    person = office.candidate(caseworker=caseworker, work=(("Koch", "29302", 2),))
    sign_in_as(client, caseworker)
    client.page(f"/desk/candidates/{person.id}{step}")
    assert _views(person) == 1


@pytest.mark.parametrize(
    ("first", "last", "sees"),
    [(0, 0, True), (-3, 0, True), (0, 5, True), (1, 5, False), (-5, -1, False)],
)
def test_a_stand_in_sees_the_record_from_the_first_to_the_last_day(
    client: InspectingClient, office: Office, first: int, last: int, sees: bool
) -> None:
    absent, stand_in = office.caseworker(), office.caseworker()
    person = office.candidate(caseworker=absent)
    day = office_day(NOW)
    _stand_in(
        caseworker=absent,
        stand_in=stand_in,
        starts_on=day + timedelta(days=first),
        ends_on=day + timedelta(days=last),
    )
    sign_in_as(client, stand_in)
    answer = client.get(f"/desk/candidates/{person.id}")
    assert answer.status_code == (200 if sees else 404)


def test_a_team_lead_reads_the_file_and_changes_nothing(
    client: InspectingClient, office: Office
) -> None:
    person = office.candidate(agreed=False)
    sign_in_as(client, office.account(Role.TEAM_LEAD))
    assert f"/desk/candidates/{person.id}/contact" not in client.page(
        f"/desk/candidates/{person.id}"
    )
    for step in STEPS[1:]:
        assert client.get(f"/desk/candidates/{person.id}{step}").status_code == 404


def test_after_a_withdrawal_the_person_is_gone_for_officers(
    client: InspectingClient, office: Office
) -> None:
    person = office.candidate(family_name="Verschwunden")
    sign_in_as(client, office.officer())
    home = f"/desk/candidates/{person.id}"
    client.page(f"{home}/consents")
    assert client.post(f"{home}/consents/withdrawal").location == "/desk/candidates/"
    assert "Verschwunden" not in client.page("/desk/candidates/")
    assert client.get(home).status_code == 404


def test_the_card_carries_the_code_for_the_ticket_and_a_new_one_replaces_it(
    app: Flask, client: InspectingClient, office: Office
) -> None:
    caseworker = office.caseworker()
    person = office.candidate(caseworker=caseworker)
    old = person.personal_codes[0]
    home = f"/desk/candidates/{person.id}"
    sign_in_as(client, caseworker)
    spaced = "-".join(old.code[i : i + 3] for i in (0, 3, 6))
    assert spaced in client.page(f"{home}/card")
    for _press in range(2):
        assert client.post(f"{home}/code", data={"seen": str(old.id)}).status_code == 303
    working = select(PersonalCode.code).where(PersonalCode.revoked_at.is_(None))
    assert len(db.session.scalars(working).all()) == 1
    assert spaced not in client.page(f"{home}/card")
    client.post(f"{home}/code/revocation")
    db.session.rollback()
    assert db.session.scalars(working).all() == []
    client.page(f"{home}/card")
    assert client.post(f"{home}/code", data={"seen": "😀" * 99}).status_code == 303


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
    assert client.post(f"{home}/german", data={"level": "D7"}).status_code == 422
    assert client.post(f"{home}/residence", data={"kind": "x", "entry": "y"}).status_code == 422


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


@transactional
def _add_events(office: Office, person: Candidate, count: int) -> None:
    firm = office.employer()
    for _number in range(count):
        office.proposal(candidate=person, position=office.position(employer=firm))


def test_the_file_asks_as_little_for_a_long_story_as_for_a_short_one(
    client: InspectingClient, office: Office
) -> None:
    officer = office.officer()
    person = office.candidate(
        german_level=LanguageLevel.B1, work=(("Koch", "29302", 2),), skills=("a", "b")
    )
    sign_in_as(client, officer)
    counts = []
    for more in (10, 190):
        _add_events(office, person, more)
        client.page(f"/desk/candidates/{person.id}")
        with counted_statements() as sent:
            client.page(f"/desk/candidates/{person.id}")
        counts.append(len(sent))
    assert counts[0] == counts[1] <= BUDGET
