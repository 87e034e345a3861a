"""A family behind the ticket of the one who registered it: who comes, and who does not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from flask_wtf import FlaskForm
from wtforms import SelectChoice

from blueprints.fields import SeveralOf
from blueprints.guard import public
from blueprints.sessions import now
from blueprints.tickets.holders import place_or_404
from blueprints.tickets.views import tickets
from domain.access import PUBLIC
from domain.errors import RuleBroken
from domain.fairs import RegistrationState
from domain.names import isolated
from services.parties import Member, cancel_members, members_led_by


class WhoForm(FlaskForm):
    """Which of a party do not come."""

    people = SeveralOf(_l("Wer kommt nicht?"), coerce=int)

    def __init__(self, members: Sequence[Member], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.people.choices = [
            SelectChoice(one.place.id, isolated(one.place.candidate.full_name)) for one in members
        ]

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask for at least one."""
        valid = bool(super().validate(extra_validators))
        if valid and not self.people.data:
            self.people.errors = [_("Tippen Sie auf die Personen, die nicht kommen.")]
            return False
        return valid


@tickets.route("/<code>/family", methods=["GET", "POST"])
@public
def family(code: str) -> ResponseReturnValue:
    """Ask who does not come, and give back these places."""
    place = place_or_404(code)
    members = members_led_by(place)
    coming = [one for one in members if one.place.state is not RegistrationState.CANCELLED]
    if not coming:
        return redirect(url_for(".show", code=code), code=303)
    form = WhoForm(coming)
    if form.validate_on_submit():
        _cancel(place, form.people.data or [])
        return redirect(url_for(".show", code=code), code=303)
    page = render_template("tickets/family.html", form=form, back_url=url_for(".show", code=code))
    return page, 422 if form.errors else 200


def _cancel(place: Any, people: Sequence[int]) -> None:
    try:
        count = cancel_members(place=place, chosen=people, now=now(), actor=PUBLIC)
    except RuleBroken:
        flash(
            _("Eine der Personen ist schon da. Sprechen Sie bitte mit uns am Eingang."), "warning"
        )
        return
    said = ngettext("%(num)d Platz ist abgesagt.", "%(num)d Plätze sind abgesagt.", count)
    flash(said, "success")
