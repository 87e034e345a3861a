"""The tables are what the models say, on each database."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from domain.access import Actor, Role
from models import AuditEntry, db
from services.audit import record_view
from tests.factories import Office


def test_migrations_make_exactly_the_tables_of_the_models(app: Flask) -> None:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, db.metadata) == []


@pytest.mark.parametrize("deed", ["UPDATE audit_entry SET action = 'x'", "DELETE FROM audit_entry"])
def test_the_database_refuses_to_change_an_audit_entry(
    app: Flask, office: Office, deed: str
) -> None:
    person = office.candidate()
    record_view(actor=Actor(role=Role.OFFICER), subject=person, now=datetime.now(UTC))
    with db.engine.connect() as connection, pytest.raises(DatabaseError, match="append-only"):
        connection.execute(text(deed))
    assert db.session.query(AuditEntry).count() == 1
