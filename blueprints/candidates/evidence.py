"""Evidence of facts: confirming what a person stated, and what was said before."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from blueprints.candidates.blueprint import candidates
from blueprints.candidates.step_forms import EvidenceForm
from blueprints.fact_words import earlier_lines
from blueprints.guard import requires
from blueprints.records import open_record, today
from blueprints.sessions import current_actor, now
from domain.access import Permission
from services.fact_checks import confirm_fact, earlier_facts

_KIND_LONGEST = 48


@candidates.route("/<int:candidate_id>/facts", methods=["POST"])
@requires(Permission.CANDIDATE_EDIT)
def check_fact(candidate_id: int) -> ResponseReturnValue:
    """Note how a fact was checked."""
    person = open_record(candidate_id)
    form = EvidenceForm(today=today())
    fact_id = request.form.get("fact_id", "")[:10]
    if not (fact_id.isascii() and fact_id.isdigit()) or not form.validate():
        abort(404 if not form.errors else 422)
    confirm_fact(
        actor=current_actor(),
        candidate=person,
        kind=request.form.get("kind", "")[:_KIND_LONGEST],
        fact_id=int(fact_id),
        evidence=form.evidence,
        now=now(),
    )
    flash("Die Prüfung ist notiert.", "success")
    return redirect(
        url_for("candidates.show", candidate_id=candidate_id, _anchor="to-check"), code=303
    )


@candidates.route("/<int:candidate_id>/history")
@requires(Permission.CANDIDATE_EDIT)
def history(candidate_id: int) -> ResponseReturnValue:
    """Show what was said of the person before, who said it, and who replaced it."""
    person = open_record(candidate_id)
    return render_template(
        "candidates/history.html",
        person=person,
        lines=earlier_lines(earlier_facts(candidate_id)),
    )
