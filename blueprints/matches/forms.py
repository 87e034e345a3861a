"""What an officer types on the workbench: why somebody is left out, why an order is another."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import RadioField, SelectChoice
from wtforms.validators import ValidationError

from blueprints.fields import Needed, TextLine
from blueprints.labels import label
from domain.exclusions import GROUPS, ExclusionReason, needs_note


class ExcludeForm(FlaskForm):
    """Why a person is left out for a position."""

    reason = RadioField(
        "Grund",
        [Needed("Wählen Sie einen Grund.")],
        choices=[
            SelectChoice(reason.value, f"{label(group)}: {label(reason)}")
            for group, reasons in GROUPS.items()
            for reason in reasons
        ],
    )
    note = TextLine(
        "Notiz",
        description="Nur für die Dienststelle. Bei „anderer Grund“ nötig.",
        longest=400,
    )

    def validate_note(self, field: TextLine) -> None:
        """Another reason says nothing by itself."""
        if self.reason.errors or field.data:
            return
        if needs_note(ExclusionReason(self.reason.data)):
            raise ValidationError("Schreiben Sie kurz, welcher Grund es ist.")
