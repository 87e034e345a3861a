"""Saving a step while a colleague writes in the same record: both versions, nothing lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask.typing import ResponseReturnValue
from wtforms import BooleanField, Field, HiddenField, SelectField, SelectMultipleField

from blueprints.candidates.step_forms import StepForm
from blueprints.candidates.steps import onward, step_page
from blueprints.sessions import current_actor
from models import Candidate
from services.steps import ChangedMeanwhile, last_writer, step_version

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Save:
    """How a form is saved, built anew from the record, and told apart from other versions."""

    save: Callable[[], object]
    theirs: Callable[[], StepForm]
    version: Callable[[], str]
    done: Callable[[], ResponseReturnValue]


def step_save(
    step: str, person: Candidate, *, save: Callable[[], object], theirs: Callable[[], StepForm]
) -> Save:
    """Return how a whole step is saved; afterwards the next one is asked."""
    return Save(
        save=save,
        theirs=theirs,
        version=lambda: step_version(person, step),
        done=lambda: onward(step, person.id),
    )


def answer(
    step: str, person: Candidate, form: StepForm, how: Save, **more: Any
) -> ResponseReturnValue:
    """Show the form, or save it and go on; a conflict shows both versions."""
    if not form.is_submitted():
        form.seen.data = how.version()
    elif form.validate():
        try:
            how.save()
        except ChangedMeanwhile:
            found = differences(form, how.theirs())
            if found:
                form.seen.data = how.version()
                conflict = _conflict(person, found)
                return step_page(step, person, form, status=409, conflict=conflict, **more)
        return how.done()
    return step_page(step, person, form, **more)


def differences(mine: StepForm, theirs: StepForm) -> list[Difference]:
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
        return ", ".join(str(c.label) for c in field.choices or () if c.value in (field.data or ()))
    if isinstance(field, SelectField):
        return next(
            (str(c.label) for c in field.choices or () if c.value == (field.data or "")), ""
        )
    if isinstance(field, BooleanField):
        return "ja" if field.data else "nein"
    return str(field.data) if field.data not in (None, "") else ""


def _conflict(person: Candidate, found: list[Difference]) -> Conflict:
    last = last_writer(person, besides=current_actor().account_id)
    return Conflict(last[0] if last else "", last[1] if last else None, found)
