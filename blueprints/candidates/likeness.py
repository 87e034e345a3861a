"""Whether the person a colleague writes down is kept already: asked while typing and on saving."""

from __future__ import annotations

from flask import jsonify, request, url_for
from flask.typing import ResponseReturnValue

from blueprints.candidates.blueprint import candidates
from blueprints.candidates.forms import ContactForm
from blueprints.duplicate_sentences import per_cent, reasons
from blueprints.guard import requires
from blueprints.records import today
from blueprints.sessions import current_actor, now
from domain.access import Permission
from domain.identity import Birth, Identity
from models import Candidate, db
from services.duplicates import Likeness, likely_same, note_hint, tell_apart
from services.merging import survivor_of
from services.visibility import visible

SOMEBODY_ELSE = "somebody_else"


@candidates.post("/similar")
@requires(Permission.CANDIDATE_EDIT)
def similar() -> ResponseReturnValue:
    """Say while somebody types who may be meant; nothing is kept but the audit entry."""
    form = ContactForm(today=today())
    form.validate()
    has_name = not form.given_name.errors or form.own_script_name.data
    found = alike(form) if has_name else []
    return jsonify(items=[_item(one) for one in found])


def alike(form: ContactForm) -> list[Likeness]:
    """Return the records that may be of the person in the form, and note whom it pointed to."""
    identity = _identity(form)
    found = likely_same(actor=current_actor(), identity=identity)
    if found:
        note_hint(actor=current_actor(), identity=identity, now=now())
    return found


def is_somebody_else() -> bool:
    """Return whether the colleague saw the hint and said that it is another person."""
    return request.form.get("then") == SOMEBODY_ELSE


def remember_others(person: Candidate, form: ContactForm) -> None:
    """Keep apart what the colleague told apart, where it lies in the own scope."""
    actor = current_actor()
    for one in likely_same(actor=actor, identity=_identity(form)):
        if one.candidate_id is not None and one.candidate_id != person.id:
            tell_apart(actor=actor, one_id=person.id, other_id=one.candidate_id, now=now())


def visible_survivor(candidate_id: int) -> int | None:
    """Return the record that goes on for one merged into it, where the colleague may see it."""
    survivor = survivor_of(candidate_id) if candidate_id < 2**31 else None
    if survivor is None:
        return None
    statement = visible(Candidate, current_actor()).where(Candidate.id == survivor)
    return survivor if db.session.scalar(statement) is not None else None


def _identity(form: ContactForm) -> Identity:
    born = None if form.birth.errors else form.birth.data
    return Identity(
        given_name=form.given_name.data or "",
        family_name=form.family_name.data or "",
        own_script_name=form.own_script_name.data or None,
        birth=Birth(born.year, born.month, born.day) if born else Birth(),
        phone=None if form.phone.errors else form.phone.data,
        email=None if form.email.errors else form.email.data,
        place=form.place.data or None,
    )


def _item(one: Likeness) -> dict[str, str]:
    if one.candidate_id is None or one.suspicion is None:
        return {"text": f"Vielleicht gibt es schon eine Akte. Zuständig: {one.responsible}"}
    why = "; ".join(reasons(one.suspicion))
    return {
        "text": f"{one.name} ({per_cent(one.suspicion)}): {why}",
        "url": url_for("candidates.show", candidate_id=one.candidate_id),
    }
