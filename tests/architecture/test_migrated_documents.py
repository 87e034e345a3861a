"""Documents noted before there was a chain keep what was known of them, and claim no more."""

from __future__ import annotations

import pytest
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import text

from models import db
from tests.factories import Office

BEFORE = "0008"
KEPT = [
    ("unknown", "ungeklaert", ""),
    ("duldung", "ungeklaert", "Duldung"),
    ("fiktionsbescheinigung", "ungeklaert", "Fiktionsbescheinigung"),
    ("ankunftsnachweis", "ankunftsnachweis", "Ankunftsnachweis"),
    ("niederlassungserlaubnis", "niederlassungserlaubnis", "Niederlassungserlaubnis"),
]
NOTED = """INSERT INTO residence_document
  (id, candidate_id, kind, entry, valid_until, noted_by_id, noted_at)
  VALUES (:id, :person, :kind, 'unknown', '2027-05-05', :noted_by, '2026-01-02 10:00:00')"""
CHAIN = """SELECT status_key, document_words, begins_on, extends_id
  FROM residence_document ORDER BY id"""


@pytest.mark.heavy
@pytest.mark.both_databases
def test_an_old_row_gets_a_sensible_key_or_stays_unclear_and_joins_the_chain(
    app: Flask, office: Office
) -> None:
    person, colleague = office.candidate().id, office.officer().id
    db.session.remove()
    downgrade(revision=BEFORE)
    with db.engine.begin() as connection:
        for number, (kind, _key, _words) in enumerate(KEPT, start=1):
            facts = {"id": number, "person": person, "kind": kind, "noted_by": colleague}
            connection.execute(text(NOTED), facts)
    upgrade()
    with db.engine.connect() as connection:
        rows = connection.execute(text(CHAIN)).all()
    assert [(row.status_key, row.document_words) for row in rows] == [
        (key, words) for _kind, key, words in KEPT
    ]
    assert {str(row.begins_on) for row in rows} == {"2026-01-02"}
    assert [row.extends_id for row in rows] == [None, 1, 2, 3, 4]
