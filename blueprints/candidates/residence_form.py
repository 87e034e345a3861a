"""The form of a residence document: what is on the paper, in readable groups."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, RadioField, SelectChoice, SelectField
from wtforms.validators import ValidationError

from blueprints.fields import TextLine, ThreePartDateField, needed
from blueprints.labels import choices, label
from domain.residence import (
    UNCLEAR,
    Authority,
    DocumentEvidence,
    EmploymentEntry,
    document_kind,
    documents_by_group,
    is_document,
)
from domain.residence_chain import in_order
from domain.rules.words import Clock
from models import ResidenceDocument
from services.residence_documents import SeenDocument

_YES_NO = {"yes": True, "no": False, "unknown": None}
_NAMES = {value: name for name, value in _YES_NO.items()}


class ResidenceForm(FlaskForm):
    """One residence document as seen or told; unknown is an answer everywhere."""

    status_key = SelectField("Dokument", [needed], default=UNCLEAR)
    document_words = TextLine("Bezeichnung auf dem Dokument", longest=160)
    issued_by = SelectField(
        "Ausgestellt von", choices=choices(Authority), default=Authority.UNKNOWN.value
    )
    valid_from = ThreePartDateField("Gültig ab", description="Leer lassen, wenn unbekannt.")
    valid_until = ThreePartDateField("Gültig bis", description="Leer lassen, wenn unbekannt.")
    is_unlimited = BooleanField("Das Dokument ist unbefristet.")
    extends = SelectField("Verlängert, ersetzt oder führt fort (früheres Dokument)", default="")
    entry = SelectField(
        "Eintrag zur Erwerbstätigkeit (Nebenbestimmung)", [needed], choices=choices(EmploymentEntry)
    )
    entry_words = TextLine("Wortlaut des Eintrags", longest=400)
    clock_start = ThreePartDateField(
        "Wartezeit zählt ab",
        description="Nur aus einem Papier oder einer Auskunft, nie aus dem Tag der Einreise.",
    )
    clock_kind = SelectField(
        "Was an diesem Tag begann",
        default="",
        choices=[SelectChoice("", "nicht bekannt"), *choices(Clock)],
    )
    clock_source = TextLine("Woher der Tag bekannt ist", longest=160)
    in_facility = RadioField(
        "Muss die Person in einer Aufnahmeeinrichtung wohnen?",
        choices=[
            SelectChoice("yes", "ja"),
            SelectChoice("no", "nein"),
            SelectChoice("unknown", "nicht bekannt"),
        ],
        default="unknown",
    )
    place_restriction = TextLine("Räumliche Beschränkung oder Wohnsitzauflage", longest=200)
    evidence = RadioField(
        "Wie ist das Dokument bekannt?",
        choices=choices(DocumentEvidence),
        default=DocumentEvidence.SEEN.value,
    )
    corrects = HiddenField()

    def __init__(
        self, *args: Any, chain: Sequence[ResidenceDocument], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.rows = {str(row.id): row for row in chain}
        self.status_key.choices = {
            str(label(group)): [SelectChoice(kind.key, kind.title) for kind in kinds]
            for group, kinds in documents_by_group().items()
        }
        self.extends.choices = [
            SelectChoice("", "keines"),
            *(SelectChoice(row_id, _named(row)) for row_id, row in self.rows.items()),
        ]

    @property
    def corrected(self) -> ResidenceDocument | None:
        """Return the row this entry puts right, if it is one of the person."""
        return self.rows.get(self.corrects.data or "")

    def validate_corrects(self, field: HiddenField) -> None:
        """Refuse a row that is not (or no longer) there."""
        if field.data and field.data not in self.rows:
            raise ValidationError("Diese Zeile gibt es nicht.")

    def validate_valid_until(self, field: ThreePartDateField) -> None:
        """Refuse an end before the beginning, and an end of what has none."""
        if not in_order(self.valid_from.data, field.data):
            raise ValidationError("Das Ende liegt vor dem Beginn.")
        if self.is_unlimited.data and field.data:
            raise ValidationError("Ein unbefristetes Dokument hat kein Ende.")

    def validate_clock_start(self, field: ThreePartDateField) -> None:
        """Refuse a waiting time that has not begun."""
        if field.data and field.data > self.today:
            raise ValidationError("Dieser Tag liegt in der Zukunft.")

    def validate_clock_kind(self, field: SelectField) -> None:
        """Ask what began on the day of the clock."""
        if self.clock_start.data and not field.data:
            raise ValidationError("Sagen Sie, was an diesem Tag begann.")
        if field.data and not self.clock_start.data and not self.clock_start.errors:
            raise ValidationError("Dazu fehlt der Tag.")

    def validate_clock_source(self, field: TextLine) -> None:
        """Ask how the day of the clock is known."""
        if self.clock_start.data and not field.data:
            raise ValidationError("Sagen Sie, woher der Tag bekannt ist.")

    def validate_in_facility(self, field: RadioField) -> None:
        """Refuse a home that the document itself rules out."""
        key = self.status_key.data
        said = document_kind(key).in_facility if is_document(key) else None
        told = _YES_NO.get(field.data)
        if said is not None and told is not None and said is not told:
            raise ValidationError("Das widerspricht dem gewählten Dokument.")

    def seen(self) -> SeenDocument:
        """Return what was typed as the record keeps it."""
        extended = self.extends.data if self.extends.data in self.rows else ""
        corrected = self.corrected
        return SeenDocument(
            status_key=self.status_key.data,
            document_words=self.document_words.data or "",
            entry=EmploymentEntry(self.entry.data),
            entry_words=self.entry_words.data or "",
            valid_from=self.valid_from.data,
            valid_until=self.valid_until.data,
            is_unlimited=self.is_unlimited.data,
            issued_by=Authority(self.issued_by.data),
            extends_id=int(extended) if extended else None,
            corrects_id=corrected.id if corrected else None,
            clock_start=self.clock_start.data,
            clock_kind=Clock(self.clock_kind.data) if self.clock_kind.data else None,
            clock_source=self.clock_source.data or "",
            in_facility=_YES_NO[self.in_facility.data],
            place_restriction=self.place_restriction.data or "",
            evidence=DocumentEvidence(self.evidence.data),
        )


def as_noted(row: ResidenceDocument) -> dict[str, Any]:
    """Return a row as the fields of the form hold it, to be put right."""
    plain = ("document_words", "valid_from", "valid_until", "is_unlimited", "entry_words")
    more = ("status_key", "clock_start", "clock_source", "place_restriction")
    return {name: getattr(row, name) for name in (*plain, *more)} | {
        "issued_by": row.issued_by.value,
        "entry": row.entry.value,
        "extends": str(row.extends_id or ""),
        "clock_kind": row.clock_kind.value if row.clock_kind else "",
        "in_facility": _NAMES[row.in_facility],
        "evidence": row.evidence.value,
        "corrects": str(row.id),
    }


def _named(row: ResidenceDocument) -> str:
    until = f" bis {row.valid_until:%d.%m.%Y}" if row.valid_until else ""
    return f"{document_kind(row.status_key).title}, ab {row.begins_on:%d.%m.%Y}{until}"
