"""The steps of the interview: their order, the way on, and the frame of their pages."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from blueprints.candidates.sentences import placement_text
from blueprints.lever_words import STEP_OF_FACT, fact_name
from blueprints.sessions import now
from models import Candidate
from services.levers import next_questions

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
    following = next_step(step)
    if request.form.get("then") == "file" or following is None:
        return redirect(url_for("candidates.show", candidate_id=candidate_id), code=303)
    return redirect(url_for(f"candidates.{following}", candidate_id=candidate_id), code=303)


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
    page = render_template(
        f"candidates/{step}.html",
        person=person,
        form=form,
        steps=_steps(key, person),
        following=next_step(key),
        ask_next=_ask_next(person) if request.method == "GET" else None,
        consent_text=placement_text(),
        **more,
    )
    return page, status or (422 if form.errors else 200)


def _ask_next(person: Candidate | None) -> tuple[str, str] | None:
    """Return the question whose answer would change most matches, and the step that asks it."""
    found = next_questions(candidate=person, now=now()) if person else []
    return (fact_name(found[0].fact), STEP_OF_FACT[found[0].fact]) if found else None


def _steps(current: str, person: Candidate | None) -> list[tuple[str, str | None, str]]:
    return [
        (
            text,
            url_for(f"candidates.{key}", candidate_id=person.id) if person else None,
            "current" if key == current else "open",
        )
        for key, text in STEPS.items()
    ]
