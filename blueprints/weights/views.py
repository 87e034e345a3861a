"""The weights of the ranking: published for the office, changed by a team lead with a reason."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from blueprints.guard import requires
from blueprints.matches.words import PART_LABELS
from blueprints.sessions import current_actor, now
from blueprints.weights.forms import WeightsForm
from domain.access import Permission
from domain.errors import Outdated
from matching.scorecard import Weights
from services.ranking_weights import set_weights, weights_history, weights_in_use

weights = Blueprint("weights", __name__, url_prefix="/desk/weights")


@weights.get("")
@requires(Permission.WEIGHTS_READ)
def index() -> ResponseReturnValue:
    """Show which weights count, and every earlier version with its reason."""
    return render_template(
        "weights/index.html",
        use=weights_in_use(),
        shipped=Weights().points(),
        history=weights_history(),
        labels=PART_LABELS,
        may_set=current_actor().may(Permission.WEIGHTS_SET),
    )


@weights.route("/change", methods=["GET", "POST"])
@requires(Permission.WEIGHTS_SET)
def change() -> ResponseReturnValue:
    """Publish new weights with a reason; every list is computed again."""
    use = weights_in_use()
    form = WeightsForm(data={**use.weights.points(), "seen": use.number})
    if form.validate_on_submit():
        try:
            set_weights(
                actor=current_actor(),
                points=form.points,
                reason=form.reason.data or "",
                seen=form.number_seen,
                now=now(),
            )
        except Outdated:
            use = weights_in_use()
            form.reason.errors = [
                "Inzwischen hat jemand andere Gewichte veröffentlicht. Bitte vergleichen und "
                "noch einmal speichern."
            ]
            form.seen.raw_data, form.seen.data = None, str(use.number)
        else:
            flash("Veröffentlicht. Alle Listen werden jetzt neu berechnet.", "success")
            return redirect(url_for(".index"), code=303)
    page = render_template("weights/change.html", form=form, use=use, labels=PART_LABELS)
    return page, 422 if form.errors else 200
