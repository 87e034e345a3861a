"""Saving a step while a colleague writes in the same record: both versions, nothing lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask.typing import ResponseReturnValue

from blueprints.both_versions import conflict_about
from blueprints.candidates.step_forms import StepForm
from blueprints.candidates.steps import onward, step_page
from models import Candidate
from services.steps import ChangedMeanwhile, step_version


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
            conflict = conflict_about(person, mine=form, theirs=how.theirs())
            if conflict:
                form.seen.data = how.version()
                return step_page(step, person, form, status=409, conflict=conflict, **more)
        return how.done()
    return step_page(step, person, form, **more)
