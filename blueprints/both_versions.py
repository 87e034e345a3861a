"""Two colleagues wrote in one record at once: where their versions differ, in words of the page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, HiddenField, SelectField, SelectMultipleField

from blueprints.layout import listed
from blueprints.sessions import current_actor
from models import Base
from services.audit_trail import last_writer

_NO_FACTS = {"csrf_token", "seen", "check", "holds_until"}


@dataclass(frozen=True, slots=True)
class Difference:
    """One field in both versions, as a reader sees it."""

    label: str
    theirs: str
    mine: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """What somebody else wrote meanwhile."""

    who: str
    at: datetime | None
    differences: list[Difference]


def conflict_about(subject: Base, *, mine: FlaskForm, theirs: FlaskForm) -> Conflict | None:
    """Return what somebody else wrote meanwhile; None where both say the same."""
    found = differences(mine, theirs)
    if not found:
        return None
    last = last_writer(subject, besides=current_actor().account_id)
    return Conflict(last[0] if last else "", last[1] if last else None, found)


def differences(mine: FlaskForm, theirs: FlaskForm) -> list[Difference]:
    """Return the fields whose two versions are not the same."""
    found = []
    for field in mine:
        if field.name in _NO_FACTS or isinstance(field, HiddenField):
            continue
        other, own = shown(theirs[field.name]), shown(field)
        if other != own:
            found.append(Difference(str(field.label.text), other, own))
    return found


def shown(field: Field) -> str:
    """Return what a field says, in the words of the page."""
    if hasattr(field, "parts"):
        return " ".join(part for part in field.parts if part)
    if isinstance(field, SelectMultipleField):
        return listed(c.label for c in field.choices or () if c.value in (field.data or ()))
    if isinstance(field, SelectField):
        return next(
            (str(c.label) for c in field.choices or () if c.value == (field.data or "")), ""
        )
    if isinstance(field, BooleanField):
        return _("ja") if field.data else _("nein")
    return str(field.data) if field.data not in (None, "") else ""
