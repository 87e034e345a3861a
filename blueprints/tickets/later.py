"""Coming later than the group: the time is chosen here and seen at the door."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField, SelectChoice
from wtforms.validators import InputRequired

from blueprints.guard import public
from blueprints.moments import clock
from blueprints.sessions import now
from blueprints.tickets.holders import place_or_404
from blueprints.tickets.views import tickets
from domain.access import PUBLIC
from domain.errors import RuleBroken
from services.later_arrivals import come_later, later_times

ON_TIME = "on-time"


class LaterForm(FlaskForm):
    """When somebody comes."""

    at = RadioField(_l("Wann kommen Sie?"), [InputRequired(_l("Bitte wählen Sie eine Uhrzeit."))])

    def __init__(self, times: Sequence[datetime], starts_at: datetime, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        on_time = SelectChoice(ON_TIME, _("Pünktlich, um %(time)s", time=clock(starts_at)))
        later = (SelectChoice(at.isoformat(), clock(at)) for at in times)
        self.at.choices = [on_time, *later]

    @property
    def moment(self) -> datetime | None:
        """Return the time chosen; none is with the group."""
        return None if self.at.data == ON_TIME else datetime.fromisoformat(self.at.data)


@tickets.route("/<code>/later", methods=["GET", "POST"])
@public
def later(code: str) -> ResponseReturnValue:
    """Ask when somebody comes."""
    place = place_or_404(code, holding=True)
    noted = place.comes_later_at
    form = LaterForm(
        later_times(place, now=now()),
        place.group.starts_at,
        data={"at": noted.isoformat() if noted else ON_TIME},
    )
    if form.validate_on_submit():
        try:
            come_later(place=place, at=form.moment, actor=PUBLIC, now=now())
        except RuleBroken:
            flash(_("Sie sind schon da. Sprechen Sie bitte mit uns am Eingang."), "warning")
        else:
            flash(_("Danke. Wir wissen jetzt, wann Sie kommen."), "success")
        return redirect(url_for(".show", code=code), code=303)
    page = render_template("tickets/later.html", form=form, back_url=url_for(".show", code=code))
    return page, 422 if form.errors else 200
