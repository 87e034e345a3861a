"""What staff pick for typed words is a synonym of the office; nothing personal ever is."""

from __future__ import annotations

import pytest
from flask import Flask

from domain.access import Role
from domain.positions import PositionState
from domain.synonyms import plain_title
from models import AuditEntry, RememberedTitle, db
from services.catalogue import likely_occupation, suggest_occupations
from services.position_steps import release_position
from services.remembered_titles import forget_title, remember_title, remembered_for
from services.work_history import link_occupation
from tests.factories import Office
from tests.factories.office import NOW


def remembered() -> list[tuple[str, str, int]]:
    return [(one.title, one.code, one.picks) for one in db.session.query(RememberedTitle)]


def test_what_is_picked_in_the_interview_is_found_first_from_then_on(
    app: Flask, office: Office
) -> None:
    person = office.candidate(work=(("Quendler", None, 3),), place="Enger")
    row = person.work[0]
    officer = office.officer()
    link_occupation(actor=officer.actor, candidate=person, work_id=row.id, code="32122", now=NOW)
    assert remembered() == [("Quendler", "32122", 1)]
    assert suggest_occupations("QUENDLERIN")[0].code == "32122"
    assert likely_occupation("Quendler") == "32122"
    kept = remembered_for("32122")[0]
    assert kept.account is not None
    assert (kept.account.id, kept.remembered_at) == (officer.id, NOW)
    entries = db.session.query(AuditEntry).filter_by(action="synonym.remembered").all()
    assert [(one.account_id, one.subject_id) for one in entries] == [(officer.id, kept.id)]


def test_the_title_of_a_released_position_is_remembered(app: Flask, office: Office) -> None:
    position = office.position(
        title="Quendler (m/w/d)", occupation_code="32122", state=PositionState.SUBMITTED
    )
    release_position(actor=office.officer().actor, position=position, now=NOW)
    assert remembered() == [("Quendler (m/w/d)", "32122", 1)]


def test_the_occupation_picked_more_often_comes_first(app: Flask, office: Office) -> None:
    officer = office.officer().actor
    for code in ("32122", "29222", "29222"):
        remember_title(actor=officer, title="Quendler", code=code, names=(), now=NOW)
    assert [one.code for one in suggest_occupations("Quendler")][:2] == ["29222", "32122"]
    assert likely_occupation("Quendler") not in {"29222", "32122"}


def test_what_the_catalogue_knows_by_itself_is_not_remembered(app: Flask, office: Office) -> None:
    officer = office.officer().actor
    remember_title(actor=officer, title="Bäckerin", code="29222", names=(), now=NOW)
    remember_title(actor=officer, title="Quendler", code=None, names=(), now=NOW)
    remember_title(actor=officer, title="Quendler", code="99999", names=(), now=NOW)
    assert remembered() == []


def test_firms_and_people_teach_the_search_nothing(app: Flask, office: Office) -> None:
    firm = office.employer()
    member = office.account(Role.EMPLOYER, employer=firm)
    remember_title(actor=member.actor, title="Quendler", code="32122", names=(), now=NOW)
    assert remembered() == []


def test_a_title_taken_away_is_gone(app: Flask, office: Office) -> None:
    officer = office.officer().actor
    remember_title(actor=officer, title="Quendler", code="32122", names=(), now=NOW)
    forget_title(actor=officer, remembered=remembered_for("32122")[0], now=NOW)
    assert remembered() == []
    assert "32122" not in [one.code for one in suggest_occupations("Quendler")]


@pytest.mark.parametrize(
    "words",
    [
        "",
        "   ",
        "Bäcker in der Bäckerei von Onkel",
        "Ich war Bäcker",
        "Fahrer 0171 2345678",
        "koch@example.org",
        "Verkäuferin bei Beispiel",
        "Samira Quendler",
        "quendler in Enger",
        "Küche. Danach Lager.",
        "nur Männer als Quendler",
        "eins zwei drei vier fünf sechs sieben",
        "q" * 61,
        "Quendler\x00",
    ],
)
def test_what_may_be_about_somebody_is_never_remembered(words: str) -> None:
    assert plain_title(words, ("Samira Beispiel", "Enger")) == ""


@pytest.mark.parametrize("words", ["Quendler", "Kfz-Schrauber", "نجار", "Helfer in der Küche"])
def test_plain_titles_are(words: str) -> None:
    assert plain_title(f" {words} ", ("Samira Beispiel", "Enger")) == words
