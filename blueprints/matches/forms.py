"""What an officer types on the workbench: why somebody is left out, why an order is another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, SelectChoice, SelectField
from wtforms.validators import ValidationError

from blueprints.fields import Needed, TextBlock, TextLine
from blueprints.labels import label
from domain.exclusions import GROUPS, ExclusionReason, needs_note
from models import Proposal


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


class OrderForm(FlaskForm):
    """Why an order is another; the places themselves are added for each shortlist."""

    reason = TextBlock(
        "Warum diese Reihenfolge?",
        [Needed("Schreiben Sie kurz, warum.")],
        description="Nur für die Dienststelle. Bitte nichts über Herkunft, Alter oder Familie.",
        longest=400,
    )
    seen = HiddenField()

    @property
    def places(self) -> dict[int, Any]:
        """Return the field of each proposal's place, by its number."""
        return {
            int(field.short_name.removeprefix(_PLACE)): field
            for field in self
            if field.short_name.startswith(_PLACE)
        }

    @property
    def proposal_ids(self) -> list[int]:
        """Return the proposals in the order that was typed."""
        return sorted(self.places, key=lambda one: self.places[one].data)

    @property
    def number_seen(self) -> int:
        """Return how many orders there were when the page was opened."""
        told = str(self.seen.data or "")
        return int(told) if told.isascii() and told.isdecimal() and len(told) < 9 else -1

    def validate(self, extra_validators: Any = None) -> bool:
        """Check that no two stand on one place."""
        if not super().validate(extra_validators):
            return False
        held: set[int] = set()
        for field in self.places.values():
            if field.data in held:
                field.errors = [f"Platz {field.data} ist schon vergeben."]
            held.add(field.data)
        return not any(field.errors for field in self.places.values())


_PLACE = "place_"


def order_form(chosen: Sequence[Proposal], number: int) -> OrderForm:
    """Return the form for these proposals, each on the place it has now."""
    numbers = [SelectChoice(place, str(place)) for place in range(1, len(chosen) + 1)]
    fields = {
        f"{_PLACE}{one.id}": SelectField(
            f"Platz von {one.candidate.full_name}", choices=numbers, coerce=int, default=place
        )
        for place, one in enumerate(chosen, start=1)
    }
    kind: type[OrderForm] = type("OrderOfShortlistForm", (OrderForm,), fields)
    return kind(data={"seen": number})
