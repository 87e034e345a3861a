"""What a colleague chooses before two records become one."""

from __future__ import annotations

from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, RadioField, SelectChoice

from blueprints.fields import Needed

KEPT, GONE = "kept", "gone"


class SureForm(FlaskForm):
    """That both records were looked at."""

    sure = BooleanField(
        "Ich habe beide Akten verglichen: Es ist dieselbe Person.",
        [Needed("Bestätigen Sie, dass es dieselbe Person ist.")],
    )

    @property
    def from_gone(self) -> frozenset[str]:
        """Return the fields to take from the record that goes."""
        return frozenset(
            field.short_name.removeprefix("field_")
            for field in self
            if field.short_name.startswith("field_") and field.data == GONE
        )

    @property
    def chosen(self) -> list[RadioField]:
        """Return the fields to choose in."""
        return [field for field in self if field.short_name.startswith("field_")]


def merge_form(choices: list[tuple[str, str, str, str]]) -> SureForm:
    """Return a form with one choice for each field: (name, label, value kept, value gone)."""
    fields: dict[str, Any] = {
        f"field_{name}": RadioField(
            text, choices=[SelectChoice(KEPT, kept), SelectChoice(GONE, gone)], default=KEPT
        )
        for name, text, kept, gone in choices
    }
    return type("MergeForm", (SureForm,), fields)()
