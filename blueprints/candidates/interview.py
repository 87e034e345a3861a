"""The guided interview: each step is kept before the next is asked, and can be told anew later."""

from __future__ import annotations

import secrets
from functools import partial
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from blueprints import duplicate_sentences as sentences
from blueprints.candidates import likeness
from blueprints.candidates.blueprint import candidates
from blueprints.candidates.forms import (
    ContactForm,
    NewCandidateForm,
    SkillsForm,
)
from blueprints.candidates.steps import onward, step_page
from blueprints.candidates.versions import answer, step_save
from blueprints.guard import requires
from blueprints.records import open_record, today
from blueprints.sessions import current_actor, now
from domain.access import Permission, Role
from domain.birth_dates import BirthDate
from domain.places import place_name
from domain.transliteration import suggested_latin
from models import Candidate
from services.abilities import set_skills
from services.candidates import (
    Contact,
    change_contact,
    is_begun,
    start_profile,
)
from services.catalogue import is_skill, search_skills, skill_label, skills_for

_SKILLS = 24


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
    if _wants_suggestion():
        return _with_suggestion(None, form)
    if form.validate_on_submit():
        key = form.creation_key.data[:64]
        is_asked = likeness.is_somebody_else() or is_begun(actor=actor, creation_key=key)
        if not is_asked and (found := likeness.alike(form)):
            return step_page("contact", None, form, found_alike=found, sentences=sentences)
        person = start_profile(
            actor=actor,
            contact=_contact(form),
            agreed=form.agreed.data,
            creation_key=key,
            evidence=form.evidence,
            now=now(),
        )
        if likeness.is_somebody_else():
            likeness.remember_others(person, form)
        return onward("contact", person.id)
    return step_page("contact", None, form)


@candidates.route("/<int:candidate_id>/contact", methods=["GET", "POST"])
@requires(Permission.CANDIDATE_EDIT)
def contact(candidate_id: int) -> ResponseReturnValue:
    """Name, birth, contact, language of the letters, place."""
    person = open_record(candidate_id)
    form = _contact_form(person)
    if _wants_suggestion():
        return _with_suggestion(person, form)
    save = partial(change_contact, actor=current_actor(), candidate=person, now=now())
    how = step_save(
        "contact",
        person,
        save=lambda: save(
            contact=_contact(form), evidence=form.evidence, seen=form.seen.data or None
        ),
        theirs=lambda: _contact_form(person, formdata=None),
    )
    return answer("contact", person, form, how)


@candidates.route("/<int:candidate_id>/skills", methods=["GET", "POST"])
@requires(Permission.CANDIDATE_EDIT)
def skills(candidate_id: int) -> ResponseReturnValue:
    """What the person can do: suggested by the occupations, or searched."""
    person = open_record(candidate_id)
    asked = request.args.get("q", "")[:100]
    form = _skills_form(person, asked)
    save = partial(set_skills, actor=current_actor(), candidate=person, now=now())
    how = step_save(
        "skills",
        person,
        save=lambda: save(
            skills=form.skills.data or [], evidence=form.evidence, seen=form.seen.data or None
        ),
        theirs=lambda: _skills_form(person, asked, formdata=None),
    )
    return answer("skills", person, form, how, asked=asked)


def _contact_form(person: Candidate, **more: Any) -> ContactForm:
    born = BirthDate(person.birth_year, person.birth_month, person.birth_day)
    return ContactForm(today=today(), obj=person, data={"birth": born}, **more)


def _skills_form(person: Candidate, asked: str, **more: Any) -> SkillsForm:
    has = [row.skill for row in person.skills]
    fitting = [key for row in person.work for key in skills_for(row.occupation_code)]
    found = search_skills(asked, limit=_SKILLS) if asked else fitting
    ticked = [key for key in request.form.getlist("skills") if is_skill(key)]
    offered = [(key, skill_label(key)) for key in dict.fromkeys([*has, *found, *ticked])]
    return SkillsForm(today=today(), offered=offered, data={"skills": has}, **more)


def _wants_suggestion() -> bool:
    return request.method == "POST" and request.form.get("then") == "suggest"


def _with_suggestion(person: Candidate | None, form: ContactForm) -> ResponseReturnValue:
    """Fill in Latin letters for the name in its own script; nothing is kept yet."""
    first, *rest = suggested_latin(form.own_script_name.data or "").split() or [""]
    form.given_name.data = first[:120] or form.given_name.data
    form.family_name.data = " ".join(rest)[:120] or form.family_name.data
    return step_page("contact", person, form, suggested=True)


def _contact(form: ContactForm) -> Contact:
    postcode = form.postcode.data or None
    born = form.birth.data
    return Contact(
        given_name=form.given_name.data or "",
        family_name=form.family_name.data or "",
        own_script_name=form.own_script_name.data or None,
        birth_year=born.year,
        birth_month=born.month,
        birth_day=born.day,
        sex=form.sex.known,
        email=form.email.data,
        phone=form.phone.data,
        language=form.language.data,
        postcode=postcode,
        place=form.place.data or place_name(postcode),
    )
