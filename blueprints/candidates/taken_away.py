"""Somebody changes an entry that a colleague took away: what was typed can be kept as a new one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import abort
from flask.typing import ResponseReturnValue

from blueprints.candidates.step_forms import StepForm
from blueprints.candidates.steps import step_page
from models import Candidate
from services.fact_checks import find_taken_away


def taken_away_page(
    step: str,
    person: Candidate,
    kind: str,
    fact_id: int,
    form_from: Callable[[Mapping[str, Any]], StepForm],
) -> ResponseReturnValue:
    """Show what was typed, or what stood there last; 404 where there never was such an entry."""
    within = fact_id < 2**31
    gone = within and find_taken_away(candidate_id=person.id, kind=kind, fact_id=fact_id)
    if not gone:
        abort(404)
    form = form_from(gone.fact.values)
    typed = form.is_submitted()
    if typed:
        form.validate()
    return step_page(step, person, form, status=409 if typed else 410, taken_away=gone)
