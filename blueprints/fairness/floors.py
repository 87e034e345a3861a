"""Turning a floor for a group on, with its price shown, and ending it with one click."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from blueprints.fairness.blueprint import fairness
from blueprints.fairness.forms import FloorForm
from blueprints.guard import requires, visible_or_404
from blueprints.sessions import current_actor, now
from domain.access import Permission
from domain.clock import office_day
from domain.errors import AlreadyThere, Outdated, Overtaken, RuleBroken
from models import Floor
from services.fairness_report import fairness_report
from services.floors import end_floor, set_floor

_ONE_IS_ON = "Es gilt schon ein Mindestanteil. Beenden Sie ihn zuerst auf der Seite davor."
_CHANGED = "Inzwischen hat sich etwas geändert. Bitte wählen Sie neu."


@fairness.route("/floor", methods=["GET", "POST"])
@requires(Permission.FLOOR_SET)
def floor() -> ResponseReturnValue:
    """Turn a floor on, until its last day."""
    report = fairness_report(now=now())
    prices = [(one.trait, price) for one in report.traits for price in one.floors]
    form = FloorForm(prices, office_day(now()), data={"which": request.args.get("which")})
    if form.validate_on_submit() and _is_set(form):
        flash("Eingeschaltet. Neben jeder Rangliste steht jetzt eine zweite Reihenfolge.",
              "success")  # fmt: skip
        return redirect(url_for(".index"), code=303)
    page = render_template("fairness/floor.html", form=form)
    return page, 422 if form.errors else 200


def _is_set(form: FloorForm) -> bool:
    """Try to turn it on; where that fails, the sentence stands beside the choice."""
    try:
        set_floor(actor=current_actor(), asked=form.asked, now=now())
    except (AlreadyThere, Outdated):
        form.which.errors = [_ONE_IS_ON]
    except RuleBroken:
        form.which.errors = [_CHANGED]
    else:
        return True
    return False


@fairness.post("/floors/<int:floor_id>/end")
@requires(Permission.FLOOR_SET)
def end(floor_id: int) -> ResponseReturnValue:
    """End a floor now."""
    one = visible_or_404(Floor, floor_id)
    try:
        end_floor(actor=current_actor(), floor=one, now=now())
    except Overtaken:
        flash("Dieser Mindestanteil gilt schon nicht mehr.", "info")
    else:
        flash("Beendet. Es gibt nur noch die Rangliste.", "success")
    return redirect(url_for(".index"), code=303)
