"""The day a check sheet is asked for."""

from __future__ import annotations

from flask_wtf import FlaskForm

from blueprints.fields import ThreePartDateField


class DayForm(FlaskForm):
    """The first day of work; part of the address, so that a sheet can be kept."""

    day = ThreePartDateField("Erster Arbeitstag")

    class Meta:
        """Nothing is changed by asking."""

        csrf = False
