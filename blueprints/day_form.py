"""The day a question of the law is asked for."""

from __future__ import annotations

from datetime import date

from flask import request
from flask_wtf import FlaskForm

from blueprints.fields import ThreePartDateField


class DayForm(FlaskForm):
    """One day; part of the address, so that the answer can be kept. Asking changes nothing."""

    day = ThreePartDateField("Tag")

    class Meta:
        """A question needs no proof that it was meant."""

        csrf = False


def asked_day(usual: date) -> tuple[DayForm, date]:
    """Return the form and the day it names; the usual day where it names none that can be."""
    if "day" not in request.args:
        return DayForm(None, day=usual), usual
    form = DayForm(request.args, day=usual)
    chosen: date | None = form.day.data if form.validate() else None
    return form, chosen or usual
