"""Defaults of every setting; the environment overrides each as FLASK_<NAME>."""

from __future__ import annotations

import json
import os
from datetime import timedelta
from pathlib import Path
from typing import Any

from click import ClickException
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

ROOT = Path(__file__).parent

DEFAULTS: dict[str, Any] = {
    # Who runs this installation; shown in header, footer and letters.
    "OPERATOR_NAME": "Arbeitgeberservice im Kreis Herford",
    # The operator's mark: a file in static/ (or static/vendor/).
    "OPERATOR_MARK": "mark.svg",
    "OPERATOR_ADDRESS": "Hansastraße 33, 32049 Herford",
    "OPERATOR_PHONE": "",
    "OPERATOR_EMAIL": "meeting-point@example.org",
    # The address people reach us at; links in letters start with it.
    "BASE_URL": "",
    # Host names this server answers to; empty accepts all (behind a checking proxy only).
    "TRUSTED_HOSTS": None,
    # Number of proxies in front that set X-Forwarded-*; 0 trusts none of these headers.
    "PROXIES": 0,
    "SESSION_COOKIE_SECURE": False,
    "SESSION_COOKIE_SAMESITE": "Lax",
    "SESSION_COOKIE_HTTPONLY": True,
    "SESSION_COOKIE_NAME": "meeting_point",
    "SIGN_IN_LASTS_HOURS": 12,
    "IDLE_MINUTES": 60,
    "MAX_CONTENT_LENGTH": 2 * 1024 * 1024,
    # The one form that takes more: files of positions (the reader refuses above 8 MB).
    "MAX_IMPORT_LENGTH": 9 * 1024 * 1024,
    "MAX_FORM_MEMORY_SIZE": 2 * 1024 * 1024,
    # A page left open over lunch must not swallow what was typed.
    "WTF_CSRF_TIME_LIMIT": None,
    "MAIL_FROM": "meeting-point@example.org",
    "SMTP_URL": "",
    # Where letters go as files: all without SMTP_URL, SMS and post always; empty: instance/outbox.
    "OUTBOX": "",
    # Numbers of deleted people, for after a restore; empty: instance/deleted-people.jsonl.
    "DELETED_PEOPLE": "",
    # Where the learned linkers of occupations and skills lie; empty: instance/linkers.
    "LINKERS": "",
    "COMPONENTS_PAGE": False,
    "LOG_LEVEL": "INFO",
}


DRIVERS = {"sqlite": "pysqlite", "postgresql": "psycopg"}


class SettingError(ClickException):
    """A setting means nothing; the message is one line, and every `flask` command ends with it."""


def load(instance: Path) -> dict[str, Any]:
    """Return all settings: defaults, then FLASK_<NAME>, then the three named variables.

    Raises
    ------
    SettingError
        If the database address is none, or a number or yes-or-no setting is neither.
    """
    settings = dict(DEFAULTS)
    for variable, value in os.environ.items():
        if variable.startswith("FLASK_"):
            name = variable.removeprefix("FLASK_")
            settings[name] = _read(variable, value, DEFAULTS.get(name))
    settings["SQLALCHEMY_DATABASE_URI"] = _database_url(instance)
    settings["SMTP_URL"] = os.environ.get("SMTP_URL", settings["SMTP_URL"])
    settings["PERMANENT_SESSION_LIFETIME"] = timedelta(hours=settings["SIGN_IN_LASTS_HOURS"])
    settings["BASE_URL"] = settings["BASE_URL"] or f"http://127.0.0.1:{_port(instance)}"
    return settings


def served_port(instance: Path) -> Path:
    """Return the file in which `make run` writes its port, for commands typed beside it."""
    return instance / "port"


def _port(instance: Path) -> str:
    """Return the port of PORT, else the one the server of this instance listens on."""
    named = os.environ.get("PORT")
    if named:
        return named
    try:
        return served_port(instance).read_text("ascii").strip() or "8000"
    except (OSError, ValueError):
        return "8000"


def _read(variable: str, typed: str, default: Any) -> Any:
    """Return what was typed, as the kind of thing the default is; JSON where that is open."""
    value = _parsed(typed)
    if isinstance(default, str) and not isinstance(value, str):
        return typed
    if isinstance(default, bool) and not isinstance(value, bool):
        raise SettingError(f"{variable}={typed} is neither true nor false.")
    if type(default) is int and (type(value) is not int or value < 0):
        raise SettingError(f"{variable}={typed} is not a whole number from 0.")
    return value


def _parsed(value: str) -> Any:
    try:
        return json.loads(value)
    except ValueError:
        return value


def _database_url(instance: Path) -> str:
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        return f"sqlite:///{instance / 'meeting-point.sqlite'}"
    for short in ("postgres://", "postgresql://"):
        if url.startswith(short):
            url = "postgresql+psycopg://" + url.removeprefix(short)
    try:
        dialect = make_url(url).get_dialect()
    except (ArgumentError, NoSuchModuleError, ValueError):
        dialect = None
    if dialect is None or DRIVERS.get(dialect.name) != dialect.driver:
        raise SettingError(
            "DATABASE_URL is not a database address for Meeting Point; "
            "it looks like postgresql://user:password@host/name."
        )
    return url
