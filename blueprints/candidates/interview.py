"""The guided interview: each step is kept before the next is asked, and can be told anew later."""

from __future__ import annotations

import secrets
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from blueprints.candidates.blueprint import candidates
from blueprints.candidates.forms import (
    ContactForm,
    GermanForm,
    NewCandidateForm,
    SkillsForm,
)
from blueprints.candidates.sentences import placement_text
from blueprints.guard import requires
from blueprints.records import open_record, today
from blueprints.sessions import current_actor, now
from domain.access import Permission, Role
from domain.languages import LanguageLevel
from domain.places import place_name
from models import Candidate
from services.candidates import (
    Contact,
    change_contact,
    set_german_level,
    set_skills,
    start_profile,
)
from services.catalogue import is_skill, search_skills, skill_label, skills_for

_SKILLS = 24

STEPS = {
    "contact": "Person",
    "german": "Deutsch",
    "work": "Arbeit",
    "skills": "Fertigkeiten",
    "residence": "Aufenthalt",
    "consents": "Einwilligungen",
}


@candidates.route("/new", methods=["GET", "POST"])
@requires(Permission.CANDIDATE_EDIT)
def new() -> ResponseReturnValue:
    """Begin with a person: name, contact, place, and the consent."""
    actor = current_actor()
    form = NewCandidateForm(
        today=today(),
        consent_needed=actor.role is Role.OFFICER,
        creation_key=secrets.token_urlsafe(16),
    )
    if form.validate_on_submit():
        person = start_profile(
            actor=actor,
            contact=_contact(form),
            agreed=form.agreed.data,
            creation_key=form.creation_key.data[:64],
            now=now(),
        )
        return onward("contact", person.id)
    return step_page("contact", None, form)


@candidates.route("/<int:candidate_id>/contact", methods=["GET", "POST"])
@requires(Permission.CANDIDATE_EDIT)
def contact(candidate_id: int) -> ResponseReturnValue:
    """Name, contact, language of the letters, place."""
    person = open_record(candidate_id)
    form = ContactForm(today=today(), obj=person)
    if form.validate_on_submit():
        change_contact(actor=current_actor(), candidate=person, contact=_contact(form), now=now())
        return onward("contact", candidate_id)
    return step_page("contact", person, form)


@candidates.route("/<int:candidate_id>/german", methods=["GET", "POST"])
@requires(Permission.CANDIDATE_EDIT)
def german(candidate_id: int) -> ResponseReturnValue:
    """How well the person speaks German."""
    person = open_record(candidate_id)
    form = GermanForm(level=person.german_level.value if person.german_level else "unknown")
    if form.validate_on_submit():
        known = form.level.data != "unknown"
        level = LanguageLevel(form.level.data) if known else None
        set_german_level(actor=current_actor(), candidate=person, level=level, now=now())
        return onward("german", candidate_id)
    return step_page("german", person, form)


@candidates.route("/<int:candidate_id>/skills", methods=["GET", "POST"])
@requires(Permission.CANDIDATE_EDIT)
def skills(candidate_id: int) -> ResponseReturnValue:
    """What the person can do: suggested by the occupations, or searched."""
    person = open_record(candidate_id)
    has = [row.skill for row in person.skills]
    asked = request.args.get("q", "")[:100]
    fitting = [key for row in person.work for key in skills_for(row.occupation_code)]
    found = search_skills(asked, limit=_SKILLS) if asked else fitting
    ticked = [key for key in request.form.getlist("skills") if is_skill(key)]
    offered = dict.fromkeys([*has, *found, *ticked])
    form = SkillsForm(offered=[(key, skill_label(key)) for key in offered], skills=has)
    if form.validate_on_submit():
        chosen = form.skills.data or []
        set_skills(actor=current_actor(), candidate=person, skills=chosen, now=now())
        return onward("skills", candidate_id)
    return step_page("skills", person, form, asked=asked)


def onward(step: str, candidate_id: int) -> ResponseReturnValue:
    """Go to the next step, or to the file where the colleague asked for it."""
    names = list(STEPS)
    place = names.index(step) + 1
    if request.form.get("then") == "file" or place == len(names):
        return redirect(url_for("candidates.show", candidate_id=candidate_id), code=303)
    following = url_for(f"candidates.{names[place]}", candidate_id=candidate_id)
    return redirect(following, code=303)


def step_page(
    step: str, person: Candidate | None, form: FlaskForm, **more: Any
) -> ResponseReturnValue:
    """Return the page of one step, with what is wrong beside the fields."""
    page = render_template(
        f"candidates/{step}.html",
        person=person,
        form=form,
        steps=_steps(step.removesuffix("_change"), person),
        consent_text=placement_text(),
        **more,
    )
    return page, 422 if form.errors else 200


def _steps(current: str, person: Candidate | None) -> list[tuple[str, str | None, str]]:
    return [
        (
            text,
            url_for(f"candidates.{key}", candidate_id=person.id) if person else None,
            "current" if key == current else "open",
        )
        for key, text in STEPS.items()
    ]


def _contact(form: ContactForm) -> Contact:
    postcode = form.postcode.data or None
    return Contact(
        given_name=form.given_name.data or "",
        family_name=form.family_name.data or "",
        own_script_name=form.own_script_name.data or None,
        birth_year=form.birth_year.data,
        email=form.email.data,
        phone=form.phone.data,
        language=form.language.data,
        postcode=postcode,
        place=form.place.data or place_name(postcode),
    )
