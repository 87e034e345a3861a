"""People are invited once, in the words of the kind chosen; staying away writes nothing at all."""

from __future__ import annotations

import ast
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from blueprints.commands.work import timed_jobs
from blueprints.letters import words
from domain.errors import RuleBroken
from domain.fairs import FairState, RegistrationState
from domain.invitations import InvitationKind
from domain.letters import LetterState
from models import AuditEntry, Base, Fair, Invitation, Letter, Registration, db, transactional
from services.door_guests import count_arrivals
from services.invitations import Outcome, invite_people
from services.registrations import register_again
from tests.factories import Office
from tests.factories.office import NOW
from tests.racing import race

ROOT = Path(__file__).resolve().parents[3]


def _invite(
    office: Office, people: list[Any], fair: Fair, kind: InvitationKind = InvitationKind.VOLUNTARY
) -> list[Outcome]:
    results = invite_people(
        actor=people[0].caseworker.actor,
        fair=fair,
        candidate_ids=[one.id for one in people],
        kind=kind,
        now=NOW,
    )
    return [one.outcome for one in results]


def test_each_person_gets_a_letter_of_the_kind_that_was_chosen(office: Office) -> None:
    caseworker, fair = office.caseworker(), office.fair()
    people = [office.candidate(caseworker=caseworker) for _ in range(2)]
    assert _invite(office, people, fair, InvitationKind.FORMAL) == [Outcome.INVITED] * 2
    letters = db.session.scalars(select(Letter).order_by(Letter.id)).all()
    assert [(one.kind, one.candidate_id) for one in letters] == [
        ("fair-invited-formally", one.id) for one in people
    ]
    rows = db.session.scalars(select(Invitation).order_by(Invitation.id)).all()
    assert [(row.kind, row.letter_id) for row in rows] == [
        (InvitationKind.FORMAL, letter.id) for letter in letters
    ]
    noted = db.session.scalars(select(AuditEntry.action)).all()
    assert noted == ["candidate.invited"] * 2


@pytest.mark.parametrize("kind", InvitationKind)
def test_who_is_invited_formally_is_not_told_that_coming_is_voluntary(
    office: Office, kind: InvitationKind
) -> None:
    person, fair = office.candidate(caseworker=office.caseworker()), office.fair()
    _invite(office, [person], fair, kind)
    place = office.registration(
        fair=fair, candidate=person, state=RegistrationState.CANCELLED, cancelled_at=NOW
    )
    register_again(registration_id=place.id, now=NOW, actor=person.caseworker.actor)
    letter = db.session.scalars(select(Letter).where(Letter.kind == "registration-confirmed")).one()
    told = words(letter.kind, letter.facts, "de").body
    assert ("freiwillig" in told) is (kind is InvitationKind.VOLUNTARY)
    assert "kostenlos" in told


def test_who_was_invited_before_stays_so_and_a_strangers_person_is_not_touched(
    office: Office,
) -> None:
    caseworker, fair = office.caseworker(), office.fair()
    own, strange = office.candidate(caseworker=caseworker), office.candidate()
    assert _invite(office, [own], fair) == [Outcome.INVITED]
    assert _invite(office, [own, strange], fair, InvitationKind.FORMAL) == [
        Outcome.BEFORE,
        Outcome.NOT_YOURS,
    ]
    row = db.session.scalars(select(Invitation)).one()
    assert (row.candidate_id, row.kind) == (own.id, InvitationKind.VOLUNTARY)
    assert db.session.query(Letter).count() == 1


def test_pressed_by_many_at_once_it_is_one_invitation_and_one_letter(
    app: Flask, office: Office
) -> None:
    caseworker, fair = office.caseworker(), office.fair()
    person = office.candidate(caseworker=caseworker)

    def deed(_number: int) -> Outcome:
        return invite_people(
            actor=caseworker.actor,
            fair=db.session.get_one(Fair, fair.id),
            candidate_ids=[person.id],
            kind=InvitationKind.VOLUNTARY,
            now=NOW,
        )[0].outcome

    answers = race(app, deed, runners=4)
    assert sorted(answers) == [Outcome.BEFORE] * 3 + [Outcome.INVITED]
    db.session.rollback()
    assert db.session.query(Invitation).count() == db.session.query(Letter).count() == 1


