"""A firm says what the work needs and offers; the law of the first day answers at once."""

import re

import pytest
from sqlalchemy import select

from domain.access import Role
from domain.languages import LanguageLevel
from domain.positions import PositionKind, SkillNeed
from models import Account, EmployerContact, Position, db, transactional
from tests.blueprints.firms.test_first_steps import POSITION
from tests.factories import Office, sign_in_as
from tests.inspection import InspectingClient

DETAILS = "/positions/new/details?occupation=22342"
EVERYTHING = POSITION | {
    "is_regulated": "no",
    "german_reading": "B1",
    "skills-need-wood-machines": "learned_here",
    "skills-weeks-wood-machines": "٤",
    "licences": ["b", "forklift"],
    "hours": "full_time",
    "weekly_hours": "38,5",
    "shifts": ["early", "late"],
    "reachable_by_bus": "yes",
    "pay": "2.700,50 €",
    "pay_unit": "month",
    "collective_agreement": "Holz und Kunststoff Westfalen-Lippe",
}


@pytest.fixture
def firm(client: InspectingClient, office: Office) -> Account:
    account = office.account(Role.EMPLOYER)
    sign_in_as(client, account)
    return account


@transactional
def contact(firm_id: int, name: str) -> EmployerContact:
    person = EmployerContact(employer_id=firm_id, name=name)
    db.session.add(person)
    db.session.flush()
    return person


def posted() -> Position:
    return db.session.scalars(select(Position)).one()


def test_everything_a_firm_says_is_kept_and_shown_to_both_sides(
    client: InspectingClient, office: Office, firm: Account
) -> None:
    person = contact(firm.employer_id or 0, "Rita Musterfrau")
    typed = EVERYTHING | {"contact_id": str(person.id)}
    assert client.post(DETAILS, data=typed).status_code == 303
    position = posted()
    skill = position.skills[0]
    assert (skill.skill, skill.need, skill.weeks) == ("wood-machines", SkillNeed.LEARNED_HERE, 4)
    assert (position.german_level, position.german_reading) == (LanguageLevel.B1, LanguageLevel.B1)
    assert (position.weekly_hours, position.pay_cents) == (38.5, 270_050)
    assert (position.licences, position.shifts) == (["b", "forklift"], ["early", "late"])
    shown = (
        *("Lernt man hier", "4 Wochen", "38,50 Stunden je Woche", "2700,50 Euro je Monat"),
        *("Staplerschein", "früh, spät", "Rita Musterfrau", "Holz und Kunststoff"),
    )
    page = client.page(f"/positions/{position.id}")
    assert [word for word in shown if word not in page] == []
    english = client.page(f"/positions/{position.id}?lang=en")
    assert "38.50 hours" in english
    assert "2700.50" in english
    sign_in_as(client, office.officer())
    page = client.page(f"/office/positions/{position.id}")
    assert [word for word in shown if word not in page] == []


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (
            {"pay": "13,89", "pay_unit": "hour", "starts_on": ["31", "12", "2026"]},
            "Am 31.12.2026 gelten mindestens 13,90 Euro je Stunde (§ 1 Abs. 2 MiLoG",
        ),
        (
            {"pay": "14,59", "pay_unit": "hour", "starts_on": ["1", "1", "2027"]},
            "Am 01.01.2027 gelten mindestens 14,60 Euro je Stunde (§ 1 Abs. 2 MiLoG",
        ),
        ({"pay": "2500", "pay_unit": "month"}, "Nennen Sie die Wochenstunden"),
        ({"pay": "20"}, "Wählen Sie, ob der Lohn je Stunde oder je Monat gilt."),
        ({"pay": "zwölf"}, "Geben Sie eine Zahl von 0 bis 50000 ein."),
        ({"weekly_hours": "61"}, "Geben Sie eine Zahl von 1 bis 60 ein."),
        ({"kind": "trial"}, "erlaubt sind höchstens 6 Wochen (§ 45 Abs. 2 SGB III)"),
        ({"kind": "trial", "duration_weeks": "7"}, "höchstens 6 Wochen erlaubt (§ 45"),
        (
            {"kind": "internship_orientation", "duration_months": "4"},
            "höchstens 3 Monate erlaubt (§ 22 Abs. 1 S. 2 Nr. 2, 3 MiLoG)",
        ),
        (
            {"kind": "entry_qualification", "duration_months": "3"},
            "mindestens 4 Monate nötig (§ 54a Abs. 2 SGB III)",
        ),
        (
            {"kind": "entry_qualification", "duration_months": "6", "weekly_hours": "19"},
            "mindestens 20 Stunden je Woche nötig",
        ),
        ({"skills-weeks-wood-machines": "viele"}, "Geben Sie die Wochen als Zahl"),
        ({"collective_agreement": "nur für Deutsche"}, "dürfen keine Bedingung sein"),
        ({"contact_id": "2000000000"}, "Auswahl"),
    ],
)
@pytest.mark.usefixtures("firm")
def test_what_the_law_objects_to_is_said_with_number_day_and_paragraph(
    client: InspectingClient, typed: dict[str, object], sentence: str
) -> None:
    response = client.post(DETAILS, data=POSITION | typed)
    page = response.get_data(as_text=True)
    assert response.status_code == 422
    assert sentence in page
    assert str(POSITION["tasks"]) in page
    assert db.session.scalar(select(Position)) is None


@pytest.mark.usefixtures("firm")
@pytest.mark.parametrize(
    ("kind", "lasting"),
    [
        ("entry_qualification", {"duration_months": "6", "weekly_hours": "20"}),
        ("internship_mandatory", {"duration_months": "6"}),
        ("internship_accompanying", {"duration_months": "3"}),
        ("internship_voluntary", {"duration_months": "6", "pay": "15", "pay_unit": "hour"}),
        ("trial", {"duration_weeks": "2"}),
        ("apprenticeship", {"duration_months": "36", "school": "Wilhelm-Normann-Berufskolleg"}),
    ],
)
def test_each_kind_has_its_own_fields_and_keeps_no_others(
    client: InspectingClient, kind: str, lasting: dict[str, str]
) -> None:
    page = client.page(f"/positions/new/details?kind={kind}&title=X&occupation=22342")
    assert ('name="duration_weeks"' in page) == (kind == "trial")
    assert ('name="school"' in page) == (kind == "apprenticeship")
    everything = {"duration_months": "3", "duration_weeks": "2", "school": "Fremde Schule"}
    typed = POSITION | everything | {"kind": kind} | lasting
    assert client.post(DETAILS, data=typed).status_code == 303
    position = posted()
    assert position.kind is PositionKind(kind)
    assert (position.duration_weeks is not None) == (kind == "trial")
    assert (position.school != "") == (kind == "apprenticeship")


@pytest.mark.usefixtures("firm")
@pytest.mark.parametrize(
    ("code", "regulated", "german"), [("81302", "yes", "B2"), ("22342", "no", "B1")]
)
def test_the_usual_demands_of_the_occupation_stand_in_the_form(
    client: InspectingClient, code: str, regulated: str, german: str
) -> None:
    page = client.page(f"/positions/new/details?kind=job&title=X&occupation={code}")
    assert re.search(rf'<input checked[^>]* name="is_regulated"[^>]* value="{regulated}"', page)
    speaking = page[page.index('name="german_speaking"') :]
    assert f'selected value="{german}"' in speaking[: speaking.index("</select>")]
