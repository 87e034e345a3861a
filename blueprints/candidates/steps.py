"""The steps of the interview: their order, the way on, and the frame of their pages."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from blueprints.candidates.sentences import placement_text
from blueprints.candidates.talk import Talk, is_by_value
from blueprints.records import open_record
from models import Candidate

STEPS = {
    "contact": "Person",
    "languages": "Sprachen",
    "education": "Schule und Ausbildung",
    "work": "Arbeit",
    "skills": "Fertigkeiten",
    "licences": "Führerschein",
    "availability": "Arbeitszeit",
    "wishes": "Wünsche",
    "residence": "Aufenthalt",
    "consents": "Einwilligungen",
}
"""In the order of a good talk: who somebody is, what they know and did, what they want."""


def onward(step: str, candidate_id: int) -> ResponseReturnValue:
    """Go to the next step, or to the file where the colleague asked for it."""
    file = url_for("candidates.show", candidate_id=candidate_id)
    if request.form.get("then") == "file":
        return redirect(file, code=303)
    if is_by_value():
        following = Talk(step, open_record(candidate_id)).following()
    else:
        following = _in_order(step, candidate_id)
    return redirect(following or file, code=303)


def _in_order(step: str, candidate_id: int) -> str | None:
    """Return the page of the next step of a good talk."""
    following = next_step(step)
    return url_for(f"candidates.{following}", candidate_id=candidate_id) if following else None


def next_step(step: str) -> str | None:
    """Return the step after this one."""
    names = list(STEPS)
    place = names.index(step) + 1
    return names[place] if place < len(names) else None


def step_page(
    step: str, person: Candidate | None, form: FlaskForm, *, status: int | None = None, **more: Any
) -> ResponseReturnValue:
    """Return the page of one step, with what is wrong beside the fields."""
    key = step.removesuffix("_change")
    talk = Talk(key, person) if person and request.method == "GET" else None
    page = render_template(
        f"candidates/{step}.html",
        person=person,
        form=form,
        steps=_steps(key, person),
        asks=talk.asks() if talk else [],
        onward_url=_onward_url(key, person, talk),
        by_value=is_by_value(),
        consent_text=placement_text(),
        **more,
    )
    return page, status or (422 if form.errors else 200)


def _onward_url(step: str, person: Candidate | None, talk: Talk | None) -> str | None:
    """Return where a link leads on from a step that is told line by line; None is the file."""
    if talk and is_by_value():
        return talk.following()
    return _in_order(step, person.id) if person else None


def _steps(current: str, person: Candidate | None) -> list[tuple[str, str | None, str]]:
    return [
        (
            text,
            url_for(f"candidates.{key}", candidate_id=person.id) if person else None,
            "current" if key == current else "open",
        )
        for key, text in STEPS.items()
    ]
