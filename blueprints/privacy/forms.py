"""Forms of deleting and of the periods."""

from __future__ import annotations

from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, SelectChoice, SelectField
from wtforms.validators import ValidationError

from blueprints.fields import TextLine, WholeNumber, needed
from blueprints.labels import choices
from domain.deletion import CHOSEN_BY_STAFF
from domain.retention import LONGEST, Period


class DeletionForm(FlaskForm):
    """Why, and a tick against slips."""

    reason = SelectField(
        "Grund", [needed], choices=[SelectChoice("", "Bitte wählen"), *choices(CHOSEN_BY_STAFF)]
    )
    sure = BooleanField("Ich habe geprüft, dass diese Person gelöscht werden soll.", [needed])


class PeriodForm(FlaskForm):
    """How many days one kind of record is kept."""

    days = WholeNumber("Tage", [needed], least=1, most=LONGEST)
    reason = TextLine("Grund der Änderung (keine Namen)", [needed], longest=200)

    def __init__(self, *args: Any, bounds: Period, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bounds = bounds

    def validate_days(self, field: WholeNumber) -> None:
        """Keep to what the law leaves open."""
        least, most = self.bounds.least, self.bounds.most
        if field.data is not None and not least <= field.data <= most:
            raise ValidationError(f"Hier sind {least} bis {most} Tage möglich.")
