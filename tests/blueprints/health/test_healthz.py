"""/healthz says whether people can work with this installation, and never why in a trace."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import text

from app import create_app
from models import db
from services.installation import note_job_ran
from tests.inspection import InspectingClient

KEYS = {"status", "database", "migrations", "catalogue", "worker", "pdf"}


def test_a_usable_installation_answers_200(client: InspectingClient) -> None:
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.json == {
        "status": "ok",
        "database": "ok",
        "migrations": "ok",
        "catalogue": "ok",
        "worker": "never ran",
        "pdf": True,
    }


def test_it_says_when_a_timed_job_last_ran(client: InspectingClient) -> None:
    note_job_ran(job="letters", now=datetime(2026, 11, 22, 10, 0, 0, tzinfo=UTC))
    note_job_ran(job="sessions", now=datetime(2026, 11, 22, 9, 0, 0, tzinfo=UTC))
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json is not None
    assert answer.json["worker"] == "2026-11-22T10:00:00+00:00"


def test_a_database_of_another_version_is_not_usable(app: Flask, client: InspectingClient) -> None:
    with db.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json is not None
    assert answer.json["migrations"] != "ok"


@pytest.mark.parametrize(
    "url", ["postgresql+psycopg://nobody@127.0.0.1:1/none", "sqlite:////no/such/folder/file.sqlite"]
)
def test_without_its_database_it_answers_503_and_no_trace(url: str) -> None:
    app = create_app(
        {"SQLALCHEMY_DATABASE_URI": url, "SECRET_KEY": "for tests", "LOG_LEVEL": "CRITICAL"}
    )
    answer = InspectingClient(app).get("/healthz")
    assert answer.status_code == 503
    assert answer.json is not None
    assert set(answer.json) == KEYS
    assert answer.json["database"] == "unreachable"
    assert "Error" not in answer.get_data(as_text=True)


def test_a_broken_catalogue_is_not_usable(
    client: InspectingClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable() -> None:
        raise OSError("no such file")

    monkeypatch.setattr("blueprints.health.views.load_catalogue", unreadable)
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json is not None
    assert answer.json["catalogue"] == "unreadable (OSError)"
