"""What every form of the interview carries: what the page showed, and how it was checked."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_wtf import FlaskForm
from wtforms import HiddenField
from wtforms.validators import ValidationError

from blueprints.fields import ThreePartDateField
from blueprints.labels import choices
from blueprints.profile_fields import OneOf
from domain.evidence import Check, Evidence

NOTHING_ELSE = (
    "Bitte nur, was für die Arbeit nötig ist – nichts über Religion, Gesundheit oder Flucht."
)


class StepForm(FlaskForm):
    """A form that knows which version of the facts it was filled from."""

    seen = HiddenField()

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        self.today = today
        super().__init__(*args, **kwargs)


class EvidenceForm(StepForm):
    """A form whose facts were checked in one way."""

    check = OneOf(
        "Wie geprüft?",
        choices=choices(Check),
        default=Check.SELF_STATED.value,
        description="Gilt für das, was Sie auf dieser Seite ändern.",
    )
    holds_until = ThreePartDateField(
        "Gilt bis", description="Leer lassen: gilt, bis etwas anderes bekannt wird."
    )

    def validate_holds_until(self, field: ThreePartDateField) -> None:
        """Refuse what has ended already."""
        if field.data is not None and field.data < self.today:
            raise ValidationError("Dieser Tag ist schon vorbei.")

    @property
    def evidence(self) -> Evidence:
        """Return how what was typed was checked."""
        return Evidence(Check(self.check.data or Check.SELF_STATED), self.holds_until.data)
