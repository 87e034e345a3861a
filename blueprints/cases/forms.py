"""The forms about a case: scheme, handover, stand-in."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_wtf import FlaskForm
from wtforms import SelectChoice, SelectField
from wtforms.validators import ValidationError

from blueprints.fields import SeveralOf, TextBlock, TextLine, ThreePartDateField, needed
from blueprints.labels import choices
from domain.handovers import Section
from domain.invitations import InvitationKind
from domain.support_scheme import (
    END_OF_ASYLBLG,
    Scheme,
    SchemeBasis,
    SchemeReason,
    suggested_start,
)
from services.handovers import Packet
from services.schemes import NewPeriod

NOTHING_ELSE = "Nur was für die Arbeit nötig ist – nichts über Religion, Gesundheit oder Flucht."

People = list[tuple[int, str]]


class SchemeForm(FlaskForm):
    """A support scheme from a day on, why, what it rests on, and who is responsible then."""

    scheme = SelectField("Rechtskreis", [needed], choices=choices(Scheme))
    reason_kind = SelectField("Anlass", choices=choices(SchemeReason), default="other")
    decided_on = ThreePartDateField(
        "Datum des Bescheids oder Titels", description="Wenn es einen gibt."
    )
    starts_on = ThreePartDateField(
        "Ab",
        description="Auch ein künftiger Tag. Bei SGB II nach Anerkennung darf das Feld leer "
        f"bleiben: Dann gilt der Erste des Folgemonats ({END_OF_ASYLBLG}).",
    )
    basis = SelectField("Worauf sich das stützt", choices=choices(SchemeBasis), default="unknown")
    office = SelectField("Zuständig ab dann", coerce=str, default="")
    unit = TextLine("Team oder Stelle dort", longest=80)
    reason = TextLine("Bemerkung", longest=200, description=NOTHING_ELSE)

    def __init__(self, *args: Any, offices: People, stays: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.office.choices = [
            SelectChoice("", f"wie bisher: {stays}"),
            *(SelectChoice(str(key), name) for key, name in offices),
        ]

    def new_period(self, today: date) -> NewPeriod | None:
        """Return what was typed, or ``None`` (and a sentence) where the day is missing."""
        scheme, reason = Scheme(self.scheme.data), SchemeReason(self.reason_kind.data)
        decided = self.decided_on.data
        if decided is not None and decided > today:
            self.decided_on.errors = ["Der Bescheid kann nicht aus der Zukunft sein."]
            return None
        starts_on = self.starts_on.data or suggested_start(scheme, reason, decided or today)
        if starts_on is None:
            self.starts_on.errors = ["Dieses Feld wird gebraucht."]
            return None
        return NewPeriod(
            scheme=scheme,
            starts_on=starts_on,
            reason=self.reason.data or "",
            reason_kind=reason,
            basis=SchemeBasis(self.basis.data),
            decided_on=decided,
            office_id=int(self.office.data) if self.office.data else None,
            unit=self.unit.data or "",
        )


class _ColleagueForm(FlaskForm):
    """Names a colleague."""

    colleague = SelectField("Kollegin oder Kollege", [needed], coerce=str)

    def __init__(self, *args: Any, people: People, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.colleague.choices = [
            SelectChoice("", "Bitte wählen"),
            *(SelectChoice(str(key), name) for key, name in people),
        ]


class OfferForm(_ColleagueForm):
    """A case offered to a colleague."""

    sections = SeveralOf(
        "Was die Kollegin oder der Kollege vor der Annahme sieht",
        choices=choices(Section),
        default=[section.value for section in Section],
    )
    promises = TextBlock("Zusagen: wem, was, bis wann", longest=2000, description=NOTHING_ELSE)
    left_out = TextBlock(
        "Was nicht übergeben wird, und warum", longest=2000, description=NOTHING_ELSE
    )
    note = TextBlock("Notiz für die Übergabe", longest=2000, description=NOTHING_ELSE)

    def packet(self) -> Packet:
        """Return what is handed over."""
        return Packet(
            note=self.note.data or "",
            promises=self.promises.data or "",
            left_out=self.left_out.data or "",
            sections=[Section(one) for one in self.sections.data or ()],
        )


class RefusalForm(FlaskForm):
    """Why a case is not taken."""

    reason = TextLine("Grund der Ablehnung", [needed], longest=400, description=NOTHING_ELSE)


class StandInForm(_ColleagueForm):
    """Who looks after the cases, and when."""

    starts_on = ThreePartDateField("Vom", [needed])
    ends_on = ThreePartDateField("Bis einschließlich", [needed])


class InviteForm(FlaskForm):
    """Who is invited to a fair, and how."""

    people = SeveralOf("Personen", coerce=int)
    kind = SelectField("Art der Einladung", [needed], choices=choices(InvitationKind))

    def __init__(self, *args: Any, people: People, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people.choices = [SelectChoice(key, name) for key, name in people]

    def validate_people(self, field: SeveralOf) -> None:
        """Ask for somebody to invite."""
        if not field.data:
            raise ValidationError("Wählen Sie mindestens eine Person.")
