"""The step about consents: given and withdrawn, each with its proof."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from blueprints.candidates.blueprint import candidates
from blueprints.candidates.forms import ConsentForm
from blueprints.candidates.sentences import in_language_of, placement_text
from blueprints.candidates.steps import onward, step_page
from blueprints.guard import requires
from blueprints.records import open_record
from blueprints.sessions import current_actor, now
from domain.access import Permission, Role
from domain.consent import Purpose
from services.candidate_file import held_consents, placement_consent
from services.consents import give_consent
from services.withdrawals import withdraw_consent


@candidates.route("/<int:candidate_id>/consents", methods=["GET", "POST"])
@requires(Permission.CANDIDATE_EDIT)
def consents(candidate_id: int) -> ResponseReturnValue:
    """Record that the person agrees to placement, with the text they agreed to."""
    person = open_record(candidate_id)
    form = ConsentForm()
    if form.validate_on_submit():
        give_consent(actor=current_actor(), candidate=person, purpose=Purpose.PLACEMENT, now=now())
        return onward("consents", candidate_id)
    return step_page(
        "consents",
        person,
        form,
        held=placement_consent(person),
        consents=held_consents(person),
        own_text=in_language_of(person, placement_text),
        german_text=placement_text(),
    )


@candidates.route("/<int:candidate_id>/consents/withdrawal", methods=["POST"])
@requires(Permission.CANDIDATE_EDIT)
def withdraw(candidate_id: int) -> ResponseReturnValue:
    """Record that the person takes the consent to placement back."""
    person = open_record(candidate_id)
    actor = current_actor()
    withdraw_consent(actor=actor, candidate=person, purpose=Purpose.PLACEMENT, now=now())
    flash("Die Einwilligung in die Vermittlung ist widerrufen.", "success")
    if actor.role is Role.OFFICER:
        return redirect(url_for("candidates.index"), code=303)
    return redirect(url_for("candidates.consents", candidate_id=candidate_id), code=303)
