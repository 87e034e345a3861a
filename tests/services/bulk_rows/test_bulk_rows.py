"""Rows written in bulk are the rows that were given, on both databases."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import psycopg
import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from domain.employers import EmployerState
from models import Candidate, Employer, SchemePeriod, db, transactional
from models.base import Base
from services.bulk_rows import Row, write_rows
from tests.factories import Office

MORNING = datetime(2026, 11, 22, 8, 30, tzinfo=timezone(timedelta(hours=1)))
AWKWARD = "Tab\there\nnew line, back\\slash \\N, \"quotes\" 'and' ; ñ 漢字 عربي 😀"
FIRM: dict[str, object] = {
    "name": "Nordlicht (Demo)",
    "sector": "Holz",
    "street": "Werkstraße 1",
    "postcode": "32049",
    "place": "Herford",
    "contact_name": "Kim Beispiel",
    "created_at": MORNING,
}


@transactional
def write(kind: type[Base], rows: list[Row]) -> None:
    write_rows(kind, rows)


def test_words_moments_lists_and_empty_columns_come_back_as_they_were_given(app: Flask) -> None:
    given = [
        FIRM | {"id": 1, "about": AWKWARD, "team_languages": ["ar", "de"]},
        FIRM | {"id": 2, "state": EmployerState.BLOCKED, "state_reason": None},
    ]
    write(Employer, given)
    one, other = db.session.scalars(select(Employer).order_by(Employer.id)).all()
    assert (one.about, one.team_languages) == (AWKWARD, ["ar", "de"])
    assert one.created_at == MORNING.astimezone(UTC)
    assert (other.state, other.state_reason) == (EmployerState.BLOCKED, None)


def test_what_a_row_does_not_name_gets_the_default_of_its_column(app: Flask) -> None:
    write(Employer, [FIRM | {"id": 1}])
    firm = db.session.scalars(select(Employer)).one()
    assert (firm.state, firm.about, firm.version) == (EmployerState.PENDING, "", 1)
    assert (firm.team_languages, firm.contact_phone) == ([], None)
    empty = text("SELECT count(*) FROM employer WHERE contact_phone IS NULL")
    assert db.session.scalar(empty) == 1


def test_a_default_that_looks_at_its_row_is_found_too(app: Flask, office: Office) -> None:
    jobcenter = office.office()
    person = {"office_id": jobcenter.id, "created_at": MORNING, "changed_at": MORNING}
    write(Candidate, [person | {"id": 7, "given_name": "Şirin", "family_name": "Aydın"}])
    by_factory = office.candidate(given_name="Şirin", family_name="Aydın", own_script_name=None)
    written = db.session.get_one(Candidate, 7)
    assert written.name_folded == by_factory.name_folded


def test_the_constraints_of_the_table_hold(app: Flask, office: Office) -> None:
    person = office.candidate()
    period = {"candidate_id": person.id, "scheme": "none", "starts_on": date(2026, 1, 1)}
    with pytest.raises((IntegrityError, psycopg.IntegrityError)):
        write(
            SchemePeriod,
            [period | {"id": 99, "ends_on": date(2025, 1, 1), "recorded_at": MORNING}],
        )


def test_a_misspelt_name_is_refused_and_no_rows_are_nothing(app: Flask) -> None:
    write(Employer, [])
    with pytest.raises(KeyError, match="naem"):
        write(Employer, [FIRM | {"id": 1, "naem": "x"}])
    assert db.session.scalars(select(Employer)).all() == []
