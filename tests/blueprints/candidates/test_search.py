"""Looking for people: who finds whom, and what of them."""

from __future__ import annotations

import pytest

from domain.access import Role
from domain.languages import LanguageLevel
from models import CandidateSkill, WorkExperience, db, transactional
from tests.factories import Office, sign_in_as
from tests.inspection import InspectingClient
from tests.statements import BUDGET, counted_statements

URL = "/desk/candidates/"


def test_an_officer_finds_everybody_who_agreed_and_nobody_else(
    client: InspectingClient, office: Office
) -> None:
    office.candidate(given_name="Yara", family_name="Agreed")
    office.candidate(given_name="Yara", family_name="Silent", agreed=False)
    sign_in_as(client, office.officer())
    page = client.page(f"{URL}?q=yara")
    assert "Agreed" in page
    assert "Silent" not in page


def test_of_a_colleagues_person_a_caseworker_sees_name_and_colleague_only(
    client: InspectingClient, office: Office
) -> None:
    colleague = office.caseworker(name="Frau Nachbarin")
    person = office.candidate(
        family_name="Fremd",
        caseworker=colleague,
        place="Vlotho",
        german_level=LanguageLevel.C2,
        own_script_name="فريد",
        work=(("Uhrmacher", "24522", 9),),
    )
    sign_in_as(client, office.caseworker())
    line = client.page(f"{URL}?q=fremd").split("<tbody")[1].split("</tbody>")[0]
    assert "Fremd" in line
    assert "Frau Nachbarin" in line
    assert f"/desk/candidates/{person.id}" not in line
    for hidden in ("Vlotho", "C2", "فريد", "Uhrmacher"):
        assert hidden not in line


def test_without_a_name_a_caseworker_sees_own_people_only(
    client: InspectingClient, office: Office
) -> None:
    caseworker = office.caseworker()
    office.candidate(family_name="Eigen", caseworker=caseworker)
    office.candidate(family_name="Fremd", caseworker=office.caseworker())
    sign_in_as(client, caseworker)
    page = client.page(URL)
    assert "Eigen" in page
    assert "Fremd" not in page


@pytest.mark.parametrize("filtered", ["place=Vlotho", "level=C2"])
def test_a_filter_tells_a_caseworker_nothing_about_the_people_of_others(
    client: InspectingClient, office: Office, filtered: str
) -> None:
    office.candidate(family_name="Fremd", place="Vlotho", german_level=LanguageLevel.C2)
    sign_in_as(client, office.caseworker())
    assert "Fremd" not in client.page(f"{URL}?q=fremd&{filtered}")


@pytest.mark.parametrize(
    "typed", ["muller", "MÜLLER", "Mueller", "müll", "öz müller", "أحمد", "احمد"]
)
def test_a_name_is_found_however_its_accents_and_case_are_typed(
    client: InspectingClient, office: Office, typed: str
) -> None:
    office.candidate(given_name="Öznur", family_name="Müller", own_script_name="أحمد")
    office.candidate(given_name="Max", family_name="Millner")
    sign_in_as(client, office.officer())
    page = client.get(URL, query_string={"q": typed}).get_data(as_text=True)
    assert "Müller, Öznur" in page
    assert "Millner" not in page


def test_a_team_lead_finds_the_people_of_the_own_office(
    client: InspectingClient, office: Office
) -> None:
    office.candidate(family_name="Hiesig", agreed=False)
    office.candidate(family_name="Auswärtig", office=office.office("Agentur für Arbeit"))
    sign_in_as(client, office.account(Role.TEAM_LEAD))
    page = client.page(URL)
    assert "Hiesig" in page
    assert "Auswärtig" not in page


def test_levels_of_german_sort_from_none_to_fluent(
    client: InspectingClient, office: Office
) -> None:
    for name, level in (
        ("Bb", LanguageLevel.B1),
        ("Nn", LanguageLevel.NONE),
        ("Cc", LanguageLevel.C2),
    ):
        office.candidate(family_name=name, german_level=level)
    sign_in_as(client, office.officer())
    for sort, expected in (("german", ["Nn,", "Bb,", "Cc,"]), ("-german", ["Cc,", "Bb,", "Nn,"])):
        page = client.page(f"{URL}?sort={sort}")
        assert sorted(expected, key=page.index) == expected


@pytest.mark.parametrize(
    "query",
    ["page=0", "page=99999999999999", "page=-3", "page=٣", "level=Z9", "sort=password",
     "caseworker=x",
     "caseworker=99999999999", "q=%00%E2%80%AE", "q=100%25", "q=" + "a" * 5000, "place=%00"],
)  # fmt: skip
def test_a_query_that_makes_no_sense_still_answers(
    client: InspectingClient, office: Office, query: str
) -> None:
    sign_in_as(client, office.officer())
    client.page(f"{URL}?{query}")


@transactional
def _add_people(office: Office, count: int) -> None:
    template = office.candidate(work=(("Koch", "29302", 2), ("Maler", "33212", 1)))
    caseworker = office.caseworker()
    for number in range(count):
        person = type(template)(
            given_name="Person",
            family_name=f"Nummer {number}",
            office_id=template.office_id,
            caseworker_id=caseworker.id,
            created_at=template.created_at,
            changed_at=template.changed_at,
        )
        person.work = [WorkExperience(own_words="Koch", occupation_code="29302")]
        person.skills = [CandidateSkill(skill="x")]
        db.session.add(person)


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.TEAM_LEAD])
def test_the_search_asks_as_little_for_a_thousand_people_as_for_ten(
    client: InspectingClient, office: Office, role: Role
) -> None:
    sign_in_as(client, office.account(role))
    counts = []
    for more in (10, 990):
        _add_people(office, more)
        client.page(f"{URL}?q=nummer")
        with counted_statements() as sent:
            client.page(f"{URL}?q=nummer")
        counts.append(len(sent))
    assert counts[0] == counts[1] <= BUDGET
