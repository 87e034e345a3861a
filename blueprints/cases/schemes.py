"""The support scheme of a person: looked at before the button, recorded, nothing else changes."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from blueprints.cases.blueprint import cases
from blueprints.cases.forms import SchemeForm
from blueprints.guard import requires
from blueprints.moments import short_day
from blueprints.records import open_record, today
from blueprints.sessions import current_actor, now
from domain.access import Permission
from domain.errors import AlreadyThere, PeriodOverlaps, WrongState
from domain.scheme_hints import PARTICIPATION_CITE
from domain.support_scheme import END_OF_ASYLBLG, Scheme, SchemeReason, first_of_next_month
from models import Candidate
from services.candidate_file import scheme_periods
from services.scheme_preview import (
    SchemePreview,
    offices_to_choose,
    preview_scheme,
    scheme_hints,
)
from services.schemes import NewPeriod, record_scheme, remove_coming_scheme


@cases.route("/<int:candidate_id>/scheme", methods=["GET", "POST"])
@requires(Permission.SCHEME_RECORD)
def scheme(candidate_id: int) -> ResponseReturnValue:
    """Record a support scheme from a day on: first look at what it does, then press once."""
    person = open_record(candidate_id)
    form = _form(person)
    step = request.form.get("step")
    new = form.new_period(today()) if form.validate_on_submit() and step != "change" else None
    if new is not None and step == "record" and _recorded(person, new, form):
        flash("Der Rechtskreis ist notiert. Alle Beteiligten bekommen einen Brief.", "success")
        return redirect(url_for("cases.scheme", candidate_id=candidate_id), code=303)
    if new is not None and step != "record" and (preview := _previewed(person, new, form)):
        return _preview_page(person, form, preview)
    page = render_template(
        "cases/scheme.html",
        person=person,
        form=form,
        periods=scheme_periods(candidate_id),
        hints=scheme_hints(candidate_id, today()),
        next_first=first_of_next_month(today()),
        today=today(),
    )
    return page, 422 if form.errors and step != "change" else 200


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
        flash("Zurückgenommen. Alle Beteiligten bekommen einen Brief.", "success")
    return redirect(url_for("cases.scheme", candidate_id=candidate_id), code=303)


def _form(person: Candidate) -> SchemeForm:
    """Return the form; after a recognition it is filled in with what usually follows."""
    known: dict[str, object] = {}
    offices = [(one.id, one.name) for one in offices_to_choose()]
    if request.args.get("reason") == SchemeReason.RECOGNITION:
        jobcenter = next((key for key, name in offices if "jobcenter" in name.lower()), "")
        known = {
            "scheme": Scheme.SGB2.value,
            "reason_kind": SchemeReason.RECOGNITION.value,
            "starts_on": first_of_next_month(today()),
            "office": str(jobcenter),
        }
    return SchemeForm(offices=offices, stays=person.office.name, data=known)


def _preview_page(
    person: Candidate, form: SchemeForm, preview: SchemePreview
) -> ResponseReturnValue:
    return render_template(
        "cases/scheme_preview.html",
        person=person,
        form=form,
        preview=preview,
        participation_cite=PARTICIPATION_CITE,
        end_cite=END_OF_ASYLBLG,
        was_suggested=form.starts_on.data is None,
    )


def _previewed(person: Candidate, new: NewPeriod, form: SchemeForm) -> SchemePreview | None:
    try:
        return preview_scheme(candidate=person, new=new, now=now())
    except (PeriodOverlaps, AlreadyThere) as error:
        _explain(error, person, form)
    return None


def _recorded(person: Candidate, new: NewPeriod, form: SchemeForm) -> bool:
    """Record it; where a rule forbids it, say so beside the field."""
    try:
        record_scheme(actor=current_actor(), candidate=person, new=new, now=now())
    except (PeriodOverlaps, AlreadyThere) as error:
        _explain(error, person, form)
    return not form.errors


def _explain(error: PeriodOverlaps | AlreadyThere, person: Candidate, form: SchemeForm) -> None:
    if isinstance(error, AlreadyThere):
        form.scheme.errors = ["In diesem Rechtskreis ist die Person bereits."]
        return
    periods = scheme_periods(person.id)
    latest = short_day(periods[0].ends_on or periods[0].starts_on) if periods else ""
    form.starts_on.errors = [
        f"Der Tag muss nach dem letzten notierten Zeitraum liegen ({latest}); "
        "Zeiträume überschneiden sich nie."
    ]
