"""The support scheme of a person: recorded with its dates, nothing else changes."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from blueprints.cases.blueprint import cases
from blueprints.cases.forms import SchemeForm
from blueprints.guard import requires
from blueprints.moments import short_day
from blueprints.records import open_record, today
from blueprints.sessions import current_actor, now
from domain.access import Permission
from domain.errors import AlreadyThere, PeriodOverlaps, WrongState
from domain.support_scheme import Scheme
from models import Candidate
from services.candidate_file import scheme_periods
from services.schemes import record_scheme, remove_coming_scheme


@cases.route("/<int:candidate_id>/scheme", methods=["GET", "POST"])
@requires(Permission.SCHEME_RECORD)
def scheme(candidate_id: int) -> ResponseReturnValue:
    """Record a support scheme from a day on."""
    person = open_record(candidate_id)
    form = SchemeForm()
    if form.validate_on_submit() and _recorded(person, form):
        flash("Der Rechtskreis ist notiert. Die Person erhält einen Brief.", "success")
        return redirect(url_for("cases.scheme", candidate_id=candidate_id), code=303)
    page = render_template(
        "cases/scheme.html",
        person=person,
        form=form,
        periods=scheme_periods(candidate_id),
        today=today(),
    )
    return page, 422 if form.errors else 200


@cases.route("/<int:candidate_id>/scheme/<int:period_id>/removal", methods=["POST"])
@requires(Permission.SCHEME_RECORD)
def remove_scheme(candidate_id: int, period_id: int) -> ResponseReturnValue:
    """Take back a period that has not begun."""
    person = open_record(candidate_id)
    try:
        remove_coming_scheme(
            actor=current_actor(), candidate=person, period_id=period_id, now=now()
        )
    except WrongState:
        flash("Was begonnen hat, bleibt in der Akte.", "warning")
    else:
        flash("Zurückgenommen. Sagen Sie der Person Bescheid: Der Brief ist unterwegs.", "success")
    return redirect(url_for("cases.scheme", candidate_id=candidate_id), code=303)


def _recorded(person: Candidate, form: SchemeForm) -> bool:
    """Record it; where a rule forbids it, say so beside the field."""
    if form.starts_on.data is None:
        return False
    try:
        record_scheme(
            actor=current_actor(),
            candidate=person,
            scheme=Scheme(form.scheme.data),
            starts_on=form.starts_on.data,
            reason=form.reason.data or "",
            now=now(),
        )
    except PeriodOverlaps:
        form.starts_on.errors = [
            "Der Tag muss nach dem Beginn des letzten notierten Zeitraums liegen "
            f"({_latest_start(person)}); Zeiträume überschneiden sich nie."
        ]
    except AlreadyThere:
        form.scheme.errors = ["In diesem Rechtskreis ist die Person bereits."]
    return not form.errors


def _latest_start(person: Candidate) -> str:
    periods = scheme_periods(person.id)
    return short_day(periods[0].starts_on) if periods else ""
