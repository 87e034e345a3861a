"""Scans of the camera, codes that were typed, names that were pressed, and taking it back."""

from __future__ import annotations

from flask import flash, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue

from blueprints.door.forms import CodeForm, sent_scan
from blueprints.door.sentences import said
from blueprints.door.views import door, door_page, registration_or_404
from blueprints.guard import requires, visible_or_404
from blueprints.sessions import current_actor, now
from domain.access import Permission
from domain.door import ScanOutcome, code_in
from models import Fair, Registration
from services import check_in
from services.check_in import Answer
from services.door_guests import count_arrivals

GONE_WELL = {ScanOutcome.ARRIVED, ScanOutcome.AGAIN}
WITHOUT_PLACE = {
    *(ScanOutcome.NO_PLACE, ScanOutcome.ELSEWHERE),
    *(ScanOutcome.GIVEN_BACK, ScanOutcome.WAITING),
}


@door.post("/<int:fair_id>")
@requires(Permission.CHECK_IN)
def type_code(fair_id: int) -> ResponseReturnValue:
    """Check in by a code that was typed."""
    fair = visible_or_404(Fair, fair_id)
    form = CodeForm()
    if not form.validate_on_submit():
        return door_page(fair, form)
    scan = sent_scan(form.code.data or "")
    answer = check_in.take_scan(fair=fair, scan=scan, actor=current_actor(), now=now())
    if answer.outcome not in {*GONE_WELL, ScanOutcome.EARLY}:
        told = said(answer)
        form.code.errors = [f"{told.title} {told.text}".strip()]
        return door_page(fair, form)
    return _back(fair_id, answer)


@door.post("/<int:fair_id>/scans")
@requires(Permission.CHECK_IN)
def take(fair_id: int) -> ResponseReturnValue:
    """Answer one scan of the camera; the same scan again gets the same answer."""
    fair = visible_or_404(Fair, fair_id)
    scan = sent_scan(request.form.get("text", ""))
    answer = check_in.take_scan(fair=fair, scan=scan, actor=current_actor(), now=now())
    return _as_json(fair, answer, scan.text)


@door.post("/<int:fair_id>/<int:registration_id>/check-in")
@requires(Permission.CHECK_IN)
def arrive(fair_id: int, registration_id: int) -> ResponseReturnValue:
    """Check somebody in whose name was found."""
    registration = registration_or_404(fair_id, registration_id)
    answer = check_in.check_in(
        registration=registration, scan=sent_scan(), actor=current_actor(), now=now()
    )
    if request.accept_mimetypes.best == "application/json":
        return _as_json(registration.fair, answer)
    return _back(fair_id, answer)


@door.post("/<int:fair_id>/<int:registration_id>/undo")
@requires(Permission.CHECK_IN)
def undo(fair_id: int, registration_id: int) -> ResponseReturnValue:
    """Take a check-in back."""
    registration = registration_or_404(fair_id, registration_id)
    check_in.undo_check_in(registration=registration, actor=current_actor(), now=now())
    sentence = f"Zurückgenommen: {registration.candidate.full_name}."
    if request.accept_mimetypes.best == "application/json":
        here, missing = count_arrivals(registration.fair)
        return jsonify(kind="info", title=sentence, text="", here=here, missing=missing)
    flash(sentence, "info")
    return redirect(url_for(".show", fair_id=fair_id), code=303)


def _back(fair_id: int, answer: Answer) -> ResponseReturnValue:
    """Lead back to the door, with the answer, or with the question before the day."""
    if answer.outcome is ScanOutcome.EARLY and answer.registration is not None:
        early = answer.registration.id
        return redirect(url_for(".show", fair_id=fair_id, early=early), code=303)
    told = said(answer)
    flash(f"{told.title} {told.text}".strip(), told.kind)
    return redirect(url_for(".show", fair_id=fair_id), code=303)


def _as_json(fair: Fair, answer: Answer, text: str = "") -> ResponseReturnValue:
    told = said(answer)
    here, missing = count_arrivals(fair)
    place = answer.registration if answer.outcome in {*GONE_WELL, ScanOutcome.EARLY} else None
    is_early = answer.outcome is ScanOutcome.EARLY
    return jsonify(
        outcome=answer.outcome.value,
        kind=told.kind,
        title=told.title,
        text=told.text,
        here=here,
        missing=missing,
        undo=_address(".undo", place) if not is_early else None,
        sure=_address(".arrive", place) if is_early else None,
        walk_in=_walk_in(fair, answer, text),
    )


def _walk_in(fair: Fair, answer: Answer, text: str) -> str | None:
    """Return where somebody is taken in whose ticket gives no place here."""
    if answer.outcome not in WITHOUT_PLACE:
        return None
    return url_for(".walk_in", fair_id=fair.id, code=code_in(text))


def _address(endpoint: str, place: Registration | None) -> str | None:
    if place is None:
        return None
    return url_for(endpoint, fair_id=place.fair_id, registration_id=place.id)
