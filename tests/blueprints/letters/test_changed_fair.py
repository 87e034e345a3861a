"""A fair that moves: the letter tells the own talks, the calendar file follows with its number."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from flask import Flask
from icalendar import Calendar

from blueprints.letters import compose
from domain.fairs import SLOT, FairAction, Slot
from models import Fair, Interview, Letter, Registration, db
from services.fairs import FairFacts, act_on_fair, change_fair
from services.interviews import book_interview, cancel_interview
from tests.factories import Office
from tests.factories.office import NOW

WORDS = {"de": "Ihr Gespräch", "en": "Your talk", "ar": "مقابلتكم"}


def place_with_talk(office: Office, language: str) -> tuple[Registration, Interview]:
    fair = office.fair(taken=1)
    person = office.candidate(language=language, email="amal@example.org")
    place = office.registration(fair=fair, candidate=person)
    stand = office.stand(fair=fair)
    slot = Slot(fair.starts_at + 2 * SLOT, 1)
    officer = office.officer().actor
    talk = book_interview(stand=stand, candidate=person, slot=slot, actor=officer, now=NOW)
    return place, talk


def move(office: Office, fair: Fair, shift: timedelta) -> None:
    values = {name: getattr(fair, name) for name in FairFacts.__slots__}
    moved = {"starts_at": fair.starts_at + shift, "ends_at": fair.ends_at + shift}
    facts = replace(FairFacts(**values), **moved)
    change_fair(fair_id=fair.id, facts=facts, actor=office.officer().actor, now=NOW)


def latest(kind: str) -> Letter:
    newest = db.session.query(Letter).filter_by(kind=kind).order_by(Letter.id.desc())
    return newest.first()


def entry(letter: Letter) -> tuple[int, datetime, str]:
    """Return number, beginning and text of the calendar file a letter carries."""
    file = compose(letter).calendar
    assert file is not None
    event = Calendar.from_ical(file).walk("VEVENT")[0]
    return int(event["SEQUENCE"]), event["DTSTART"].dt, str(event["DESCRIPTION"])


@pytest.mark.parametrize("language", sorted(WORDS))
def test_the_new_time_of_the_talk_stands_in_letter_and_calendar(
    app: Flask, office: Office, language: str
) -> None:
    place, talk = place_with_talk(office, language)
    fair, stand = place.fair, talk.stand
    before = entry(latest("interview-booked"))
    assert "10:30" in before[2], "SLOT or the hours of the fair of the factory changed"
    move(office, fair, timedelta(days=1, hours=1))
    letter = latest("fair-changed")
    text = compose(letter).text
    for said in ("11:30", f"{fair.starts_at:%d.%m.%Y}", stand.employer.name, WORDS[language]):
        assert said in text
    assert f"Stand {stand.number}" in text
    number, begins, description = entry(letter)
    assert number > before[0]
    assert begins == fair.starts_at
    assert "11:30" in description
    assert WORDS[language] in description


def test_who_has_no_talk_reads_of_none(app: Flask, office: Office) -> None:
    fair = office.fair(taken=1)
    office.registration(fair=fair, candidate=office.candidate(language="en"))
    move(office, fair, timedelta(days=1))
    text = compose(latest("fair-changed")).text
    assert "Gespräch" not in text
    assert "Your talk" not in text


def test_a_talk_that_ends_leaves_the_calendar_under_a_higher_number(
    app: Flask, office: Office
) -> None:
    _place, talk = place_with_talk(office, "de")
    before = entry(latest("interview-booked"))
    assert "Ihr Gespräch" in before[2]
    cancel_interview(interview=talk, actor=office.officer().actor, now=NOW)
    after = entry(latest("interview-cancelled"))
    assert after[0] > before[0]
    assert "Ihr Gespräch" not in after[2]


def test_a_cancelled_fair_takes_the_entry_away(app: Flask, office: Office) -> None:
    place, _talk = place_with_talk(office, "de")
    cancel = FairAction.CANCEL
    act_on_fair(fair_id=place.fair_id, action=cancel, actor=office.officer().actor, now=NOW)
    file = compose(latest("fair-cancelled")).calendar
    assert file is not None
    assert Calendar.from_ical(file)["METHOD"] == "CANCEL"
