"""The forms of a recognition: begin a procedure, write down a step."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, SelectChoice, StringField
from wtforms.validators import ValidationError

from blueprints.candidates.step_forms import NOTHING_ELSE, StepForm
from blueprints.fields import TextLine, ThreePartDateField, needed, printable
from blueprints.labels import choices
from blueprints.profile_fields import NOT_STATED, OneOf
from domain.codes import western_digits
from domain.recognition import RecognitionAction, RecognitionKind, RecognitionState

_DEAREST = Decimal(99_999)


class MoneyLine(StringField):
    """Euros and cents as people write them; empty is ``None``."""

    data: Any
    typed = ""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take digits of every script, with a comma or a point; what was typed stays."""
        self.typed = printable(valuelist[0])[:40] if valuelist else ""
        self.data = None

    def pre_validate(self, form: Any) -> None:
        """Stop at what is not an amount."""
        plain = western_digits(self.typed).replace("€", "").strip().replace(",", ".")
        if not plain:
            return
        try:
            amount = Decimal(plain)
        except InvalidOperation:
            raise ValidationError("Geben Sie einen Betrag ein, zum Beispiel 550,00.") from None
        if not amount.is_finite() or not 0 <= amount <= _DEAREST:
            raise ValidationError("Geben Sie einen Betrag ein, zum Beispiel 550,00.")
        self.data = amount.quantize(Decimal("0.01"))

    def _value(self) -> str:
        return self.typed or str(self.data or "")


class BeginForm(FlaskForm):
    """What a procedure is about."""

    kind = RadioField("Verfahren", [needed], choices=choices(RecognitionKind))
    education = OneOf("Welche Ausbildung?")
    reference = OneOf(
        "Deutscher Referenzberuf", description="Fehlt er in der Liste, suchen Sie ihn zuerst."
    )
    is_regulated = OneOf(
        "Ist der Beruf reglementiert?",
        choices=[
            SelectChoice(NOT_STATED, "wie im Berufekatalog"),
            SelectChoice("yes", "ja, ohne Anerkennung nicht erlaubt"),
            SelectChoice("no", "nein"),
        ],
        description="Nur reglementierte Arbeit braucht die Anerkennung vorher. Ohne Antwort gilt, "
        "was der Berufekatalog zum Referenzberuf sagt.",
    )

    def __init__(
        self,
        *args: Any,
        education: list[tuple[str, str]],
        found: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        none = SelectChoice(NOT_STATED, "–")
        self.education.choices = [none, *(SelectChoice(key, text) for key, text in education)]
        self.reference.choices = [none, *(SelectChoice(code, title) for code, title in found)]


class RecognitionStepForm(StepForm):
    """One step as it happened."""

    seen = HiddenField()
    action = RadioField("Was ist geschehen?", [needed])
    on = ThreePartDateField("Am", [needed])
    body = TextLine(
        "Zuständige Stelle",
        longest=160,
        description="Zum Beispiel IHK FOSA, Handwerkskammer, Bezirksregierung.",
    )
    fee = MoneyLine("Gebühr in Euro")
    deadline = ThreePartDateField(
        "Frist",
        description="Leer lassen: Empfangsbestätigung nach einem Monat, Bescheid nach drei "
        "Monaten ab vollständigen Unterlagen (§§ 6, 13 BQFG).",
    )
    file_reference = TextLine(
        "Aktenzeichen", longest=80, description="Bleibt intern; Arbeitgeber sehen es nie."
    )
    missing = TextLine(
        "Was noch fehlt",
        longest=400,
        description="In einfachen Worten; Arbeitgeber dürfen es lesen. " + NOTHING_ELSE,
    )

    def __init__(
        self, *args: Any, possible: list[RecognitionAction], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.action.choices = choices(possible)

    def validate_seen(self, field: HiddenField) -> None:
        """Refuse a state that does not exist."""
        if field.data not in {one.value for one in RecognitionState}:
            raise ValidationError("Bitte laden Sie die Seite neu.")

    def validate_on(self, field: ThreePartDateField) -> None:
        """Refuse a step that has not happened."""
        if field.data is not None and field.data > self.today:
            raise ValidationError("Dieser Tag liegt in der Zukunft.")

    def validate_deadline(self, field: ThreePartDateField) -> None:
        """Refuse a time limit before the step."""
        if field.data is not None and self.on.data is not None and field.data < self.on.data:
            raise ValidationError("Die Frist liegt vor dem Schritt.")
