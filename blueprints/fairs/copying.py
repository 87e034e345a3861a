"""Officers make a fair after an earlier one, and see how it does beside it."""

from __future__ import annotations

from datetime import date

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from blueprints.fairs.views import fairs
from blueprints.fields import Needed, ThreePartDateField
from blueprints.guard import requires, visible_or_404
from blueprints.sessions import current_actor, now
from domain.access import Permission
from domain.clock import office_day
from domain.errors import RuleBroken
from models import Fair
from services.fair_copies import compared_with_last, copy_fair


class CopyForm(FlaskForm):
    """The day of the new fair."""

    day = ThreePartDateField("Tag der neuen Kontaktbörse", [Needed("Geben Sie den Tag ein.")])

    def is_to_come(self, today: date) -> bool:
        """Return whether the day is not over, or say so beside the field."""
        if self.day.data is not None and self.day.data >= today:
            return True
        self.day.errors = ["Dieser Tag ist schon vorbei. Prüfen Sie Tag, Monat und Jahr."]
        return False


@fairs.route("/<int:fair_id>/copy", methods=["GET", "POST"])
@requires(Permission.FAIR_MANAGE)
def copy(fair_id: int) -> ResponseReturnValue:
    """Make a draft like this fair on another day."""
    fair = visible_or_404(Fair, fair_id)
    form = CopyForm()
    if form.validate_on_submit() and form.is_to_come(office_day(now())):
        assert form.day.data is not None
        try:
            made = copy_fair(actor=current_actor(), fair_id=fair.id, day=form.day.data, now=now())
        except RuleBroken:
            form.day.errors = ["An diesem Tag wird die Uhr vorgestellt: Eine Uhrzeit fehlt."]
        else:
            flash("Der Entwurf ist angelegt. Prüfen Sie Ort, Gruppen und Dolmetschende.", "success")
            return redirect(url_for(".show", fair_id=made.id), code=303)
    page = render_template(
        "fairs/copy.html", fair=fair, form=form, back_url=url_for(".show", fair_id=fair_id)
    )
    return page, 422 if form.errors else 200


@fairs.get("/<int:fair_id>/comparison")
@requires(Permission.FAIR_MANAGE)
def comparison(fair_id: int) -> ResponseReturnValue:
    """Show a fair beside the one it was made after, at the same distance in days."""
    fair = visible_or_404(Fair, fair_id)
    return render_template(
        "fairs/comparison.html",
        fair=fair,
        found=compared_with_last(fair, now=now()),
        back_url=url_for(".show", fair_id=fair_id),
    )
