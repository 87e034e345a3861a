"""The step about the residence document: the chain, a new row, a correction."""

from __future__ import annotations

from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from blueprints.candidates.blueprint import candidates
from blueprints.candidates.residence_form import ResidenceForm, as_noted
from blueprints.candidates.steps import onward, step_page
from blueprints.guard import requires
from blueprints.records import open_record, today
from blueprints.sessions import current_actor, now
from domain.access import Permission
from domain.errors import AlreadyThere
from domain.residence_chain import standing_on
from models import Candidate
from services.residence_documents import chain_of, note_residence_document


@candidates.route("/<int:candidate_id>/residence", methods=["GET", "POST"])
@requires(Permission.CANDIDATE_EDIT)
def residence(candidate_id: int) -> ResponseReturnValue:
    """Note a residence document as a new row, or put a wrong entry right by another row."""
    person = open_record(candidate_id)
    form = _form(candidate_id)
    if form.validate_on_submit():
        try:
            note_residence_document(
                actor=current_actor(), candidate=person, seen=form.seen(), now=now()
            )
        except AlreadyThere:
            form.extends.errors = ["Diese Zeile wurde inzwischen berichtigt. Bitte prüfen."]
        else:
            return onward("residence", candidate_id)
    return _page(person, form)


def _form(candidate_id: int) -> ResidenceForm:
    chain = chain_of(candidate_id)
    wrong = request.args.get("corrects", "")
    rows = {str(row.id): row for row in chain}
    told: dict[str, Any] = {}
    if wrong in rows:
        told = as_noted(rows[wrong])
    elif chain:
        told = {"extends": str(chain[0].id)}
    return ResidenceForm(chain=chain, today=today(), **told)


def _page(person: Candidate, form: ResidenceForm) -> ResponseReturnValue:
    rows = list(form.rows.values())
    return step_page(
        "residence",
        person,
        form,
        rows=rows,
        corrected={row.corrects_id for row in rows},
        standing=standing_on([row.link for row in rows], today()),
    )
