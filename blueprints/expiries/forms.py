"""The form of a lead time."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import SelectField

from blueprints.fields import WholeNumber, needed
from blueprints.labels import choices
from domain.expiry import LEAST_WEEKS, MOST_WEEKS
from domain.residence import Authority, DocumentGroup


class LeadTimeForm(FlaskForm):
    """How many weeks an authority needs for a kind of document."""

    authority = SelectField("Behörde", [needed], choices=choices(Authority))
    group = SelectField("Art des Dokuments", [needed], choices=choices(DocumentGroup))
    weeks = WholeNumber("Wochen", [needed], least=LEAST_WEEKS, most=MOST_WEEKS)
