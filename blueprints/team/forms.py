"""The form of the team lead: some people, one caseworker."""

from __future__ import annotations

from typing import Any

from flask_wtf import FlaskForm
from wtforms import SelectChoice, SelectField
from wtforms.validators import ValidationError

from blueprints.fields import needed

_LONGEST_ID = 10


class AssignForm(FlaskForm):
    """Gives the ticked people to one caseworker; the ticks stand in the rows of the table."""

    caseworker = SelectField("Zuweisen an", [needed])

    def __init__(
        self, *args: Any, caseworkers: list[tuple[int, str]], ticked: list[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.caseworker.choices = [
            SelectChoice("", "Bitte wählen"),
            *(SelectChoice(str(key), name) for key, name in caseworkers),
        ]
        self.ticked = [int(one) for one in ticked if _is_id(one)]

    def validate_caseworker(self, _field: SelectField) -> None:
        """Ask for at least one person."""
        if not self.ticked:
            raise ValidationError("Kreuzen Sie mindestens eine Person an.")


def _is_id(typed: str) -> bool:
    return typed.isascii() and typed.isdigit() and len(typed) < _LONGEST_ID