@pytest.mark.parametrize(
    "facts",
    [
        {"state": FairState.DRAFT},
        {"state": FairState.CANCELLED},
        {"starts_at": NOW - timedelta(hours=5), "ends_at": NOW},
    ],
)
def test_to_a_fair_that_is_not_open_nobody_is_invited(
    office: Office, facts: dict[str, Any]
) -> None:
    person = office.candidate(caseworker=office.caseworker())
    with pytest.raises(RuleBroken):
        _invite(office, [person], office.fair(**facts))
    assert db.session.query(Invitation).count() == db.session.query(Letter).count() == 0


FACTS = {
    "fair": "Meeting Point",
    "slug": "dezember",
    "starts_at": "2026-12-03T09:00:00+00:00",
    "ends_at": "2026-12-03T12:00:00+00:00",
    "venue": "Agentur für Arbeit",
    "street": "Hansastraße 33",
    "postcode": "32049",
    "place": "Herford",
    "contact": "Herr Muster",
}
THREATS = ("sanktion", "kürz", "minder", "muss", "müssen", "pflicht", "rechtsfolge", "prozent", "%")


@pytest.mark.sqlite_only
def test_neither_letter_threatens_and_only_the_voluntary_one_promises_no_harm(app: Flask) -> None:
    voluntary = words("fair-invited", FACTS, "de").body
    formal = words("fair-invited-formally", FACTS, "de").body
    for text in (voluntary, formal):
        assert not [threat for threat in THREATS if threat in text.lower()]
    assert "freiwillig" in voluntary
    assert "keine Nachteile" in voluntary
    assert "freiwillig" not in formal
    assert "Nachteile" not in formal
    assert "Nur der Brief des Jobcenters gilt" in formal


RANKED_EACH_DAY = {"ranking_run", "ranking_mark", "position_list"}
"""Lists made anew each morning, of facts that know nothing of a fair, and what is due there."""


def _everything() -> dict[str, list[tuple[Any, ...]]]:
    db.session.rollback()
    return {
        table.name: [tuple(row) for row in db.session.execute(select(table))]
        for table in Base.metadata.sorted_tables
        if table.name not in RANKED_EACH_DAY
    }


def _run_jobs(app: Flask, now: datetime) -> None:
    """Run every timed job; the first time, before the fair, for what has nothing to do with it."""
    for job in timed_jobs(app, lambda: True):
        job.run(now)


@transactional
def _over(fair: Fair) -> None:
    fair.starts_at, fair.ends_at = NOW - timedelta(days=9), NOW - timedelta(days=8)
    fair.firms_asked_at = NOW  # how it was, which has nothing to do with who came


def test_who_stays_away_from_the_fair_leaves_no_trace_in_any_table(
    app: Flask, office: Office
) -> None:
    caseworker, fair = office.caseworker(), office.fair()
    came, missing = (office.candidate(caseworker=caseworker) for _ in range(2))
    _invite(office, [came, missing], fair, InvitationKind.FORMAL)
    places = [office.registration(fair=fair, candidate=one) for one in (came, missing)]
    _attend(places[0])
    _run_jobs(app, NOW)
    _over(fair)
    _send_all_letters()
    before = _everything()
    _run_jobs(app, NOW + timedelta(days=1))
    assert count_arrivals(fair) == (1, 1)
    assert _everything() == before


@transactional
def _attend(place: Registration) -> None:
    place.checked_in_at = NOW - timedelta(days=8, hours=1)


@transactional
def _send_all_letters() -> None:
    for letter in db.session.scalars(select(Letter)):
        letter.state, letter.facts = LetterState.SENT, {}


def test_attendance_is_written_in_one_place_and_read_by_nothing_that_writes_elsewhere() -> None:
    """No module that knows who came or stayed away writes letters, tasks, schemes or states."""
    known = {
        path.name
        for path in (ROOT / "services").rglob("*.py")
        if "demo" not in path.parts and "Invitation" in _names(path)
    }
    attendance = {
        path.name
        for path in (ROOT / "services").rglob("*.py")
        if "demo" not in path.parts and "checked_in_at" in _names(path)
    }
    assert not known & attendance
    for name in attendance:
        assert "Task" not in _names(ROOT / "services" / name), name
        assert "SchemePeriod" not in _names(ROOT / "services" / name), name


def _names(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    return {
        *(node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)),
        *(node.id for node in ast.walk(tree) if isinstance(node, ast.Name)),
    }
