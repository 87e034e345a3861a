"""Two people write in one record at once: the second sees both versions and loses nothing."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask

from blueprints.candidates.profile_forms import EducationForm, WorkForm
from blueprints.candidates.step_forms import StepForm
from domain.education import EducationKind
from domain.languages import LanguageLevel
from models import Base, Candidate, EarlierFact, Education, WorkExperience, db
from services.schooling import EducationTold, add_education, remove_education
from services.work_history import remove_work
from tests.factories import Office, sign_in_as
from tests.factories.office import NOW
from tests.inspection import InspectingClient

SEEN = re.compile(r'name="seen"[^>]*value="([0-9a-f]*)"')


@pytest.fixture
def person(office: Office) -> Candidate:
    return office.candidate(work=(("Koch", "29302", 2),))


@pytest.fixture
def officer(app: Flask, office: Office) -> InspectingClient:
    browser = InspectingClient(app)
    sign_in_as(browser, office.officer(name="Olga Officer"))
    return browser


@pytest.fixture
def other(app: Flask, office: Office) -> InspectingClient:
    browser = InspectingClient(app)
    sign_in_as(browser, office.officer(name="Otto Other"))
    return browser


def seen(browser: InspectingClient, path: str) -> str:
    found = SEEN.search(browser.page(path))
    assert found, path
    return found[1]


def fresh(person: Candidate) -> Candidate:
    db.session.rollback()
    db.session.expire_all()
    return db.session.get_one(Candidate, person.id)


def test_the_second_sees_both_versions_and_may_still_save(
    officer: InspectingClient, other: InspectingClient, person: Candidate
) -> None:
    path = f"/desk/candidates/{person.id}/availability"
    first, second = seen(officer, path), seen(other, path)
    told = {"hours": ["full_time"], "weekly_hours": "40", "seen": first}
    assert officer.post(path, data=told).status_code == 303
    mine = {"hours": ["part_time"], "weekly_hours": "20", "seen": second}
    answer = other.post(path, data=mine)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    for shown in ("Olga Officer", "Vollzeit", "Teilzeit", ">40<", 'value="20"'):
        assert shown in page
    assert fresh(person).availability.weekly_hours == 40
    again = SEEN.search(page)
    assert other.post(path, data=mine | {"seen": again[1]}).status_code == 303
    assert fresh(person).availability.weekly_hours == 20
    assert [one.values["weekly_hours"] for one in db.session.query(EarlierFact)] == [40]


def test_pressing_save_twice_is_no_conflict(officer: InspectingClient, person: Candidate) -> None:
    path = f"/desk/candidates/{person.id}/languages"
    told = {"de_speaking": "B1", "de_understanding": "B1", "seen": seen(officer, path)}
    answers = [officer.post(path, data=told).status_code for _ in range(2)]
    assert answers == [303, 303]
    assert fresh(person).german_level is LanguageLevel.B1


def test_colleagues_on_different_steps_do_not_meet(
    officer: InspectingClient, other: InspectingClient, person: Candidate
) -> None:
    home = f"/desk/candidates/{person.id}"
    wishes = seen(other, f"{home}/wishes")
    hours = {"hours": ["marginal"], "seen": seen(officer, f"{home}/availability")}
    assert officer.post(f"{home}/availability", data=hours).status_code == 303
    told = {"kinds": ["trial"], "seen": wishes}
    assert other.post(f"{home}/wishes", data=told).status_code == 303


@pytest.mark.parametrize(
    ("step", "told", "theirs"),
    [
        ("contact", {"given_name": "Amal", "language": "ar"}, {"given_name": "Amala"}),
        ("languages", {"de_speaking": "B1"}, {"de_speaking": "C1"}),
        ("licences", {"licences": ["b"]}, {"licences": ["forklift"]}),
        ("wishes", {"kinds": ["job"]}, {"kinds": ["trial"], "own_words": "nah"}),
        ("skills", {"skills": []}, {}),
    ],
)
def test_every_step_notices_the_other(
    officer: InspectingClient, other: InspectingClient, person: Candidate, step: str,
    told: dict[str, object], theirs: dict[str, object],
) -> None:  # fmt: skip
    path = f"/desk/candidates/{person.id}/{step}"
    first, second = seen(officer, path), seen(other, path)
    assert other.post(path, data=told | theirs | {"seen": second}).status_code == 303
    expected = 303 if not theirs else 409
    assert officer.post(path, data=told | {"seen": first}).status_code == expected


def test_an_entry_told_anew_by_two_shows_both(
    officer: InspectingClient, other: InspectingClient, person: Candidate
) -> None:
    path = f"/desk/candidates/{person.id}/work/{person.work[0].id}"
    first, second = seen(officer, path), seen(other, path)
    assert officer.post(path, data={"own_words": "Bäcker", "seen": first}).status_code == 303
    answer = other.post(path, data={"own_words": "Konditor", "seen": second})
    assert answer.status_code == 409
    assert "Bäcker" in answer.get_data(as_text=True)
    assert db.session.query(WorkExperience).one().own_words == "Bäcker"


@pytest.mark.parametrize(
    ("step", "typed", "sentence"),
    [
        ("education", {"own_words": "x", "from_year": "2010", "to_year": "2009"}, "vor dem Anfang"),
        ("education", {"own_words": "x", "from_year": "2099"}, "in der Zukunft"),
        ("education", {"own_words": "x", "from_year": "2010", "to_year": "2011", "years": "9"},
         "mehr Jahre"),
        ("education", {"own_words": ""}, "gebraucht"),
        ("education", {"own_words": "x", "level": "9"}, "gibt es hier nicht"),
        ("work", {"own_words": "x", "from_year": "2010", "to_year": "2009"}, "vor dem Anfang"),
        ("licences", {"licences": ["b"], "state": "usable_until"}, "Bis wann"),
        ("licences", {"licences": ["b"], "acquired_on": ["30", "2", "2020"]},
         "Tag, Monat und Jahr"),
        ("licences", {"licences": ["pilot"]}, "gibt es hier nicht"),
        ("availability", {"weekly_hours": "61"}, "Zahl von 1 bis 60"),
        ("availability", {"starts_on": ["31", "4", "2027"]}, "Tag, Monat und Jahr"),
        ("availability", {"hours": ["always"]}, "gibt es hier nicht"),
        ("languages", {"other0": "ar"}, "mindestens eine Stufe"),
        ("languages", {"other0_speaking": "B1"}, "Welche Sprache"),
        ("languages", {"other0": "ar", "other0_speaking": "B1", "other1": "ar",
                       "other1_speaking": "B1"}, "schon weiter oben"),
        ("wishes", {"own_words": "x" * 401}, "höchstens"),
        ("wishes", {"holds_until": ["1", "1", "2020"]}, "schon vorbei"),
        ("recognition", {}, "gebraucht"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_beside_its_field(
    officer: InspectingClient, person: Candidate, step: str, typed: dict[str, object], sentence: str
) -> None:
    answer = officer.post(f"/desk/candidates/{person.id}/{step}", data=typed)
    assert answer.status_code == 422
    assert sentence in answer.get_data(as_text=True)


ENTRIES = (
    ("work", WorkExperience, {"own_words": "Bäcker", "from_year": "2010", "to_year": "2012"}),
    ("education", Education, {"own_words": "Berufsschule", "kind": "training", "level": "4"}),
)


@pytest.fixture
def learned(office: Office, person: Candidate) -> Candidate:
    told = EducationTold(kind=EducationKind.SCHOOL, own_words="Gymnasium Aleppo", level=4)
    add_education(actor=office.officer().actor, candidate=person, told=told, now=NOW)
    return fresh(person)


@pytest.mark.parametrize(("step", "table", "typed"), ENTRIES)
def test_what_was_typed_for_an_entry_that_is_gone_is_kept_as_a_new_one(
    officer: InspectingClient, other: InspectingClient, learned: Candidate, step: str,
    table: type[Base], typed: dict[str, str],
) -> None:  # fmt: skip
    home = f"/desk/candidates/{learned.id}/{step}"
    (row,) = learned.work if step == "work" else learned.education
    path, told = f"{home}/{row.id}", typed | {"seen": seen(other, f"{home}/{row.id}")}
    assert officer.post(f"{path}/removal").status_code == 303
    answer = other.post(path, data=told)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    for shown in ("hat diesen Eintrag am", "Olga Officer", " Uhr", f'value="{typed["own_words"]}"'):
        assert shown in page
    assert f'action="{home}"' in page
    assert "Als neuen Eintrag behalten" in page
    assert db.session.query(table).count() == 0
    assert other.post(home, data=told).status_code == 303
    assert db.session.query(table).one().own_words == typed["own_words"]


@pytest.mark.parametrize("step", ["work", "education"])
def test_an_entry_taken_away_while_it_is_saved_is_not_lost_either(
    other: InspectingClient, learned: Candidate, office: Office, step: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    (row,) = learned.work if step == "work" else learned.education
    olga, entry_id = office.officer(name="Olga Officer").actor, row.id
    form: type[StepForm] = WorkForm if step == "work" else EducationForm
    checked = form.validate

    def gone_meanwhile(self: StepForm, **more: Any) -> bool:
        monkeypatch.setattr(form, "validate", checked)
        person = db.session.get_one(Candidate, learned.id)
        if step == "work":
            remove_work(actor=olga, candidate=person, work_id=entry_id, now=NOW)
        else:
            remove_education(actor=olga, candidate=person, education_id=entry_id, now=NOW)
        return bool(checked(self, **more))

    monkeypatch.setattr(form, "validate", gone_meanwhile)
    path = f"/desk/candidates/{learned.id}/{step}/{entry_id}"
    answer = other.post(path, data={"own_words": "Bäcker", "kind": ""})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Olga Officer" in page
    assert 'value="Bäcker"' in page


def test_what_cannot_be_is_still_said_where_the_entry_is_gone(
    officer: InspectingClient, other: InspectingClient, person: Candidate
) -> None:
    path = f"/desk/candidates/{person.id}/work/{person.work[0].id}"
    officer.post(f"{path}/removal")
    answer = other.post(path, data={"own_words": "Koch", "from_year": "2010", "to_year": "2009"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "vor dem Anfang" in page
    assert "hat diesen Eintrag am" in page


def test_who_opens_an_entry_that_is_gone_sees_what_stood_there(
    officer: InspectingClient, other: InspectingClient, learned: Candidate, office: Office
) -> None:
    home = f"/desk/candidates/{learned.id}"
    work, school = learned.work[0].id, learned.education[0].id
    for one in (f"work/{work}", f"education/{school}"):
        officer.post(f"{home}/{one}/removal")
    for one, words in (
        (f"work/{work}", 'value="Koch"'),
        (f"work/{work}/occupation", 'value="Koch"'),
        (f"education/{school}", 'value="Gymnasium Aleppo"'),
    ):
        answer = other.get(f"{home}/{one}")
        assert answer.status_code == 410
        assert words in answer.get_data(as_text=True)
    stranger = office.candidate()
    assert other.get(f"/desk/candidates/{stranger.id}/work/{work}").status_code == 404
    assert other.get(f"{home}/work/{work + 99}").status_code == 404
