"""The way of a foreign qualification to its recognition, as the office follows it."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from blueprints.candidates.blueprint import candidates
from blueprints.candidates.recognition_forms import BeginForm, RecognitionStepForm
from blueprints.guard import requires
from blueprints.records import open_record, today
from blueprints.sessions import current_actor, now
from domain.access import Permission
from domain.errors import WrongState
from domain.positions import EmployersWord
from domain.recognition import (
    RecognitionAction,
    RecognitionKind,
    RecognitionState,
    actions,
    suggested_deadline,
)
from models import Candidate, Recognition
from services.catalogue import (
    is_occupation,
    occupation_label,
    suggest_occupations,
    usually_regulated,
)
from services.recognitions import (
    RecognitionBegun,
    StepTold,
    begin_recognition,
    recognitions_of,
    take_recognition_step,
)

_SUGGESTIONS = 8
_REGULATED: dict[str | None, bool] = {"yes": True, "no": False}


@candidates.route("/<int:candidate_id>/recognition", methods=["GET", "POST"])
@requires(Permission.CANDIDATE_EDIT)
def recognitions(candidate_id: int) -> ResponseReturnValue:
    """Show the procedures of a person and begin another."""
    person = open_record(candidate_id)
    words = request.args.get("q", "")[:160]
    form = BeginForm(education=_education(person), found=_found(person, words))
    if form.validate_on_submit():
        row = begin_recognition(
            actor=current_actor(), candidate=person, begun=_begun(form), now=now()
        )
        return _to(candidate_id, row.id)
    page = render_template(
        "candidates/recognitions.html",
        person=person,
        form=form,
        words=words,
        rows=recognitions_of(candidate_id),
        **_words(person),
    )
    return page, 422 if form.errors else 200


@candidates.route("/<int:candidate_id>/recognition/<int:recognition_id>", methods=["GET", "POST"])
@requires(Permission.CANDIDATE_EDIT)
def recognition_step(candidate_id: int, recognition_id: int) -> ResponseReturnValue:
    """Show one procedure with its steps and write down the next."""
    person = open_record(candidate_id)
    row = _row_or_404(candidate_id, recognition_id)
    form = _step_form(row)
    status = None
    if form.validate_on_submit():
        try:
            _take_step(person, row, form)
        except WrongState:
            row = _row_or_404(candidate_id, recognition_id)
            form.seen.data, status = row.state.value, 409
        else:
            flash("Der Schritt ist notiert.", "success")
            return _to(candidate_id, recognition_id)
    page = render_template(
        "candidates/recognition.html",
        person=person,
        form=form,
        row=row,
        somebody_was_quicker=status == 409,
        **_words(person),
    )
    return page, status or (422 if form.errors else 200)


def _take_step(person: Candidate, row: Recognition, form: RecognitionStepForm) -> None:
    take_recognition_step(
        actor=current_actor(),
        candidate=person,
        recognition_id=row.id,
        seen=RecognitionState(form.seen.data),
        told=_told(form),
        now=now(),
    )


def _step_form(row: Recognition) -> RecognitionStepForm:
    last = row.steps[-1] if row.steps else None
    known = {"body": last.body, "file_reference": last.file_reference} if last else {}
    return RecognitionStepForm(
        today=today(),
        possible=actions(row.kind, row.state),
        data={"on": today(), "seen": row.state.value} | known,
    )


def _told(form: RecognitionStepForm) -> StepTold:
    action = RecognitionAction(form.action.data)
    on: date = form.on.data or today()
    return StepTold(
        action=action,
        on=on,
        body=form.body.data or None,
        fee=form.fee.data,
        deadline=form.deadline.data or suggested_deadline(action, on),
        file_reference=form.file_reference.data or None,
        missing=form.missing.data or None,
    )


def _begun(form: BeginForm) -> RecognitionBegun:
    return RecognitionBegun(
        kind=RecognitionKind(form.kind.data),
        education_id=int(form.education.data) if form.education.data else None,
        reference_code=form.reference.known,
        is_regulated=_REGULATED.get(
            form.is_regulated.data or usually_regulated(form.reference.known)
        ),
    )


def _education(person: Candidate) -> list[tuple[str, str]]:
    return [(str(row.id), row.own_words) for row in person.education]


def _found(person: Candidate, words: str) -> list[tuple[str, str]]:
    """Return reference occupations to choose from: what was searched, or what was learned."""
    asked = [words] if words else [row.own_words for row in person.education[:3]]
    codes = [one.code for text in asked for one in suggest_occupations(text, limit=_SUGGESTIONS)]
    known = [row.occupation_code for row in person.work if row.occupation_code]
    typed = [code for code in request.form.getlist("reference") if is_occupation(code)]
    return [(code, _titled(code)) for code in dict.fromkeys([*codes, *known, *typed])]


def _titled(code: str) -> str:
    needs_licence = usually_regulated(code) is EmployersWord.YES
    return f"{occupation_label(code)} – reglementiert" if needs_licence else occupation_label(code)


def _words(person: Candidate) -> dict[str, Any]:
    return {
        "occupation_label": occupation_label,
        "education_words": {row.id: row.own_words for row in person.education},
    }


def _row_or_404(candidate_id: int, recognition_id: int) -> Recognition:
    rows = recognitions_of(candidate_id)
    return next((row for row in rows if row.id == recognition_id), None) or abort(404)


def _to(candidate_id: int, recognition_id: int) -> ResponseReturnValue:
    where = url_for(
        "candidates.recognition_step", candidate_id=candidate_id, recognition_id=recognition_id
    )
    return redirect(where, code=303)
