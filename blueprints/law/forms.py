"""The form of a coming rule of the law."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_wtf import FlaskForm
from wtforms import SelectChoice, SelectField

from blueprints.fields import (
    Needed,
    SeveralOf,
    TextBlock,
    TextLine,
    ThreePartDateField,
    WholeNumber,
    needed,
)
from blueprints.labels import choices
from domain.labour_market import Access, Activity, Clock, Confidence, DocumentType
from services.law import NewRule

EARLIEST, LATEST = date(2014, 1, 1), date(2099, 12, 31)


class RuleForm(FlaskForm):
    """A rule as it will stand in the law: one row for each activity that is ticked."""

    document = SelectField("Dokument", [needed])
    activities = SeveralOf("Tätigkeiten", [Needed("Kreuzen Sie mindestens eine Tätigkeit an.")])
    valid_from = ThreePartDateField("Gilt ab", [Needed("Geben Sie den ersten Tag ein.")])
    valid_to = ThreePartDateField("Gilt bis", description="Letzter Tag. Leer heißt: offen.")
    access = SelectField("Zugang nach der Wartezeit", [needed])
    waiting_months = WholeNumber(
        "Wartezeit in Monaten", least=0, most=120, description="Leer oder 0 heißt: keine."
    )
    clock = SelectField("Was die Wartezeit beginnen lässt")
    cite = TextLine("Paragraf", [needed], longest=300)
    source = TextLine(
        "Quelle", [needed], longest=200, description="Zum Beispiel: BGBl. 2027 I Nr. 12."
    )
    confidence = SelectField("Wie sicher", [needed])
    condition = TextBlock("Bedingungen in einem Satz", longest=600)
    rule: NewRule | None = None

    def __init__(self, *args: Any, documents: list[DocumentType], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        please = SelectChoice("", "Bitte wählen")
        self.document.choices = [
            please,
            *(SelectChoice(one.key, f"{one.title} ({one.legal_basis})") for one in documents),
        ]
        self.activities.choices = choices(Activity)
        self.access.choices = [please, *choices(Access)]
        self.clock.choices = [SelectChoice("", "keine Wartezeit"), *choices(Clock)]
        self.confidence.choices = choices(Confidence)

    def validate(self, extra_validators: Any = None) -> bool:
        """Check that days and waiting time fit together, and make the rule of them."""
        if not super().validate(extra_validators) or not self._days_fit():
            return False
        if self.waiting_months.data and not self._waiting_fits():
            return False
        self.rule = self._typed()
        return True

    @property
    def chosen(self) -> list[Activity]:
        """Return the activities that are ticked."""
        return [Activity(one) for one in self.activities.data or ()]

    def _days_fit(self) -> bool:
        first, last = self.valid_from.data, self.valid_to.data
        for field in (self.valid_from, self.valid_to):
            if field.data and not EARLIEST <= field.data <= LATEST:
                field.errors = ["Geben Sie ein Jahr zwischen 2014 und 2099 ein."]
                return False
        if first and last and last < first:
            self.valid_to.errors = ["Der letzte Tag liegt vor dem ersten."]
            return False
        return True

    def _waiting_fits(self) -> bool:
        if self.access.data == Access.PROHIBITED:
            self.waiting_months.errors = ["Was nicht erlaubt ist, hat keine Wartezeit."]
        elif not self.clock.data:
            self.clock.errors = ["Wählen Sie, was die Wartezeit beginnen lässt."]
        else:
            return True
        return False

    def _typed(self) -> NewRule:
        assert self.valid_from.data is not None
        waits = bool(self.waiting_months.data)
        return NewRule(
            document=self.document.data,
            valid_from=self.valid_from.data,
            valid_to=self.valid_to.data,
            access=Access(self.access.data),
            waiting_months=self.waiting_months.data,
            clock=Clock(self.clock.data) if waits else None,
            condition=self.condition.data or "",
            cite=self.cite.data or "",
            source=self.source.data or "",
            confidence=Confidence(self.confidence.data),
        )
