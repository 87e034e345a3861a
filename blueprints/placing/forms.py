"""The office writes down what a person said, and releases what the person agreed to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, SelectChoice
from wtforms.validators import ValidationError

from blueprints.fields import Needed, SeveralOf, ThreePartDateField
from blueprints.labels import choices
from domain.errors import RuleBroken
from domain.proposals import RECORDED_BY_STAFF
from domain.releases import ReleasedField, ReleasePurpose, check_until

YES, NO = "yes", "no"


class WordForm(FlaskForm):
    """What the person said, how, and what the firm may be told."""

    version = HiddenField()
    answer = RadioField(
        "Was hat die Person gesagt?",
        [Needed("Wählen Sie eine Antwort.")],
        choices=[
            SelectChoice(YES, "Ja, sie möchte die Firma kennenlernen"),
            SelectChoice(NO, "Nein"),
        ],
    )
    fields = SeveralOf(
        "Was dürfen wir der Firma sagen, wenn beide Seiten wollen?",
        description="Nur bei Ja. Was die Person nicht genannt hat, bleibt leer.",
    )
    told = RadioField(
        "Wie hat sie es gesagt?",
        [Needed("Wählen Sie, wie die Antwort kam.")],
        choices=choices(RECORDED_BY_STAFF),
    )

    def __init__(self, *args: Any, fields_known: Iterable[ReleasedField], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.choices = choices(fields_known)

    def validate_fields(self, field: SeveralOf) -> None:
        """A yes to names needs at least one of them."""
        if self.answer.data == YES and not field.data:
            raise ValidationError("Wählen Sie mindestens eine Angabe, die die Firma haben darf.")


class ReleaseForm(FlaskForm):
    """Which fields, for what, until when."""

    version = HiddenField()
    fields = SeveralOf(
        "Welche Angaben?",
        [Needed("Wählen Sie mindestens eine Angabe.")],
        description="Zur Auswahl steht, womit die Person einverstanden ist.",
    )
    purpose = RadioField(
        "Wofür?", [Needed("Wählen Sie den Zweck.")], choices=choices(ReleasePurpose)
    )
    until = ThreePartDateField("Bis wann?", [Needed("Geben Sie den letzten Tag an.")])

    def __init__(
        self, *args: Any, agreed: Iterable[ReleasedField], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields.choices = choices(agreed)
        self.today = today

    def validate_until(self, field: ThreePartDateField) -> None:
        """Stop at a day that is over or too far ahead."""
        if field.data is None:
            return
        try:
            check_until(field.data, today=self.today)
        except RuleBroken as error:
            latest = error.facts["latest"]
            raise ValidationError(
                f"Der letzte Tag liegt zwischen heute und dem {latest:%d.%m.%Y}."
            ) from None
