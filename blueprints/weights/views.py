"""The weights of the ranking: published for the office, changed by a team lead with a reason."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from blueprints.guard import requires
from blueprints.matches.words import PART_LABELS
from blueprints.sessions import current_actor, now
from blueprints.weights.forms import TryForm, WeightsForm
from domain.access import Permission
from domain.errors import Outdated
from matching.scorecard import Weights
from services.ranking_weights import set_weights, weights_history, weights_in_use
from services.weight_preview import FIRST, preview_weights

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


@weights.get("/try")
@requires(Permission.WEIGHTS_SET)
def attempt() -> ResponseReturnValue:
    """Show what other weights would change on today's lists; nothing is kept."""
    use = weights_in_use()
    typed = request.args if request.args.keys() >= PART_LABELS.keys() else None
    form = TryForm(typed, data=use.weights.points(), meta={"csrf": False})
    form.counting, found = use.weights.points(), None
    if typed and form.validate():
        found = preview_weights(points=form.points, actor=current_actor(), now=now())
    page = render_template(
        "weights/try.html",
        form=form,
        use=use,
        labels=PART_LABELS,
        found=found,
        first=FIRST,
        named=_named,
    )
    return page, 422 if form.errors else 200


@weights.route("/change", methods=["GET", "POST"])
@requires(Permission.WEIGHTS_SET)
def change() -> ResponseReturnValue:
    """Publish new weights with a reason; every list is computed again."""
    use = weights_in_use()
    form = WeightsForm(data={**use.weights.points(), **_tried(), "seen": use.number})
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


def _tried() -> dict[str, int]:
    """Return the points somebody tried before, as the address carries them."""
    typed = {name: request.args.get(name, "") for name in PART_LABELS}
    return {name: int(text) for name, text in typed.items()
            if text.isascii() and text.isdecimal() and len(text) <= 3}  # fmt: skip


def _named(names: list[str]) -> str:
    """Return who it is; people of other offices are counted."""
    known = [name for name in names if name]
    others = len(names) - len(known)
    return ", ".join([*known, *([f"{others} aus anderen Dienststellen"] if others else [])])
