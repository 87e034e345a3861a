"""Noting residence documents: a new row each time, dates that can be, one correction a row."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from domain.clock import office_day
from domain.errors import AlreadyThere, NotFound, RuleBroken
from domain.residence import EmploymentEntry
from domain.rules.words import Clock
from models import Account, AuditEntry, Candidate, ResidenceDocument, db
from services.residence_documents import (
    SeenDocument,
    chain_of,
    latest_document,
    note_residence_document,
)
from tests.factories import Office
from tests.factories.office import NOW

TODAY = office_day(NOW)


def note(by: Account, person: Candidate, **facts: Any) -> ResidenceDocument:
    return note_residence_document(
        actor=by.actor, candidate=person, seen=SeenDocument(**facts), now=NOW
    )


def test_a_new_document_is_a_new_row_and_the_old_one_stays(app: Flask, office: Office) -> None:
    caseworker = office.caseworker()
    person = office.candidate(caseworker=caseworker)
    for key in ("gestattung_kommune", "gestattung_kommune", "ae_25_2_gfk"):
        note(caseworker, person, status_key=key)
    assert [row.status_key for row in chain_of(person.id)] == ["ae_25_2_gfk", "gestattung_kommune"]
    noted = db.session.scalars(
        select(AuditEntry).where(AuditEntry.action == "candidate.residence_noted")
    ).all()
    assert len(noted) == 2


def test_the_chain_is_ordered_by_the_first_day_on_the_paper(app: Flask, office: Office) -> None:
    caseworker = office.caseworker()
    person = office.candidate(caseworker=caseworker)
    later = note(caseworker, person, status_key="ae_24", valid_from=TODAY - timedelta(days=9))
    note(caseworker, person, status_key="fiktion_24", valid_from=TODAY - timedelta(days=99))
    assert chain_of(person.id)[0].id == later.id
    assert (
        db.session.scalar(select(Candidate.id).where(latest_document(Candidate.id) == later.id))
        == person.id
    )


def test_a_wrong_row_is_corrected_once_and_stays_readable(app: Flask, office: Office) -> None:
    caseworker = office.caseworker()
    person = office.candidate(caseworker=caseworker)
    wrong = note(caseworker, person, status_key="ae_25_4", valid_from=TODAY)
    right = note(caseworker, person, status_key="ae_25_4a", corrects_id=wrong.id)
    assert right.begins_on == TODAY
    assert len(chain_of(person.id)) == 2
    with pytest.raises(AlreadyThere):
        note(caseworker, person, status_key="ae_25_4b", corrects_id=wrong.id)
    assert db.session.scalar(select(latest_document(person.id))) == right.id


@pytest.mark.parametrize(
    ("field", "facts"),
    [
        ("status_key", {"status_key": "no_such_document"}),
        ("valid_until", {"valid_from": TODAY, "valid_until": TODAY - timedelta(days=1)}),
        ("valid_until", {"is_unlimited": True, "valid_until": TODAY}),
        (
            "clock_start",
            {
                "clock_start": TODAY + timedelta(days=1),
                "clock_kind": Clock.ANY_STAY,
                "clock_source": "Duldung",
            },
        ),
        ("clock_kind", {"clock_start": TODAY, "clock_source": "Duldung"}),
        ("clock_source", {"clock_start": TODAY, "clock_kind": Clock.ANY_STAY}),
    ],
)
def test_what_cannot_be_is_refused_by_the_name_of_its_field(
    app: Flask, office: Office, field: str, facts: dict[str, Any]
) -> None:
    caseworker = office.caseworker()
    person = office.candidate(caseworker=caseworker)
    with pytest.raises(RuleBroken) as refused:
        note(caseworker, person, **facts)
    assert refused.value.facts == {"field": field}
    assert chain_of(person.id) == []


@pytest.mark.parametrize("link", ["extends_id", "corrects_id"])
def test_a_document_joins_the_chain_of_its_own_person_only(
    app: Flask, office: Office, link: str
) -> None:
    caseworker = office.caseworker()
    person, other = (office.candidate(caseworker=caseworker) for _one in range(2))
    foreign = note(caseworker, other, status_key="ae_24")
    with pytest.raises(NotFound):
        note(caseworker, person, status_key="ae_24", **{link: foreign.id})


def test_who_may_not_see_the_person_notes_nothing(app: Flask, office: Office) -> None:
    person = office.candidate(caseworker=office.caseworker(), agreed=False)
    with pytest.raises(NotFound):
        note(office.officer(), person, entry=EmploymentEntry.NOT_ALLOWED)
    assert chain_of(person.id) == []


def test_the_day_of_a_clock_keeps_its_kind_and_its_source(app: Flask, office: Office) -> None:
    caseworker = office.caseworker()
    person = office.candidate(caseworker=caseworker)
    row = note(
        caseworker,
        person,
        status_key="gestattung_kommune",
        clock_start=date(2026, 7, 1),
        clock_kind=Clock.PERMITTED_STAY,
        clock_source="Ankunftsnachweis",
    )
    db.session.expire(row)
    told = (row.clock_start, row.clock_kind, row.clock_source)
    assert told == (date(2026, 7, 1), Clock.PERMITTED_STAY, "Ankunftsnachweis")
