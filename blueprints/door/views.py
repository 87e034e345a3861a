"""Check-in at the door."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from blueprints.door.forms import CodeForm
from blueprints.fields import printable
from blueprints.guard import requires, visible_or_404
from blueprints.moments import clock, day
from blueprints.sessions import current_actor, now
from domain.access import Permission
from domain.errors import CodeRefused, MeetingPointError, NotRegistered, RuleBroken, WrongFair
from models import Fair, Registration
from services import check_in
from services.fairs import next_fairs

door = Blueprint("door", __name__, url_prefix="/desk/door")


@door.get("/")
@requires(Permission.CHECK_IN)
def index() -> ResponseReturnValue:
    """Go to the fair of today or the next one; offer the choice where there are several."""
    fairs = next_fairs(now=now())
    if len(fairs) == 1:
        return redirect(url_for(".show", fair_id=fairs[0].id), code=303)
    return render_template("door/index.html", fairs=fairs)


@door.route("/<int:fair_id>", methods=["GET", "POST"])
@requires(Permission.CHECK_IN)
def show(fair_id: int) -> ResponseReturnValue:
    """Check in by code; show who is here and who is missing."""
    fair = visible_or_404(Fair, fair_id)
    form = CodeForm()
    if form.validate_on_submit():
        try:
            arrival = check_in.check_in_by_code(
                fair=fair, typed=code_in(form.code.data or ""), actor=current_actor(), now=now()
            )
        except MeetingPointError as error:
            form.code.errors = [_sentence(error)]
        else:
            return _welcome(arrival)
    return _page(fair, form)


@door.post("/<int:fair_id>/<int:registration_id>/check-in")
@requires(Permission.CHECK_IN)
def arrive(fair_id: int, registration_id: int) -> ResponseReturnValue:
    """Check somebody in whose name was found."""
    registration = _registration_or_404(fair_id, registration_id)
    try:
        arrival = check_in.check_in(registration=registration, actor=current_actor(), now=now())
    except RuleBroken as error:
        flash(_sentence(error), "danger")
        return redirect(url_for(".show", fair_id=fair_id), code=303)
    return _welcome(arrival)


@door.post("/<int:fair_id>/<int:registration_id>/undo")
@requires(Permission.CHECK_IN)
def undo(fair_id: int, registration_id: int) -> ResponseReturnValue:
    """Take a check-in back."""
    registration = _registration_or_404(fair_id, registration_id)
    check_in.undo_check_in(registration=registration, actor=current_actor(), now=now())
    flash(f"Zurückgenommen: {registration.candidate.full_name}.", "info")
    return redirect(url_for(".show", fair_id=fair_id), code=303)


def code_in(typed: str) -> str:
    """Return the code in what a scanner read: the last part of an address, or all of it."""
    return typed.split("?", maxsplit=1)[0].rstrip("/").rsplit("/", maxsplit=1)[-1]


def _registration_or_404(fair_id: int, registration_id: int) -> Registration:
    registration = visible_or_404(Registration, registration_id)
    return registration if registration.fair_id == fair_id else abort(404)


def _page(fair: Fair, form: CodeForm) -> ResponseReturnValue:
    typed = printable(request.args.get("q", ""))[:120]
    here, missing = check_in.count_arrivals(fair)
    page = render_template(
        "door/show.html",
        fair=fair,
        form=form,
        q=typed,
        here=here,
        missing=missing,
        guests=check_in.find_expected(fair, typed),
    )
    return page, 422 if form.errors else 200


def _welcome(arrival: check_in.Arrival) -> ResponseReturnValue:
    place = arrival.registration
    name = place.candidate.full_name
    if arrival.again and place.checked_in_at is not None:
        flash(f"{name} ist schon da, seit {clock(place.checked_in_at)}.", "info")
    else:
        flash(f"Willkommen: {name}.", "success")
    return redirect(url_for(".show", fair_id=place.fair_id), code=303)


def _sentence(error: MeetingPointError) -> str:
    if isinstance(error, WrongFair):
        starts_at = error.facts["starts_at"]
        return f"Dieser Code gilt für „{error.facts['title']}“ am {day(starts_at)}."  # type: ignore[arg-type]
    if isinstance(error, NotRegistered) and "cancelled" in error.facts:
        return "Diese Person hat ihren Platz abgesagt."
    if isinstance(error, NotRegistered):
        return "Diese Person ist für keine kommende Kontaktbörse angemeldet."
    if isinstance(error, CodeRefused):
        return "Diesen Code gibt es nicht, oder er wurde gesperrt. Suchen Sie unten nach dem Namen."
    return "Diese Kontaktbörse ist abgesagt."
