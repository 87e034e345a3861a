"""Positions for everybody: a page with data that search engines understand."""

import json
import re
from datetime import date, timedelta

import pytest

from domain.clock import office_day
from domain.employers import EmployerState
from domain.page_languages import OFFERED
from domain.positions import EmployersWord, PayUnit, PositionKind, PositionState, SkillNeed
from domain.working_time import Hours
from models import PositionSkill, db, transactional
from tests.blueprints.public.schema_org import faults
from tests.factories import Office
from tests.factories.office import NOW
from tests.inspection import InspectingClient
from tests.statements import BUDGET, counted_statements

LD = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def posting_on(client: InspectingClient, code: str) -> dict[str, object]:
    (found,) = LD.findall(client.page(f"/jobs/{code}"))
    return dict(json.loads(found))


@pytest.mark.parametrize("kind", list(PositionKind))
@pytest.mark.parametrize("says_much", [True, False])
def test_every_kind_of_position_is_a_valid_job_posting(
    client: InspectingClient, office: Office, kind: PositionKind, says_much: bool
) -> None:
    much = {
        "hours": Hours.PART_TIME,
        "weekly_hours": 19.5,
        "shifts": ["early"],
        "pay_cents": 1_550,
        "pay_unit": PayUnit.HOUR,
        "starts_on": office_day(NOW) + timedelta(days=30),
        "is_regulated": EmployersWord.NO,
    }
    little = {"occupation_code": None, "tasks": ""}
    position = office.position(kind=kind, **(much if says_much else little))
    posting = posting_on(client, position.public_code or "")
    assert faults(posting) == []
    assert ("baseSalary" in posting) == says_much
    assert not {"eligibilityToWorkRequirement", "applicantLocationRequirements"} & set(posting)


def test_the_posting_says_what_the_firm_said(client: InspectingClient, office: Office) -> None:
    day = date(2099, 3, 1)
    position = office.position(
        title='</script><script>alert("1")</script>',
        places=3,
        starts_on=day,
        hours=Hours.FULL_TIME,
        pay_cents=250_050,
        pay_unit=PayUnit.MONTH,
        must=("wood-machines",),
    )

    @transactional
    def teach() -> None:
        learned = PositionSkill(skill="forklift-licence", need=SkillNeed.LEARNED_HERE, weeks=2)
        learned.position_id = position.id
        db.session.add(learned)

    teach()
    posting = posting_on(client, position.public_code or "")
    assert faults(posting) == []
    assert posting["title"] == position.title
    assert (posting["totalJobOpenings"], posting["validThrough"]) == (3, "2099-03-01")
    assert posting["employmentType"] == ["FULL_TIME"]
    assert posting["baseSalary"]["value"] == {  # type: ignore[index]
        "@type": "QuantitativeValue",
        "value": 2500.5,
        "unitText": "MONTH",
    }
    assert posting["occupationalCategory"]["codeValue"] == "22342"  # type: ignore[index]
    assert "Gabelstapler" not in str(posting["skills"]), "what is taught is no condition"


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"eligibilityToWorkRequirement": "EU"}, "has no eligibilityToWorkRequirement"),
        ({"totalJobOpenings": "3"}, "is none of"),
        ({"datePosted": "gestern"}, "is none of"),
        ({"title": ""}, "is none of"),
        ({"employmentType": ["JOB"]}, "is no employmentType"),
        ({"jobLocation": {"@type": "Organization"}}, "is none of"),
    ],
)
def test_the_checker_finds_what_is_wrong(
    client: InspectingClient, office: Office, wrong: dict[str, object], fault: str
) -> None:
    posting = posting_on(client, office.position().public_code or "")
    assert any(fault in one for one in faults(posting | wrong))


def test_only_released_positions_of_verified_firms_are_public(
    client: InspectingClient, office: Office
) -> None:
    shown = office.position(title="Gezeigt")
    hidden = [
        office.position(title="Versteckt", state=state)
        for state in PositionState
        if state is not PositionState.RELEASED
    ] + [
        office.position(title="Versteckt", employer=office.employer(state=state))
        for state in EmployerState
        if state is not EmployerState.VERIFIED
    ]
    page = client.page("/jobs")
    assert f"/jobs/{shown.public_code}" in page
    assert "Versteckt" not in page
    for one in (*(row.public_code for row in hidden), "nosuchcode", "%00", str(shown.id)):
        assert client.get(f"/jobs/{one}").status_code == 404


@pytest.mark.sqlite_only
@pytest.mark.parametrize("language", OFFERED)
def test_both_pages_open_in_every_language(
    client: InspectingClient, office: Office, language: str
) -> None:
    position = office.position()
    for url in ("/jobs", f"/jobs/{position.public_code}"):
        assert f'lang="{language}"' in client.page(f"{url}?lang={language}")


def test_the_list_costs_the_same_however_long(client: InspectingClient, office: Office) -> None:
    client.page("/jobs")
    counts = []
    for more in (2, 40):
        for _ in range(more):
            office.position()
        db.session.expire_all()
        with counted_statements() as sent:
            client.page("/jobs")
        counts.append(len(sent))
    assert counts[0] == counts[1] <= BUDGET


@pytest.mark.parametrize(
    "words", ["tischl", "Löhne", "Küchenwerk", "Schreiner", "نجار"], ids=lambda words: words
)
def test_the_list_is_searched_in_the_words_of_people(
    client: InspectingClient, office: Office, words: str
) -> None:
    firm = office.employer(name="Küchenwerk Kiesel")
    meant = office.position(employer=firm, place="Löhne", occupation_code="22342")
    other = office.position(title="Koch/Köchin", occupation_code="29302", place="Enger")
    page = client.page(f"/jobs?q={words}")
    assert f"/jobs/{meant.public_code}" in page
    assert f"/jobs/{other.public_code}" not in page


def test_a_search_without_a_find_leads_on(client: InspectingClient, office: Office) -> None:
    office.position()
    page = client.page("/jobs?q=%25xyzzy")
    assert "Keine Stelle gefunden" in page
    assert "Alle Stellen zeigen" in page


def test_the_list_names_the_occupation_in_the_language_of_the_reader(
    client: InspectingClient, office: Office
) -> None:
    office.position(occupation_code="29302", title="Jungkoch")
    assert "طباخ" in client.page("/jobs?lang=ar")
    assert "طباخ" not in client.page("/jobs?lang=de")
